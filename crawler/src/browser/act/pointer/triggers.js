// Finds the triggers: elements on which the pointer may make content appear, because a style rule with `:hover` shows
// something or because a script listens to the pointer there (`listened`, set before). Runs in the isolated world of
// `contents.js`, after it. Leaves `globalThis.triggers`, and in `globalThis.changed` the elements that style rules then
// change. Returns [number of triggers, whether all style sheets were read, whether no trigger was left out either].
most => {
    const { isShown, leaves } = globalThis.contents;
    const MOST_RULES = 10_000;
    const MOST_ALIKE = 2;
    const MOST_TARGETS = 200;
    const SHOWS = /^(display|visibility|opacity|(max-|min-)?(width|height|block-size|inline-size)|top|right|bottom|left|inset|margin|transform|translate|scale|clip|overflow|content-visibility|grid-template|position)/;

    // Splits a list of selectors, or a selector, before each letter that matches `ends` and stands outside all
    // brackets.
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
    // For each selector with `:hover` in a list: [selector of the elements to point at, selector of the elements that
    // the rule then changes].
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

    // Whether the element contains a text or a control that is not visible yet.
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
