// Observes the page until it has settled. Runs in an isolated world: the page's scripts can neither see nor change it.
// Leaves functions in `globalThis.watch`, and returns [scriptless, code, refresh, animates, tall, reacts], as `Watched`
// reads them.
async () => {
    // Documents of other origins have no `contentDocument`.
    const ownDocuments = () => {
        const documents = [document];
        for (const shown of documents) {
            for (const frame of shown.querySelectorAll('iframe, frame, object')) {
                if (frame.contentDocument) documents.push(frame.contentDocument);
            }
        }
        return documents;
    };

    // Whether the document runs no script, neither as it is now nor as it was received: a script may remove itself. The
    // received document is read from the browser's cache and never requested again. This costs ten milliseconds, so it
    // is done only if the document as it is now contains no script.
    const DATA = /^\s*(application\/(ld\+)?json|speculationrules|importmap)\s*$/i;
    const runs = element => {
        if (element.localName === 'script') return !DATA.test(element.type);
        if (/^(i?frame|object|embed|applet|portal|fencedframe)$/.test(element.localName)) return true;
        return element.getAttributeNames().some(name => name.startsWith('on')
            || element.getAttribute(name).replace(/[\x00-\x20]/g, '').toLowerCase().startsWith('javascript:'));
    };
    const runsIn = shown => [...shown.querySelectorAll('*')].some(runs)
        || [...shown.querySelectorAll('template')].some(template => runsIn(template.content));
    const isPlain = async () => {
        try {
            const known = document.contentType === 'text/html' && ownDocuments().length === 1
                && /^(utf-8|windows-125\d|iso-8859-\d+)$/i.test(document.characterSet);
            if (!known || navigator.serviceWorker?.controller || runsIn(document)) return false;
            const asked = { cache: 'only-if-cached', mode: 'same-origin', signal: AbortSignal.timeout(1000) };
            const source = await (await fetch(location.href, asked)).text();
            return !runsIn(new DOMParser().parseFromString(source, 'text/html'));
        } catch { return false }
    };

    // Observations. `last`: when something changed last, in milliseconds of the page's own clock; `pause`: the longest
    // pause between two changes; `step`: number of the step while the page is scrolled, otherwise -1; `steps`: the
    // steps at which each node changed.
    const state = { changes: 0, last: performance.now(), pause: 0, step: -1, steps: new Map() };
    const changed = () => {
        const now = performance.now();
        state.changes += 1;
        state.pause = Math.max(state.pause, now - state.last, 1);
        state.last = now;
    };
    const noted = records => {
        changed();
        if (state.step < 0) return;
        for (const { target } of records) {
            const steps = state.steps.get(target) ?? new Set();
            state.steps.set(target, steps.add(state.step));
        }
    };
    const observer = new MutationObserver(noted);
    const observed = new WeakSet();
    const observe = root => {
        if (!observed.has(root)) {
            observed.add(root);
            observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
            root.addEventListener('load', changed, true);
        }
        for (const element of root.querySelectorAll('*')) if (element.shadowRoot) observe(element.shadowRoot);
    };
    const observeAll = () => ownDocuments().forEach(observe);

    // A text that changes when a script adds a rule to a style sheet, or switches a style sheet on. No observer reports
    // this.
    const sheets = () => ownDocuments().flatMap(shown => [...shown.styleSheets, ...shown.adoptedStyleSheets]).map(sheet => {
        try { return `${sheet.cssRules.length} ${sheet.disabled} ${sheet.media.mediaText}` } catch { return 'unread' }
    }).join();

    const animations = () => ownDocuments().flatMap(shown => shown.getAnimations())
        .filter(animation => animation.playState === 'running');
    const followsScrolling = animation => animation.timeline !== null && 'axis' in animation.timeline;
    const left = animation => followsScrolling(animation) ? 0
        : animation.effect.getComputedTiming().endTime - animation.currentTime;
    const isEndless = animation => left(animation) > 5000;
    const isEnding = animation => left(animation) > 0 && !isEndless(animation);

    // Signs that the page is not finished yet.
    const WAITS = /chargement|loading|patiente[rz]|please wait/i;
    const SHOWN = 'img, svg, canvas, video, iframe, object, embed, input, button';
    const undefinedNames = () => [...new Set([...document.querySelectorAll(':not(:defined)')].map(({ localName }) => localName))].sort();
    const isDimmed = element => {
        const { opacity, visibility, display } = getComputedStyle(element);
        return opacity !== '1' || visibility === 'hidden' || display === 'none';
    };
    const signs = () => {
        const { body } = document;
        if (!body) return [];
        const found = undefinedNames();
        if (document.contentType === 'text/html' && !document.title.trim()) found.push('title');
        if (document.contentType === 'text/html' && !document.documentElement.lang) found.push('lang');
        if (document.querySelector('[aria-busy=true]')) found.push('busy');
        const text = (body.innerText ?? '').trim();
        if (text.length < 400 && WAITS.test(text) || text.length < 20 && !body.querySelector(SHOWN)) found.push('text');
        if ([document.documentElement, body, ...document.querySelectorAll('main')].some(isDimmed)) found.push('dimmed');
        return found;
    };

    // Names of the page's scripts: the address without query, or for a script in the page a hash of its text without
    // strings and numbers, because these differ between the pages of a site. The signs of an unfinished page are added.
    const hash = text => {
        let sum = 0;
        for (let at = 0; at < text.length; at += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
        return sum;
    };
    const MOST_CODE = 20_000;
    const codeOf = script => script.src ? script.src.replace(/[?#].*/, '')
        : String(hash(script.textContent.slice(0, MOST_CODE).replace(/"[^"\n]*"|'[^'\n]*'|\d+/g, '')));
    const code = () => ownDocuments().flatMap(shown => [...shown.scripts]).filter(runs).map(codeOf).sort()
        .concat(signs());

    // Waits for the next frame, but at most 200 milliseconds: in a tab that is not shown, no frame is drawn.
    const frame = () => Promise.race([
        new Promise(resolve => requestAnimationFrame(resolve)),
        new Promise(resolve => setTimeout(resolve, 200)),
    ]);
    // Returns by how many milliseconds the pause was longer than asked for, as it is on a busy machine.
    const pause = async milliseconds => {
        const began = performance.now();
        await new Promise(resolve => setTimeout(resolve, milliseconds));
        return Math.max(0, performance.now() - began - milliseconds);
    };

    let told = 0;
    // Waits until nothing has changed for `rest` milliseconds, or for `unfinished` milliseconds if the page looks
    // unfinished, and until `timers` milliseconds have passed; in any case at most `most` milliseconds. `known` is the
    // longest pause on pages with the same scripts, or `null`. As long as this page makes no longer pause, `TIMES`
    // times as long is enough. Returns [whether the page is quiet, its longest pause in milliseconds, whether it looks
    // unfinished].
    const TIMES = 3;
    // Pauses are short, so that a busy machine is noticed.
    const LONGEST_PAUSE = 50;
    const quiet = async (known, rest, unfinished, timers, most) => {
        const began = performance.now();
        const end = began + most;
        let due = Math.min(began + timers, end);
        const before = sheets();
        await frame();
        await frame();
        for (let seen = -1, asked = 0, held = before; ;) {
            const now = sheets();
            if (now !== held) changed();
            held = now;
            if (seen !== state.changes) {
                observeAll();
                const usual = signs().length ? unfinished : rest;
                asked = known !== null && state.pause <= known ? Math.min(TIMES * known, usual) : usual;
                seen = state.changes;
            }
            const ending = Math.max(0, ...animations().filter(isEnding).map(left));
            const isBusy = ending > 0 || document.fonts.status === 'loading';
            const calm = performance.now() - state.last;
            const open = Math.max(asked - calm, due - performance.now());
            if (!isBusy && open <= 0) {
                told = state.changes;
                return [true, Math.ceil(state.pause), signs().length > 0];
            }
            if (performance.now() >= end) return [false, Math.ceil(state.pause), signs().length > 0];
            const next = isBusy ? ending || LONGEST_PAUSE : open;
            const late = await pause(Math.max(5, Math.min(next, LONGEST_PAUSE, end - performance.now())));
            // A busy machine gave the page no time to change anything either, so this time does not count.
            state.last = Math.min(state.last + late, performance.now());
            due = Math.min(due + late, end);
        }
    };

    const scroller = () => {
        const root = document.scrollingElement ?? document.documentElement;
        if (!root || root.scrollHeight > root.clientHeight + 1) return root;
        const scrolls = element => element.scrollHeight > element.clientHeight + 1
            && element.clientHeight > innerHeight / 2 && element.clientWidth > innerWidth / 2
            && /auto|scroll/.test(getComputedStyle(element).overflowY);
        return [...document.querySelectorAll('body, main, div, section')].find(scrolls) ?? root;
    };
    const isTall = () => {
        const root = scroller();
        return root !== null && root.scrollHeight > root.clientHeight + 1;
    };
    const isBelow = element => element.getBoundingClientRect().top >= innerHeight;
    const LAZY = '[loading=lazy], [data-src], [data-srcset], [data-bg], [data-background], [data-lazy]';
    const isFaint = element => getComputedStyle(element).opacity !== '1' && isBelow(element);
    const waitsForScrolling = scriptless => [...document.querySelectorAll(LAZY)].some(isBelow)
        || !scriptless && [...document.querySelectorAll('body *')].some(isFaint);

    // Scrolls through the page as a reader does, to its end and back. Returns [whether anything changed].
    const through = async (most, milliseconds) => {
        const root = scroller();
        const [start, end, before] = [root.scrollTop, performance.now() + milliseconds, state.changes];
        const to = top => root.scrollTo({ top, behavior: 'instant' });
        for (state.step = 0; state.step < most && performance.now() < end; state.step += 1) {
            const top = root.scrollTop;
            to(top + root.clientHeight * 0.9);
            await frame();
            if (root.scrollTop <= top) break;
        }
        await frame();
        state.step += 1;
        to(start);
        await frame();
        await frame();
        return [state.changes > before];
    };

    // Returns [number of elements, ranks of the elements that follow the scrolling]. A rank is an index among all
    // elements of the document. An element follows the scrolling if it changed at more than one step, or if scrolling
    // drives an animation of it. Changed elements in the first screen are left out: they are judged as they are there.
    const following = () => {
        state.step = -1;
        const elements = [...document.querySelectorAll('*')];
        const ranks = new Map(elements.map((element, rank) => [element, rank]));
        const twice = [...state.steps].filter(([, steps]) => steps.size > 1).map(([target]) => target)
            .filter(target => target.nodeType === 1 && isBelow(target));
        const driven = document.getAnimations().filter(followsScrolling).map(({ effect }) => effect.target);
        const all = [...twice, ...driven].filter(element => element !== document.body && ranks.has(element));
        return [elements.length, [...new Set(all.map(element => ranks.get(element)))].sort((one, other) => one - other)];
    };

    // Whether something may be moving: something changed since the page was last found quiet, or an animation runs.
    const moves = () => state.changes !== told || animations().some(animation => !followsScrolling(animation));

    // Seconds until the page's `meta` element loads another page, read as browsers do; `null` if there is no such
    // element.
    const refresh = () => {
        const told = [...document.querySelectorAll('meta[http-equiv=refresh i]')].map(({ content }) => /^\s*(\d+)/.exec(content))
            .find(read => read);
        return told ? Number(told[1]) : null;
    };

    observeAll();
    const scriptless = await isPlain();
    const follows = animations().some(followsScrolling);
    globalThis.watch = { quiet, through, following, moves };
    globalThis.scriptless = scriptless;
    return [
        scriptless,
        scriptless ? [] : code(),
        refresh(),
        animations().some(animation => !followsScrolling(animation)),
        isTall(),
        isTall() && (follows || waitsForScrolling(scriptless)),
    ];
}
