// Reads tables of values separated by tabs. A line that begins with `#` is a comment.

export const rowsOf = (text) => text.split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t'));

/**
 * Reads the table of rules. Returns a function that gives the tests of an engine's rule. A rule that is not in the
 * table has the tests of the longest beginning of its name (up to a dot) that is.
 */
export function testsOf(text) {
    const [, ...rows] = rowsOf(text);
    const tests = new Map(rows.map(([engine, rule, list]) => [`${engine} ${rule}`, list.split(' ')]));
    return (engine, rule) => {
        for (let name = `${engine} ${rule}`; name.includes(' '); name = name.slice(0, Math.max(name.lastIndexOf('.'), 0))) {
            if (tests.has(name)) return tests.get(name);
        }
        return [];
    };
}
