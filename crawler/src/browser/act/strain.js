// Finds the strained texts: those that go beyond the window or are cut when the page is shown in a narrow window,
// enlarged, or with more text spacing. Runs in an isolated world and leaves functions in `globalThis.strain`.
() => {
    const MOST = 20;
    const LEAST_LETTERS = 30;
    // One long word that does not wrap is no running text.
    const LEAST_WORDS = 5;
    // Exceptions: content that needs two dimensions to be understood or used (WCAG 1.4.10), and content that is no
    // running text.
    const OF_TWO_DIMENSIONS = 'table, pre, code, kbd, samp, svg, math, canvas, img, video, audio, iframe, object, embed, map, '
        + 'textarea, select, figure, [role=grid], [role=treegrid], [role=table], [role=toolbar], [role=menubar], [role=tablist], '
        + '[role=application], [role=figure], [role=img], [role=math], [role=slider], [aria-roledescription]';
    const isShown = element => element.checkVisibility({
        opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true,
    });
    const moving = () => document.getAnimations().map(({ effect }) => effect?.target).filter(Boolean);
    const above = element => {
        const found = [];
        for (let at = element; at && at !== document.body && at !== document.documentElement; at = at.parentElement) found.push(at);
        return found;
    };
    // Visible texts of some length that no animation moves.
    const texts = () => {
        const walker = document.createTreeWalker(document.body ?? document, NodeFilter.SHOW_TEXT);
        const moved = moving();
        const found = [];
        while (walker.nextNode()) {
            const { data, parentElement: parent } = walker.currentNode;
            const written = data.trim();
            if (written.length < LEAST_LETTERS || written.split(/\s+/).length < LEAST_WORDS) continue;
            if (!parent || parent.closest(OF_TWO_DIMENSIONS) || !isShown(parent)) continue;
            if (moved.some(target => target.contains(parent))) continue;
            found.push(walker.currentNode);
        }
        return found;
    };
    const lines = text => {
        const range = document.createRange();
        range.selectNodeContents(text);
        return [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    };
    const clips = value => value === 'hidden' || value === 'clip';
    const scrolls = value => value === 'auto' || value === 'scroll';

    // Lines of a text that begin in the window and end beyond its right edge, so that the page must be scrolled
    // sideways to read them.
    const beyond = text => {
        const around = above(text.parentElement);
        const isApart = element => {
            const { overflowX, position, whiteSpace, direction } = getComputedStyle(element);
            return overflowX !== 'visible' || position === 'fixed' || direction === 'rtl' || /nowrap|^pre$/.test(whiteSpace);
        };
        if (around.some(isApart)) return [];
        return lines(text).filter(({ left, right }) => left >= -1 && left < innerWidth - 40 && right > innerWidth + 16);
    };
    const scrollsAside = () => {
        const root = document.scrollingElement;
        const isHeld = element => element && (clips(getComputedStyle(element).overflowX) || /vertical/.test(getComputedStyle(element).writingMode));
        return root !== null && root.scrollWidth > innerWidth + 16 && !isHeld(document.documentElement) && !isHeld(document.body);
    };
    const narrow = () => !scrollsAside() ? [] : texts().flatMap(text => {
        const [first] = beyond(text);
        return first ? [[text.parentElement, Math.round(first.right), innerWidth]] : [];
    });

    // `cutBy`: the box that clips a text at its bottom. `cut`: [element, height needed, height of the box] of a text if
    // the box shows a part of it and hides the rest.
    const cutBy = text => {
        for (const element of above(text.parentElement)) {
            const { overflowY, textOverflow, webkitLineClamp, maskImage } = getComputedStyle(element);
            if (scrolls(overflowY) || textOverflow === 'ellipsis' || maskImage !== 'none' || !['none', '', undefined].includes(webkitLineClamp)) return null;
            if (clips(overflowY)) return element;
        }
        return null;
    };
    const cut = text => {
        const box = cutBy(text)?.getBoundingClientRect();
        if (!box || box.height < 20 || box.width < 20) return null;
        const all = lines(text).filter(({ left, right }) => left < box.right - 2 && right > box.left + 2);
        const isWhole = ({ top, bottom }) => top >= box.top - 2 && bottom <= box.bottom + 2;
        const isLost = ({ top, bottom, height }) => bottom > box.bottom + height * 0.4 && top >= box.top;
        const lost = all.filter(isLost);
        return lost.length > 0 && (all.some(isWhole) || lost.some(({ top }) => top < box.bottom - 4))
            ? [text.parentElement, Math.round(Math.max(...lost.map(({ bottom }) => bottom)) - box.top), Math.round(box.height)] : null;
    };
    const isWhole = text => {
        const box = cutBy(text)?.getBoundingClientRect();
        return box === undefined || lines(text).every(({ top, bottom }) => top >= box.top - 2 && bottom <= box.bottom + 2);
    };
    const whole = new WeakSet(texts().filter(isWhole));
    const cuts = () => texts().filter(text => whole.has(text)).map(cut).filter(Boolean);

    // The four text spacings of RGAA 10.12 and WCAG 1.4.12, all at once.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }'
        + ' p { margin-bottom: 2em !important }');
    const space = isSpaced => {
        const others = [...document.adoptedStyleSheets].filter(other => other !== sheet);
        document.adoptedStyleSheets = isSpaced ? [...others, sheet] : others;
    };
    // Whether the page stored data that the next page of the site would find.
    const leaves = () => {
        try { return localStorage.length + sessionStorage.length > 0 } catch { return true }
    };

    const frame = () => Promise.race([
        new Promise(resolve => requestAnimationFrame(resolve)),
        new Promise(resolve => setTimeout(resolve, 200)),
    ]);
    // Milliseconds after which a script that waits for the end of a change of size has reacted.
    const LATE = 1000;
    const ways = { narrow, cuts };
    // Returns for each strained element [size needed, size offered] in CSS pixels, and leaves the elements in
    // `globalThis.strained` in the same order. If a state is reached a second time, only elements that were strained
    // the first time too are given.
    let seen = new Map();
    const look = async (way, isAgain) => {
        if (isAgain) await new Promise(resolve => setTimeout(resolve, LATE));
        await frame();
        await frame();
        const found = new Map();
        for (const [element, needs, offers] of ways[way]()) if (!found.has(element)) found.set(element, [needs, offers]);
        if (isAgain) for (const element of found.keys()) if (!seen.has(element)) found.delete(element);
        seen = found;
        globalThis.strained = [...found.keys()].slice(0, MOST);
        return [...found.values()].slice(0, MOST);
    };
    globalThis.strain = { space, look, leaves };
    return true;
}
