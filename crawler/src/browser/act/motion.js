// Finds content that moves by itself: endless animations, and slide shows that change though nothing is done. Runs in
// an isolated world. `slides`: words by which slide shows are recognised in `class`, `id` and `aria-roledescription`.
// `time`: milliseconds for which slide shows are watched; for 0 they are not watched. Returns two lists: for each
// moving element [is a slide show, pixels moved, blinks, may be stopped], with the elements in `globalThis.moved` in
// the same order; and for each ground that a style sheet makes flash [flashes in a second, visible area in CSS pixels],
// with the elements in `globalThis.flashed`.
async (slides, time) => {
    const MOST = 10;
    const MOST_RULES = 10_000;
    const MOST_ELEMENTS = 5_000;
    const WATCHED = 1000;
    const BETWEEN = 100;
    const LEAST_WORDS = 3;
    const isShown = element => element.checkVisibility({ contentVisibilityAuto: true })
        && (element.parentElement?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ?? false);
    const says = element => (element.textContent.trim().match(/\S+/g) ?? []).length >= LEAST_WORDS
        || [element, ...element.querySelectorAll('img')].some(node => node.matches('img[alt]:not([alt=""])'));
    const isInPage = element => {
        const { right, bottom, width, height } = element.getBoundingClientRect();
        return width > 20 && height > 8 && right + scrollX > 0 && bottom + scrollY > 0;
    };
    const pause = time => new Promise(resolve => setTimeout(resolve, time));

    // Elements with an endless animation, whether a style sheet or a script began it.
    const isEndless = ({ effect, playState, timeline }) => playState === 'running' && timeline instanceof DocumentTimeline
        && effect?.target && !effect.pseudoElement && effect.getComputedTiming().endTime === Infinity && effect.getComputedTiming().duration > 0;
    const endless = [...new Set(document.getAnimations().filter(isEndless).map(({ effect }) => effect.target))]
        .filter(element => document.body?.contains(element) && isShown(element) && says(element)).slice(0, MOST);
    const look = () => endless.map(element => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const { opacity, visibility } = getComputedStyle(element);
        const isIn = x + width > 0 && x < innerWidth && y + height + scrollY > 0 && width > 20 && height > 8;
        return [x + width / 2 + scrollX, y + height / 2 + scrollY, visibility === 'visible' ? Number(opacity) : 0, isIn];
    });
    // Opaque backgrounds whose colour a style sheet animates for as long as they are watched.
    const isFlashing = animation => animation instanceof CSSAnimation && animation.playState === 'running' && animation.timeline instanceof DocumentTimeline
        && animation.effect?.target && !animation.effect.pseudoElement && animation.effect.getComputedTiming().endTime - animation.currentTime > WATCHED
        && animation.effect.getKeyframes().some(frame => frame.backgroundColor);
    const grounds = [...new Set(document.getAnimations().filter(isFlashing).map(({ effect }) => effect.target))]
        .filter(element => document.body?.contains(element) && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })).slice(0, MOST);
    const luminance = element => {
        const parts = getComputedStyle(element).backgroundColor.match(/^rgb\((\d+), (\d+), (\d+)\)$/);
        if (parts === null) return null;
        const [red, green, blue] = parts.slice(1).map(Number).map(value => value / 255)
            .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    // Number of flashes: pairs of opposite changes of the luminance by a tenth or more.
    const flashes = values => {
        let [last, way, changes] = [values[0], 0, 0];
        for (const value of values) {
            const isChange = Math.abs(value - last) >= 0.1 && Math.min(value, last) < 0.8;
            if (isChange && Math.sign(value - last) !== way) { way = Math.sign(value - last); changes += 1; last = value }
            else if (Math.sign(value - last) === way) last = value;
        }
        return Math.floor(changes / 2);
    };
    // Whether an element, or a pseudo-element of it, paints more than the letters of its text.
    const DRAWN = 'img, video, audio, canvas, iframe, object, embed, svg, svg *, input, select, textarea, button, meter, progress';
    const isPainting = ({ backgroundColor, backgroundImage, boxShadow, outlineStyle, borderImageSource, borderTopWidth, borderRightWidth, borderBottomWidth, borderLeftWidth }) =>
        backgroundColor !== 'rgba(0, 0, 0, 0)' || backgroundImage !== 'none' || boxShadow !== 'none' || outlineStyle !== 'none' || borderImageSource !== 'none'
        || [borderTopWidth, borderRightWidth, borderBottomWidth, borderLeftWidth].some(width => width !== '0px');
    const added = element => ['::before', '::after'].map(name => getComputedStyle(element, name))
        .filter(style => !/^(none|normal)$/.test(style.content) && (isPainting(style) || /url|gradient/.test(style.content)));
    const isClosed = element => element.shadowRoot !== null || element.localName.includes('-') || element.matches(DRAWN);
    const isReaching = style => style.boxShadow !== 'none' || style.outlineStyle !== 'none' || style.borderImageSource !== 'none';
    // `elementFromPoint` does not find elements with `pointer-events: none`, but they may be painted over the
    // background.
    const isVeiled = (element, box) => {
        const isOver = other => {
            const { left, top, right, bottom } = other.getBoundingClientRect();
            return left < box.right && right > box.left && top < box.bottom && bottom > box.top;
        };
        const isThrough = style => style.pointerEvents === 'none';
        const all = [...document.querySelectorAll('*')];
        return all.length > MOST_ELEMENTS || all.some(other => {
            const style = getComputedStyle(other);
            if (added(other).some(isThrough)) return true;
            const isPart = element !== other && element.contains(other);
            if (isPart && (isReaching(style) || added(other).length > 0)) return true;
            return isThrough(style) && !other.contains(element) && (isPainting(style) || isClosed(other)) && isOver(other);
        });
    };
    // Visible area of the background in the window, estimated by points at which nothing else is painted over it.
    const area = element => {
        const { left: outer, top: upper } = element.getBoundingClientRect();
        const box = new DOMRect(outer + element.clientLeft, upper + element.clientTop, element.clientWidth, element.clientHeight);
        const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
        const [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
        const isClear = hit => !isPainting(getComputedStyle(hit)) && !isClosed(hit);
        const isBare = (x, y) => {
            let hit = document.elementFromPoint(x, y);
            if (hit === null || !element.contains(hit)) return false;
            for (; hit !== element; hit = hit.parentElement) if (!isClear(hit)) return false;
            return true;
        };
        // Whether no opacity, filter, mask or blend mode changes how the background is painted.
        const isPlain = () => {
            for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
                const { opacity, filter, maskImage, mixBlendMode, backgroundClip, backgroundImage, boxShadow, borderImageSource } = getComputedStyle(at);
                if (opacity !== '1' || filter !== 'none' || maskImage !== 'none' || mixBlendMode !== 'normal') return false;
                if (at !== element) continue;
                if (!/^(border|padding)-box$/.test(backgroundClip) || backgroundImage !== 'none' || borderImageSource !== 'none') return false;
                if (boxShadow.includes('inset') || isClosed(at) || added(at).length > 0) return false;
            }
            return true;
        };
        if (right - left < 10 || bottom - top < 10 || !isPlain() || isVeiled(element, box)) return 0;
        const steps = Array.from({ length: 20 }, (_, at) => (at + 0.5) / 20);
        const bare = steps.flatMap(across => steps.filter(down => isBare(left + (right - left) * across, top + (bottom - top) * down)));
        return Math.round((right - left) * (bottom - top) * bare.length / 400);
    };
    const watchGrounds = async () => {
        const seen = grounds.map(() => []);
        const begin = performance.now();
        while (performance.now() - begin < WATCHED) {
            await Promise.race([new Promise(requestAnimationFrame), pause(50)]);
            grounds.forEach((element, at) => seen[at].push(luminance(element)));
        }
        const counts = grounds.map((element, at) => [element, seen[at].includes(null) ? 0 : flashes(seen[at])]);
        return counts.filter(([, count]) => count > 0).map(([element, count]) => [element, count, area(element)]);
    };
    const flashed = grounds.length > 0 ? await watchGrounds() : [];

    const looks = [];
    for (let waited = 0; endless.length > 0 && waited <= WATCHED; waited += BETWEEN) {
        looks.push(look());
        await pause(BETWEEN);
    }
    const range = (number, part) => {
        const values = looks.map(look => look[number][part]);
        return Math.max(...values) - Math.min(...values);
    };
    // How often the element changed between visible (opacity above 0.8) and invisible (below 0.2).
    const turns = number => {
        const seen = looks.map(look => look[number][2] > 0.8 ? 1 : look[number][2] < 0.2 ? 0 : null).filter(value => value !== null);
        return seen.filter((value, at) => at > 0 && value !== seen[at - 1]).length;
    };

    // A movement may last five seconds (WCAG 2.2.2), and a script may end an endless animation before then. So the
    // moving animations are waited for until each has run for longer.
    const LONGEST = 5500;
    const isOf = at => animation => animation.effect?.target === endless[at];
    const isWanted = at => Math.max(range(at, 0), range(at, 1)) >= 20 || turns(at) > 0;
    const young = document.getAnimations().filter(animation => isEndless(animation) && endless.some((_, at) => isOf(at)(animation) && isWanted(at)));
    const left = Math.max(0, ...young.map(({ currentTime }) => LONGEST - Number(currentTime)));
    if (left > 0) await pause(Math.min(left, LONGEST));
    const stillMoving = new Set(document.getAnimations().filter(isEndless).map(({ effect }) => effect.target));

    // Whether a style sheet may stop a movement: while the pointer or the focus is on an element, or for visitors who
    // prefer reduced motion. Also `true` if a style sheet cannot be read or has too many rules.
    const stops = () => {
        let left = MOST_RULES;
        const isStop = rules => [...rules].some(rule => {
            if (left-- === 0) return true;
            if (rule.media && /prefers-reduced-motion/.test(rule.media.mediaText)) return true;
            if (/:(hover|focus|checked|target|active|has)/.test(rule.selectorText ?? '') && /animation|transition/.test(rule.style?.cssText ?? '')) return true;
            const inner = rule.styleSheet?.cssRules ?? rule.cssRules;
            return inner?.length > 0 && isStop(inner);
        });
        const sheets = [...document.styleSheets, ...document.adoptedStyleSheets];
        try { return sheets.some(sheet => /prefers-reduced-motion/.test(sheet.media.mediaText) || isStop(sheet.cssRules)) } catch { return true }
    };

    // Slide shows whose visible parts change after a while, though nothing is done. A part that is replaced by a new
    // element in the same place has changed too.
    const names = element => `${element.getAttribute('class') ?? ''} ${element.id} ${element.getAttribute('aria-roledescription') ?? ''}`
        .toLowerCase().split(/[^\p{L}\p{N}]+/u);
    const isCalled = element => names(element).some(name => slides.includes(name));
    const shows = time > 0 ? [...document.querySelectorAll('[class], [id], [aria-roledescription]')]
        .filter(element => element !== document.body && element !== document.documentElement && isCalled(element)
            && isShown(element) && isInPage(element)) : [];
    const outermost = shows.filter(element => !shows.some(other => other !== element && other.contains(element))).slice(0, MOST);
    const parts = element => [...element.querySelectorAll('*')].filter(part => part.matches('img, li, article, a, p, h1, h2, h3, h4')
        && part.checkVisibility({ opacityProperty: true, visibilityProperty: true })).map(part => {
        const [box, around] = [part.getBoundingClientRect(), element.getBoundingClientRect()];
        const isIn = box.right > around.left + 2 && box.left < around.right - 2 && box.bottom > around.top + 2 && box.top < around.bottom - 2;
        return isIn && box.width > 0 ? part : null;
    }).filter(Boolean);
    const isSame = (one, other) => one.length === other.length && one.every((part, at) => part === other[at]);
    const turned = new Set();
    if (outermost.length > 0) {
        const first = outermost.map(parts);
        for (let waited = 0; waited < time && turned.size < outermost.length; waited += 500) {
            await pause(500);
            outermost.forEach((element, at) => { if (!isSame(parts(element), first[at])) turned.add(element) });
        }
    }
    // Whether the element was at least once within the window's width, and in the window or below it.
    const isMet = number => looks.some(look => look[number][3]);
    const mayStop = endless.length > 0 && stops();
    const met = endless.map((element, at) => [element, at]).filter(([element, at]) => isMet(at) && stillMoving.has(element) && element.isConnected);
    const found = met.map(([element, at]) => [element, false, Math.round(Math.max(range(at, 0), range(at, 1))), turns(at) >= 2, mayStop]);
    for (const element of turned) found.push([element, true, 0, false, true]);
    globalThis.moved = found.map(([element]) => element);
    globalThis.flashed = flashed.map(([element]) => element);
    return [found, flashed].map(all => all.map(([, ...facts]) => facts));
}
