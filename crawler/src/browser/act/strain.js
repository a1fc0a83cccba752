// Which texts of the page suffer when it is shown otherwise: in a narrow window, enlarged, or with more space in the text.
// Lives in a world of its own. Leaves `strain` for the questions that follow.
() => {
    const MOST = 20;
    const LEAST_LETTERS = 30;
    // One long word that does not wrap is no running text.
    const LEAST_WORDS = 5;
    // What needs two dimensions to be understood or used, and what is no running text.
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
    // Texts of some length that can be seen, and that nothing moves.
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

    // Lines that begin in the window and go on beyond its edge, where only scrolling the page shows their ends.
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

    // Lines that a box of a fixed height takes away, of a text of which it shows others.
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

    // The four spacings of the referential, at once.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }'
        + ' p { margin-bottom: 2em !important }');
    const space = isSpaced => {
        const others = [...document.adoptedStyleSheets].filter(other => other !== sheet);
        document.adoptedStyleSheets = isSpaced ? [...others, sheet] : others;
    };
    // Whether the next page of the site would find something of this one.
    const leaves = () => {
        try { return localStorage.length + sessionStorage.length > 0 } catch { return true }
    };

    const frame = () => Promise.race([
        new Promise(resolve => requestAnimationFrame(resolve)),
        new Promise(resolve => setTimeout(resolve, 200)),
    ]);
    // Milliseconds in which a script that waits for the end of a change of size has answered it.
    const LATE = 1000;
    const ways = { narrow, cuts };
    // Elements that suffered, once each, with what they need and what they are offered in CSS pixels. Of a state that is
    // reached a second time, only those that suffered the first time too.
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
