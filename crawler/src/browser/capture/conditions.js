// Finds effects of the page's style sheets that do not show as the page is captured: elements rotated for one
// orientation of the screen (if `orientation`), and elements that show no focus (if `focus`). Style sheets at the
// addresses of `unread` are left out. Runs in an isolated world after everything else, twice if the page rotates
// something: with the screen as it was captured, and turned. Elements are given by their index among all elements of
// the document. Returns [number of elements in the page, [[index, angle]…], [index…]]: rotated elements with their
// angle in degrees, `null` if it is not known; and elements that the Tab key may reach without any visible change.
async ({ orientation, focus, unread }) => {
    const MOST_RULES = 10_000;
    const MOST_ROTATING = 50;
    const MOST_FOCUSED = 8;
    const ORIENTATION = /\borientation\s*:/;

    // Calls `visit` for each style rule, with whether its media queries ask for an orientation, and whether the rule is
    // known to apply now.
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
        // Reading the style begins transitions. They are finished, so that the final angle is read.
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

    // `unseen` finds links and buttons that lose the browser's outline while no style sheet shows the focus in another
    // way, on them or on the elements around them. `focused` gives them the focus and drops those for which a script
    // changes anything in or around them. Screenshots show afterwards whether the focus is visible all the same.
    const FOCUSABLE = 'a[href], button, summary, [tabindex], input[type=submit], input[type=button], input[type=reset]';
    const losesOutline = style => style.outlineStyle === 'none' || /^0(px)?$/.test(style.outlineWidth)
        || style.outlineColor === 'transparent' || ['unset', 'initial'].includes(style.all);
    const withoutFocus = selector => selector
        .replace(/:not\([^()]*focus[^()]*\)/g, '')
        .replace(/:focus(-visible|-within)?/g, ':is(*)')
        .replace(/::?(before|after|marker|first-line|first-letter|-[\w-]+)/g, '');
    // A value that removes something does not show the focus.
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
    // Some scripts hide the focus for visitors with a mouse, and show it again when a key is pressed. So an event of a
    // key is sent here. It does not move the focus: only real keys of the browser do.
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
        // A script may draw a frame around the focused element with an element of its own, which stays there when the
        // focus has moved on.
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
