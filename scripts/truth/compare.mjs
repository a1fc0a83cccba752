// Compares our verdict on a page with those of the other engines. Pure functions, without input or output.

/**
 * Disagreements on one page, as rows. `ours` is the page's object from `audit --format jsonl`, with the path of each
 * finding's element added; `others` is a list of { engine, rule, outcome, path }; `tests_of` gives the RGAA tests of an
 * engine's rule.
 */
export function compare(ours, others, tests_of) {
    const said = others.map((line) => ({ ...line, tests: tests_of(line.engine, line.rule) })).filter((line) => line.tests.length);
    return [...accusedAlone(ours, said), ...settledByUs(ours, said), ...silent(ours, said)];
}

const findings = (ours, outcome) => ours.rules.flatMap((rule) =>
    rule.findings.filter((found) => found.outcome === outcome).map((found) => ({ ...found, rule: rule.id })));

const shares = (one, other) => one.some((test) => other.includes(test));

/** Rows for elements that we fail, and that some engine passes but none fails for the same test. */
function accusedAlone(ours, said) {
    return findings(ours, 'failed').flatMap((found) => {
        const about = said.filter((line) => line.path === found.path && line.path && shares(line.tests, found.tests));
        const passed = about.filter((line) => line.outcome === 'passed');
        if (!passed.length || about.some((line) => line.outcome === 'failed')) return [];
        return [row('we-fail-they-pass', found.tests, found.path, names(passed), `${found.rule} ${found.reason}`, found.html)];
    });
}

/** Rows for elements that an engine fails, although all tests of its rule passed or are inapplicable by our verdict. */
function settledByUs(ours, said) {
    const outcomes = new Map(ours.tests.map((test) => [test.id, test.outcome]));
    const settled = (test) => ['passed', 'inapplicable'].includes(outcomes.get(test));
    const failed = said.filter((line) => line.outcome === 'failed' && line.tests.every(settled));
    return grouped(failed).map((group) =>
        row('we-settle-they-fail', group.tests, group.path, group.names, group.tests.map((test) => outcomes.get(test)).join(' '), ''));
}

/** Rows for elements that two or more engines fail for one test, and on which we have no finding for it. */
function silent(ours, said) {
    const told = [...findings(ours, 'failed'), ...findings(ours, 'cantTell')];
    const outcomes = new Map(ours.tests.map((test) => [test.id, test.outcome]));
    const failed = grouped(said.filter((line) => line.outcome === 'failed' && line.path));
    return failed.filter((group) => group.engines > 1).flatMap((group) => {
        const heard = told.some((found) => found.path === group.path && shares(found.tests, group.tests));
        const unlisted = ours.rules.some((rule) => rule.notListed > 0 && shares(rule.tests, group.tests));
        if (heard || unlisted) return [];
        return [row('they-fail-we-are-silent', group.tests, group.path, group.names, group.tests.map((test) => outcomes.get(test)).join(' '), '')];
    });
}

/** Groups of lines on the same element with tests in common. */
function grouped(lines) {
    const groups = [];
    for (const line of lines) {
        const group = groups.find((held) => held.path === line.path && shares(held.tests, line.tests));
        if (group) {
            group.lines.push(line);
            group.tests = group.tests.filter((test) => line.tests.includes(test));
        } else {
            groups.push({ path: line.path, tests: line.tests, lines: [line] });
        }
    }
    return groups.map((group) => ({
        ...group,
        names: names(group.lines),
        engines: new Set(group.lines.map((line) => line.engine)).size,
    }));
}

const names = (lines) => [...new Set(lines.map((line) => `${line.engine}:${line.rule}`))].sort().join(' ');

const row = (kind, tests, path, engines, ours, html) =>
    ({ kind, tests: [...tests].sort().join(' '), path, engines, ours, html: html.replace(/\s+/g, ' ').slice(0, 160) });
