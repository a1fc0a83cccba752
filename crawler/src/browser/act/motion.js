// Finds content that moves by itself: endless animations, and slide shows that change though nothing is done. Runs in
// an isolated world. `slides`: words by which slide shows are recognised in `class`, `id` and `aria-roledescription`.
// `time`: milliseconds for which slide shows are watched; for 0 they are not watched. Returns for each moving element
// [is a slide show, pixels moved, blinks, may be stopped] and leaves the elements in `globalThis.moved` in the same
// order.
async (slides, time) => {
    const MOST = 10;
    const MOST_RULES = 10_000;
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
    return found.map(([, ...facts]) => facts);
}
