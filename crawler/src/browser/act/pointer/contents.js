// Finds the content that becomes visible while the pointer is on an element (the trigger). Runs in an isolated world
// and leaves functions in `globalThis.contents`. Times are in milliseconds.
() => {
    const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
    const NEXT_LOOK = 50;
    const LEAST_TEXT = 3;
    // CSS pixels of a line of text, without a gap, that content must cover.
    const LEAST_COVERED = 24;
    const STEP = 6;
    const frame = () => Promise.race([
        new Promise(resolve => requestAnimationFrame(resolve)),
        new Promise(resolve => setTimeout(resolve, 100)),
    ]);
    const pause = async time => {
        await new Promise(resolve => setTimeout(resolve, time));
        await frame();
    };

    // Returns a function that gives the visible part of an element as a rectangle in the window's coordinates (which
    // may lie below the window), or `null` if nothing of the element is visible. The function keeps what it has
    // computed, so it is right for one moment only and each look makes a new one.
    const viewer = () => {
        const known = new Map([[null, { left: -scrollX, top: -scrollY, right: Infinity, bottom: Infinity }]]);
        const isCut = ({ clip, clipPath, position }) => /^rect\((0|1)px[, ]+(0|1)px[, ]+(0|1)px[, ]+(0|1)px\)/.test(clip)
            && /absolute|fixed/.test(position) || /^inset\((50|100)%\)|^circle\(0|^polygon\(0(px|%)? 0(px|%)?, 0(px|%)? 0(px|%)?, /.test(clipPath);
        const within = element => {
            if (known.has(element)) return known.get(element);
            const around = within(element.parentElement);
            const style = getComputedStyle(element);
            let view = around === null || isCut(style) ? null : around;
            if (view && style.overflow !== 'visible' && style.display !== 'inline' && element !== document.documentElement && element !== document.body) {
                const box = element.getBoundingClientRect();
                view = {
                    left: Math.max(view.left, box.left), top: Math.max(view.top, box.top),
                    right: Math.min(view.right, box.right), bottom: Math.min(view.bottom, box.bottom),
                };
                if (view.right - view.left < 2 || view.bottom - view.top < 2) view = null;
            }
            known.set(element, view);
            return view;
        };
        return element => {
            const isPainted = element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
            const view = isPainted ? within(element) : null;
            if (view === null) return null;
            const box = element.getBoundingClientRect();
            const [left, top] = [Math.max(box.left, view.left), Math.max(box.top, view.top)];
            const [right, bottom] = [Math.min(box.right, view.right), Math.min(box.bottom, view.bottom)];
            return right - left > 1 && bottom - top > 1 ? { left, top, right, bottom } : null;
        };
    };
    const isShown = element => viewer()(element) !== null;
    const hasText = element => [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
    const isLeaf = element => hasText(element) || element.matches('img, svg, canvas, video, input, select, textarea, button, a[href]');
    const isNoLeaf = /^(script|style|template|noscript|option|head|title|html|body)$/;
    // Visible elements that show something by themselves: a text of their own, an image, a control.
    const leaves = () => {
        const view = viewer();
        return [...document.querySelectorAll('body *')].filter(element => !isNoLeaf.test(element.localName) && isLeaf(element) && view(element));
    };

    const moving = new Set();
    const restless = new Set();
    const isWhole = node => node.nodeType !== Node.ELEMENT_NODE || /^(html|head|body|main)$/.test(node.localName);
    let endless = [];
    let before = new Set();
    let changes = [];
    const observer = new MutationObserver(records => changes.push(...records));
    const differing = (one, other) => [...one].filter(leaf => !other.has(leaf)).concat([...other].filter(leaf => !one.has(leaf)));
    // Watches the page while nothing is done. What appears, vanishes, changes or moves without end meanwhile is left
    // out of everything that follows, because the pointer is not its cause.
    const control = async time => {
        endless = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations === Infinity)
            .map(({ effect }) => effect.target).filter(Boolean);
        const watcher = new MutationObserver(records => {
            for (const { target } of records) if (!isWhole(target)) restless.add(target);
        });
        watcher.observe(document, { subtree: true, attributes: true, childList: true });
        let last = new Set(leaves());
        for (let waited = 0; waited < time; waited += NEXT_LOOK) {
            await pause(NEXT_LOOK);
            const now = new Set(leaves());
            for (const leaf of differing(last, now)) moving.add(leaf);
            last = now;
        }
        watcher.disconnect();
        return moving.size;
    };
    const isMoving = leaf => moving.has(leaf) || endless.some(target => target.contains(leaf)) || [...restless].some(target => target.contains(leaf));
    // Notes the elements that are visible before the pointer comes, once they no longer change, and begins to record
    // changes of the DOM.
    const begin = async most => {
        let last = new Set(leaves());
        for (let waited = 0; waited < most; waited += NEXT_LOOK) {
            await pause(NEXT_LOOK);
            const now = new Set(leaves());
            const isSame = differing(last, now).every(isMoving);
            last = now;
            if (isSame) break;
        }
        before = last;
        changes = [];
        observer.observe(document, { subtree: true, attributes: true, childList: true });
    };

    // The outermost element around a new leaf that contains neither the trigger nor anything that was visible before.
    const around = (leaf, trigger) => {
        const old = new Set();
        for (const known of [...before, trigger]) {
            for (let at = known; at && !old.has(at); at = at.parentElement) old.add(at);
        }
        let at = leaf;
        while (at.parentElement && !old.has(at.parentElement) && at.parentElement !== document.body) at = at.parentElement;
        return at;
    };
    const come = () => leaves().filter(leaf => !before.has(leaf) && !isMoving(leaf));
    const known = [];
    const numberOf = element => {
        const at = known.indexOf(element);
        return at < 0 ? known.push(element) - 1 : at;
    };
    // Whether the content covers a line of text outside itself.
    const covers = content => {
        const isPainted = element => {
            const { backgroundColor, backgroundImage } = getComputedStyle(element);
            return backgroundImage !== 'none' || /^rgb\(/.test(backgroundColor) || element.localName === 'img';
        };
        const isUnder = (x, y) => {
            let hit = document.elementFromPoint(x, y);
            if (hit === null || !content.contains(hit)) return false;
            for (; hit !== content; hit = hit.parentElement) if (isPainted(hit)) return true;
            return isPainted(content);
        };
        const isText = node => node.nodeType === Node.TEXT_NODE && node.data.trim().length >= LEAST_TEXT;
        const lines = text => {
            const range = document.createRange();
            range.selectNodeContents(text);
            return [...range.getClientRects()];
        };
        const isCovered = ({ left, right, top, bottom }) => {
            let under = 0;
            for (let x = left + 2; bottom - top > 6 && x < Math.min(right, innerWidth) && under < LEAST_COVERED; x += STEP) {
                under = isUnder(x, (top + bottom) / 2) ? under + STEP : 0;
            }
            return under >= LEAST_COVERED;
        };
        return [...before].some(leaf => !content.contains(leaf) && !leaf.contains(content)
            && [...leaf.childNodes].filter(isText).flatMap(lines).some(isCovered));
    };
    // Returns the content that became visible after the pointer came, as [index of the trigger in `known`, index of the
    // content in `known`, whether it was added to the page, whether anything in the DOM changed meanwhile, whether a
    // rule with `:hover` concerns it, whether it covers other text, whether it contains a control, whether it is
    // animated]. Of several parts, the one with the most visible elements is taken. `null` if nothing appeared within
    // `most`.
    const shown = async (number, most) => {
        const trigger = globalThis.triggers[number];
        let last = [];
        for (let waited = 0; ; waited += NEXT_LOOK) {
            await pause(NEXT_LOOK);
            const now = come();
            const isSame = now.length > 0 && now.length === last.length;
            last = now;
            if (isSame || waited >= most) break;
        }
        const parts = new Map();
        for (const leaf of last) {
            const part = around(leaf, trigger);
            parts.set(part, (parts.get(part) ?? 0) + 1);
        }
        const says = part => (part.innerText ?? '').trim().length >= LEAST_TEXT;
        const holds = part => part.matches(CONTROLS) || part.querySelector(CONTROLS) !== null;
        const all = [...parts].filter(([part]) => says(part) || holds(part)).sort(([, one], [, other]) => other - one);
        changes.push(...observer.takeRecords());
        observer.disconnect();
        if (all.length === 0) return null;
        const [[content]] = all;
        const isStyled = globalThis.changed[number].some(target => target.contains(content) || content.contains(target));
        const isMade = changes.some(({ addedNodes }) => [...addedNodes].some(node => node.contains(content)));
        return [numberOf(trigger), numberOf(content), isMade, changes.length > 0, isStyled, covers(content), holds(content), isAnimated(content)];
    };
    const isAnimated = content => document.getAnimations().some(({ effect, playState }) => effect?.target && playState === 'running'
        && (effect.target.contains(content) || content.contains(effect.target)));
    // Whether anything in the content is visible.
    const isThere = number => {
        const view = viewer();
        const content = known[number];
        return content.isConnected && [content, ...content.querySelectorAll('*')]
            .some(element => !isNoLeaf.test(element.localName) && isLeaf(element) && view(element) !== null);
    };
    // Whether anything in the content is visible after `wait`.
    const isSeen = async (number, wait) => {
        await pause(wait);
        return isThere(number);
    };
    // Whether the content vanishes within `most`; returns as soon as it does.
    const isGone = async (number, most) => {
        for (let waited = 0; waited <= most; waited += NEXT_LOOK) {
            if (!await isSeen(number, NEXT_LOOK)) return true;
        }
        return false;
    };

    // Whether the content stays hidden for `most` milliseconds while the pointer is still on the trigger at this point,
    // no other content appeared instead, and no running animation may show it again.
    const isLeft = async (number, trigger, x, y, most) => {
        for (let waited = 0; waited <= most; waited += NEXT_LOOK) if (await isSeen(number, NEXT_LOOK)) return false;
        const element = globalThis.triggers[trigger];
        const hit = document.elementFromPoint(x, y);
        const isOn = element.isConnected && hit !== null && element.contains(hit);
        return isOn && come().length === 0 && !isAnimated(known[number]);
    };

    const inWindow = (x, y) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
    // A point of the window at which the pointer hits the element, or `null`.
    const pointOf = element => {
        const boxes = element.getClientRects();
        for (const { left, top, width, height } of boxes) {
            for (const down of [0.5, 0.2, 0.8]) for (const across of [0.5, 0.2, 0.8, 0.05, 0.95]) {
                const [x, y] = [left + width * across, top + height * down];
                const hit = inWindow(x, y) ? document.elementFromPoint(x, y) : null;
                if (hit && element.contains(hit)) return [x, y];
            }
        }
        return null;
    };
    // A point of the window that lies on none of the triggers, and on no element at all if there is such a point.
    const away = () => {
        let best = [0, 0];
        for (const down of [0.99, 0.5, 0.75, 0.25, 0.01]) for (const across of [0.995, 0.5, 0.005, 0.75, 0.25]) {
            const [x, y] = [innerWidth * across, innerHeight * down];
            const hit = document.elementFromPoint(x, y);
            if (hit === null || hit === document.body || hit === document.documentElement) return [x, y];
            if (!globalThis.triggers.some(trigger => trigger.contains(hit)) && !hit.closest('a, button, li')) best = [x, y];
        }
        return best;
    };
    // Scrolls to the trigger if necessary, and returns [x, y] of a point on it, followed by x and y of a point away
    // from all triggers; `null` if the pointer cannot hit the trigger.
    const aim = number => {
        const trigger = globalThis.triggers[number];
        if (!trigger.isConnected || !isShown(trigger)) return null;
        if (pointOf(trigger) === null) trigger.scrollIntoView({ block: 'center', behavior: 'instant' });
        const point = pointOf(trigger);
        return point && [...point, ...away()];
    };
    // A point on the content; `null` if another element covers it, or if it is outside the window.
    const onto = number => {
        const content = known[number];
        const point = pointOf(content);
        if (point) return point;
        // Content with `pointer-events: none` is never hit, so the middle of its visible part is taken.
        const view = viewer()(content);
        const isThrough = [content, ...content.querySelectorAll('*')].every(element => getComputedStyle(element).pointerEvents === 'none');
        if (!isThrough || view === null) return null;
        const [x, y] = [(view.left + view.right) / 2, (view.top + view.bottom) / 2];
        return inWindow(x, y) ? [x, y] : null;
    };
    globalThis.known = known;
    globalThis.contents = { control, begin, shown, isSeen, isGone, isLeft, isThere, aim, onto, isShown, viewer, leaves, pause, known };
    return true;
}
