// What the page's style sheets do under a condition that does not hold as the page is captured: another orientation of
// the screen, the focus; each where it is asked for. Style sheets at the addresses of `unread` are left out. Read in a
// world of its own after everything else, twice where the page rotates something: as the screen stands, and turned.
// Elements are given by their rank among all elements of the document.
// Gives [elements in the page, [[rank, angle]…], [rank…]]: what is rotated, with its angle in degrees, `null` where it
// is not known; and what the Tab key may reach without any change to see.
async ({ orientation, focus, unread }) => {
    const MOST_RULES = 10_000;
    const MOST_ROTATING = 50;
    const MOST_FOCUSED = 8;
    const ORIENTATION = /\borientation\s*:/;

    // Every style rule, with what is asked of the screen for it to hold.
    const walk = (sheets, visit) => {
        let left = MOST_RULES;
        const read = (rules, asks, holds) => {
            for (const rule of rules) {
                if (left-- === 0) throw new Error('too many rules');
                const media = rule.media?.mediaText ?? '';
                const asked = asks || ORIENTATION.test(media);
                const mayNotHold = rule instanceof CSSSupportsRule || rule instanceof CSSContainerRule;
                const held = holds && !mayNotHold && (media === '' || matchMedia(media).matches);
                if (rule.selectorText) visit(rule, asked, held);
                const inner = rule instanceof CSSImportRule ? rule.styleSheet?.cssRules : rule.cssRules;
                if (inner?.length) read(inner, asked, held);
            }
        };
        for (const sheet of sheets) {
            const media = sheet.media.mediaText;
            read(sheet.cssRules, ORIENTATION.test(media), !sheet.disabled && (media === '' || matchMedia(media).matches));
        }
    };
    const all = selector => { try { return [...document.querySelectorAll(selector)] } catch { return [] } };

    const rotating = sheets => {
        const found = new Set();
        const visit = (rule, asks) => {
            if (asks && (rule.style.transform || rule.style.rotate)) all(rule.selectorText).forEach(node => found.add(node));
        };
        try { walk(sheets, visit) } catch { /* what was found until then counts */ }
        return [...found].slice(0, MOST_ROTATING);
    };
    const angle = element => {
        const style = getComputedStyle(element);
        // Reading the style begins the transitions: their ends count.
        for (const animation of element.getAnimations()) {
            if (animation instanceof CSSTransition) animation.finish();
        }
        const turn = style.rotate === 'none' ? '' : /^-?[\d.e-]+deg$/.test(style.rotate) ? `rotate(${style.rotate})` : null;
        if (turn === null) return null;
        const matrix = new DOMMatrix(turn).multiply(new DOMMatrix(style.transform === 'none' ? '' : style.transform));
        const { m11, m12, m13, m21, m22, m23, m31, m32 } = matrix;
        const isFlat = [m13, m23, m31, m32].every(part => Math.abs(part) < 1e-3);
        if (!isFlat || m11 * m22 - m12 * m21 <= 0) return null;
        return Math.atan2(m12, m11) * 180 / Math.PI;
    };

    // Links and buttons that lose the browser's outline and for which no style sheet says anything about the focus, nor
    // for what stands around them. Then they are given the focus, and no script may change anything in them or around them.
    // Whether the focus is seen all the same, pictures tell afterwards.
    const FOCUSABLE = 'a[href], button, summary, [tabindex], input[type=submit], input[type=button], input[type=reset]';
    const losesOutline = style => style.outlineStyle === 'none' || /^0(px)?$/.test(style.outlineWidth)
        || style.outlineColor === 'transparent' || ['unset', 'initial'].includes(style.all);
    const withoutFocus = selector => selector
        .replace(/:not\([^()]*focus[^()]*\)/g, '')
        .replace(/:focus(-visible|-within)?/g, ':is(*)')
        .replace(/::?(before|after|marker|first-line|first-letter|-[\w-]+)/g, '');
    // What is taken away shows nothing either.
    const isNothing = value => /^(none|0(px)?( none)?|transparent|unset|initial|inherit|currentcolor|0 0)$/i.test(value.trim());
    const saysMore = style => [...style].some(name => !/^(outline|cursor|transition|user-select|-webkit-tap|border-image-(?!source))/.test(name)
        && !isNothing(style.getPropertyValue(name))) || !losesOutline(style);
    const unseen = sheets => {
        const [bare, shown] = [new Set(), new Set()];
        const visit = (rule, _, holds) => {
            const { selectorText: selector, style } = rule;
            if (/focus/i.test(selector)) {
                const isKeyboard = !/:not\([^()]*focus/.test(selector);
                if (saysMore(style)) all(withoutFocus(selector)).forEach(node => shown.add(node));
                else if (holds && isKeyboard && losesOutline(style)) all(withoutFocus(selector)).forEach(node => bare.add(node));
            } else if (style.length && losesOutline(style)) {
                if (holds) all(selector).forEach(node => bare.add(node));
            } else if (style.outlineStyle || style.outlineWidth) {
                all(selector).forEach(node => shown.add(node));
            }
        };
        try { walk(sheets, visit) } catch { return [] }
        for (const node of all('[style*=outline i]')) {
            if (!node.style?.outlineStyle && !node.style?.outlineWidth && !node.style?.outlineColor) continue;
            (losesOutline(node.style) ? bare : shown).add(node);
        }
        const isSilent = node => {
            const near = [...(node.parentElement ?? node).querySelectorAll('*')];
            for (let above = node; above; above = above.parentElement) near.push(above);
            return !near.some(other => shown.has(other));
        };
        const isReached = node => node.matches(FOCUSABLE) && node.tabIndex >= 0 && !node.disabled && !node.isContentEditable
            && !node.localName.includes('-') && !node.hasAttribute('onfocus') && !node.closest('[inert]')
            && node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        const candidates = [...bare].filter(node => isReached(node) && isSilent(node)).slice(0, MOST_FOCUSED);
        return candidates;
    };
    // Scripts that take the focus's signs away from who uses a mouse put them back at a key. They hear one here, which
    // moves nothing: only the browser's own keys do.
    const hearKey = () => {
        const told = { key: 'Tab', code: 'Tab', keyCode: 9, which: 9, bubbles: true, cancelable: true };
        for (const type of ['keydown', 'keyup']) document.body?.dispatchEvent(new KeyboardEvent(type, told));
    };
    const focused = async candidates => {
        if (candidates.length === 0) return [];
        const changed = [];
        const observer = new MutationObserver(records => changed.push(...records));
        observer.observe(document, { subtree: true, attributes: true, childList: true, characterData: true });
        hearKey();
        const isSame = candidates.map(node => {
            node.focus({ preventScroll: true });
            return document.activeElement === node && node.matches(':focus-visible')
                && node.getAnimations({ subtree: true }).length === 0;
        });
        await new Promise(resolve => setTimeout(resolve, 400));
        observer.disconnect();
        const near = node => node.parentElement ?? node;
        const restyles = target => (target.nodeType === 1 ? target : target.parentElement)?.closest('head, style, link') != null;
        // A frame that a script lays around what has the focus stays there once it is gone.
        const isLaidOver = target => target.nodeType === 1 && /fixed|absolute/.test(getComputedStyle(target).position);
        const answers = target => restyles(target) || isLaidOver(target);
        const moved = node => changed.some(({ target }) => near(node).contains(target) || target.contains(node) || answers(target));
        return candidates.filter((node, at) => isSame[at] && !moved(node));
    };

    if (globalThis.rotating === undefined) {
        const sheets = [...document.styleSheets].filter(sheet => !unread.includes(sheet.href));
        globalThis.rotating = orientation ? rotating(sheets) : [];
        globalThis.angles = globalThis.rotating.map(angle);
        globalThis.unseen = focus ? await focused(unseen(sheets)) : [];
    } else {
        globalThis.angles = globalThis.rotating.map(angle);
    }
    if (globalThis.rotating.length + globalThis.unseen.length === 0) return [0, [], []];
    const elements = all('*');
    const rank = element => elements.indexOf(element);
    return [elements.length, globalThis.rotating.map((node, at) => [rank(node), globalThis.angles[at]]), globalThis.unseen.map(rank)];
}
