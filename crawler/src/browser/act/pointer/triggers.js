// Elements over which the pointer may make something appear: by what the style sheets say of `:hover`, and by what listens
// to the pointer (`listened`, put there before). Lives in a world of its own, after `contents.js`. Gives how many there are,
// and whether all style sheets were read and all elements are among them.
most => {
    const { isShown, leaves } = globalThis.contents;
    const MOST_RULES = 10_000;
    const MOST_ALIKE = 2;
    const MOST_TARGETS = 200;
    const SHOWS = /^(display|visibility|opacity|(max-|min-)?(width|height|block-size|inline-size)|top|right|bottom|left|inset|margin|transform|translate|scale|clip|overflow|content-visibility|grid-template|position)/;

    // A list of selectors, or a selector, split where none of its parentheses is open.
    const split = (text, ends) => {
        const parts = [''];
        let depth = 0;
        for (const letter of text) {
            if ('(['.includes(letter)) depth += 1;
            if (')]'.includes(letter)) depth -= 1;
            if (depth === 0 && ends.test(letter)) parts.push(letter);
            else parts[parts.length - 1] += letter;
        }
        return parts;
    };
    const bare = selector => selector
        .replace(/:not\([^()]*:hover[^()]*\)/g, '')
        .replace(/::?(before|after)/g, '')
        .replace(/:hover/g, '');
    const all = selector => { try { return [...document.querySelectorAll(selector)] } catch { return [] } };
    // [what is pointed at, what the rule then changes] of each selector that speaks of the pointer.
    const parts = text => split(text.replace(/\s*([>+~])\s*/g, '$1'), /,/).map(part => part.replace(/^,/, '').trim()).filter(part => part.includes(':hover')).map(part => {
        const compounds = split(part, /[\s>+~]/);
        const at = compounds.findIndex(compound => compound.includes(':hover'));
        const whole = selector => bare(selector).replace(/(^|[\s>+~])(?=$|[\s>+~])/g, '$1*').trim();
        return [whole(compounds.slice(0, at + 1).join('')), whole(part)];
    });

    let isWhole = true;
    const rules = [];
    const read = (list, outer) => {
        for (const rule of list) {
            if (rules.length > MOST_RULES) { isWhole = false; return }
            if (rule.media && !matchMedia(rule.media.mediaText).matches) continue;
            const own = rule.selectorText?.replace(/&/g, outer ? `:is(${outer})` : ':scope');
            const selector = own && outer && !rule.selectorText.includes('&') ? `:is(${outer}) ${own}` : own ?? outer;
            if (selector?.includes(':hover') && rule.style && [...rule.style].some(name => SHOWS.test(name))) rules.push(selector);
            const inner = rule.styleSheet?.cssRules ?? rule.cssRules;
            if (inner?.length) read(inner, rule.selectorText ? selector : outer);
        }
    };
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
        if (sheet.disabled || sheet.media.mediaText && !matchMedia(sheet.media.mediaText).matches) continue;
        try { read(sheet.cssRules, null) } catch { isWhole = false }
    }
    const areRead = isWhole;

    // Whether something in it says anything and is not seen yet.
    const seen = new Set(leaves());
    const says = leaf => leaf.textContent.trim() !== '' || leaf.matches('a, button, input, select, textarea');
    const hides = element => [element, ...element.querySelectorAll('*')].slice(0, MOST_TARGETS)
        .some(leaf => !seen.has(leaf) && says(leaf) && !/^(script|style|template|noscript|option|source|track)$/.test(leaf.localName));
    const isPlaced = element => element !== document.documentElement && element !== document.body && isShown(element);

    const found = new Map();
    const add = (element, targets) => {
        if (found.size >= most && !found.has(element)) { isWhole = false; return false }
        found.set(element, [...found.get(element) ?? [], ...targets]);
        return true;
    };
    for (const selector of rules) {
        for (const [pointed, changed] of parts(selector)) {
            const targets = all(changed).slice(0, MOST_TARGETS).filter(hides);
            if (targets.length === 0) continue;
            const holders = all(pointed).filter(element => isPlaced(element)
                && targets.some(target => element.contains(target) || (element.parentElement ?? element).contains(target)));
            for (const element of holders.slice(0, MOST_ALIKE)) {
                add(element, targets.filter(target => element.contains(target) || (element.parentElement ?? element).contains(target)));
            }
        }
    }
    for (const element of globalThis.listened ?? []) if (element.nodeType === Node.ELEMENT_NODE && isPlaced(element)) add(element, []);
    globalThis.triggers = [...found.keys()];
    globalThis.changed = [...found.values()];
    return [globalThis.triggers.length, areRead, isWhole];
}
