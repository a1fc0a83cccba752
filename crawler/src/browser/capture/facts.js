// Reads facts about the page that the DOM snapshot does not contain. Runs in an isolated world: the page's scripts can
// neither see nor change it. `text` is the function of `text.js`. Returns [address, status, type, media, leaves, plain,
// styles, linked, inline, scrolled], as `Facts` reads them.
async text => {
    // Documents of other origins have no `contentDocument`.
    const documents = [document];
    for (const shown of documents) {
        for (const frame of shown.querySelectorAll('iframe, frame, object')) {
            if (frame.contentDocument) documents.push(frame.contentDocument);
        }
    }

    // A medium without an audio track is silent. To learn whether a track contains more than silence, media that start
    // by themselves and the first `MOST_MEDIA` ones are decoded. A file of at most `MOST_BYTES` is read to its end,
    // because only then silence is certain; of a larger file the first mebibyte is read if it starts by itself,
    // otherwise nothing. A medium that cannot be read (another origin, protection) is unknown.
    const MOST_BYTES = 3 << 20;
    const MOST_MEDIA = 3;
    const read = async (address, starts) => {
        const answer = await fetch(address, { cache: 'force-cache', signal: AbortSignal.timeout(3000) });
        const [reader, parts] = [answer.body.getReader(), []];
        const isSmall = (answer.headers.get('content-length') ?? Infinity) <= MOST_BYTES;
        let isWhole = false;
        for (let size = 0; !isWhole && size < (isSmall ? MOST_BYTES : starts ? 1 << 20 : 0);) {
            const { done, value } = await reader.read();
            if (done) isWhole = true;
            else size += parts[parts.push(value) - 1].length;
        }
        if (!isWhole) reader.cancel();
        return { isWhole, bytes: await new Blob(parts).arrayBuffer() };
    };
    // Start and end in seconds of what an address such as «annonce.mp3#t=8,15» plays; `null` where the times are
    // written in another way.
    const played = address => {
        const fragment = address.split('#')[1];
        if (fragment === undefined) return [0, Infinity];
        const times = /^t=(\d*\.?\d*)(?:,(\d+\.?\d*))?$/.exec(fragment);
        return times && [Number(times[1]), Number(times[2] ?? Infinity)];
    };
    const isLoud = async (address, starts) => {
        const part = played(address);
        if (!part) return null;
        const { isWhole, bytes } = await read(address, starts);
        if (bytes.byteLength === 0) return null;
        const sound = await new OfflineAudioContext(1, 1, 16000).decodeAudioData(bytes);
        const [from, to] = part.map(seconds => seconds * sound.sampleRate);
        const all = Array.from({ length: sound.numberOfChannels }, (_, at) => sound.getChannelData(at));
        const channels = all.map(channel => channel.subarray(from, to));
        const isHeard = channels.some(channel => channel.some(sample => Math.abs(sample) > 0.01));
        return isHeard || (isWhole ? false : null);
    };
    const hasSound = async (medium, rank) => {
        try {
            if (medium.readyState < 1) return null;
            if (medium.captureStream().getAudioTracks().length === 0) return false;
            const starts = medium.autoplay && !medium.muted;
            return starts || rank < MOST_MEDIA ? await isLoud(medium.currentSrc, starts) : null;
        } catch { return null }
    };
    const late = new Promise(resolve => setTimeout(resolve, 4000, null));
    const media = [...document.querySelectorAll('audio, video')].slice(0, 200);

    // Whether the page stored data that the next page of the site would find. Databases are not looked for: opening
    // them costs more than emptying them.
    const leaves = () => {
        try {
            if (navigator.serviceWorker?.controller) return 'unknown';
            return localStorage.length + sessionStorage.length > 0 ? 'storage' : 'nothing';
        } catch { return 'unknown' }
    };

    // Boxes with more content than they show, by their index among all elements. Asking for their sizes here costs a
    // third of what it does in the snapshot. Elements that are not rendered, as in a closed `details`, are left out:
    // asking for their size would give them a box.
    const scrolled = () => {
        const elements = [...document.querySelectorAll('*')];
        const sizes = elements.flatMap((element, rank) => {
            if (!element.checkVisibility({ contentVisibilityAuto: true })) return [];
            const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
            const overflows = scrollWidth > clientWidth || scrollHeight > clientHeight;
            return overflows ? [[rank, clientWidth, clientHeight, scrollWidth, scrollHeight]] : [];
        });
        return [elements.length, sizes];
    };

    // [number of documents, kinds of style rules…] of the style sheets, including rules that do not apply now; `null`
    // if a style sheet could not be read, or if the style sheets are so long that reading them would cost more than the
    // rest of the page.
    const MOST_CHARACTERS = 60_000;
    const MOST_RULES = 1_000;
    // `HARMLESS` properties cannot make hidden content visible. Colours and opacity can only if the content is drawn in
    // a transparent colour or with opacity 0.
    const HARMLESS = /^(text-decoration|text-underline|outline|cursor|box-shadow|text-shadow|transition|border|padding|font-(weight|style)|letter-spacing|word-spacing|user-select|will-change)/;
    const COLOUR = /^(color|background-color|background-(attachment|clip|origin|position|repeat|size)|caret-color|-webkit-text-fill-color)/;
    const STATES = [
        ['hover', /:hover/],
        ['focus', /:focus/],
        ['state', /:(active|checked|target|open|popover-open|modal|fullscreen|indeterminate|placeholder-shown|autofill|(user-)?(in)?valid|(in|out-of)-range)|\[open\]/],
    ];
    const DECLARED = [
        ['text-colour', /(^|; )(color|-webkit-text-fill-color|all):/],
        ['ground', /(^|; )(background|background-color|all):/],
        ['image', /(url|src|image|image-set|gradient|cross-fade|element|paint)\(/],
        ['motion', /(^|; )(-webkit-)?(animation|transition)/],
        ['scale', /(^|; )(zoom|scale)/],
        ['generated', /(^|; )content: (?!normal|none|"\s*"(;|$))/],
    ];
    const readStyles = () => {
        const found = new Set();
        let left = MOST_RULES;
        const change = (state, style) => {
            for (const name of style) {
                if (HARMLESS.test(name)) continue;
                const isColour = COLOUR.test(name) || name === 'background-image'
                    && ['initial', 'none'].includes(style.backgroundImage);
                found.add(isColour ? `${state}-colour` : name === 'opacity' ? `${state}-opacity` : state);
            }
        };
        const readStyle = (style, states) => {
            if (style.length === 0) return;
            found.add('style');
            const open = DECLARED.filter(([trait]) => !found.has(trait));
            const text = open.length ? style.cssText : '';
            for (const [trait, pattern] of open) if (pattern.test(text)) found.add(trait);
            states.forEach(state => found.has(state) || change(state, style));
        };
        // Length of a style sheet, in characters or bytes. A style sheet that was not loaded appears as an empty one,
        // but other visitors may get it, so this is an error.
        const lengthOf = (sheet, view) => {
            if (!sheet.href?.startsWith('http')) return sheet.ownerNode?.textContent.length ?? 0;
            const told = view.performance.getEntriesByName(sheet.href)[0];
            if (!(told?.responseStatus < 400 && told.responseStatus >= 200)) throw new Error('not known to have come');
            return told.decodedBodySize;
        };
        // Rules are told apart by number, because in a frame their classes are not those of this document.
        const [IMPORT, FONT_FACE, KEYFRAMES, COUNTER_STYLE] = [3, 5, 7, 11];
        const read = (rules, states, view) => {
            for (const rule of rules) {
                if (left-- === 0) throw new Error('too many rules');
                if (rule.type === IMPORT) {
                    lengthOf(rule.styleSheet, view);
                    read(rule.styleSheet.cssRules, states, view);
                } else if (rule.type === KEYFRAMES) {
                    found.add('motion');
                } else if (rule.type === COUNTER_STYLE) {
                    found.add('image').add('generated');
                } else if (rule.type !== FONT_FACE) {
                    readRule(rule, states, view);
                }
            }
        };
        const readRule = (rule, states, view) => {
            const selector = rule.selectorText ?? '';
            if (selector.includes('::first-l')) found.add('first-line');
            const own = STATES.filter(([state, pattern]) => !states.includes(state) && pattern.test(selector));
            const all = own.length ? [...states, ...own.map(([state]) => state)] : states;
            if (rule.style) readStyle(rule.style, all);
            if (rule.cssRules) read(rule.cssRules, all, view);
            if (!rule.style && !rule.cssRules && rule.cssText.startsWith('@view-transition')) found.add('motion');
        };
        try {
            let size = 0;
            for (const shown of documents) {
                const sheets = [...shown.styleSheets, ...shown.adoptedStyleSheets];
                size += sheets.reduce((sum, sheet) => sum + lengthOf(sheet, shown.defaultView), 0);
            }
            if (size > MOST_CHARACTERS) return null;
            for (const shown of documents) {
                for (const sheet of [...shown.styleSheets, ...shown.adoptedStyleSheets]) {
                    read(sheet.cssRules, [], shown.defaultView);
                }
            }
            return [documents.length, ...found];
        } catch { return null }
    };

    // `linked`: [address, size in bytes] of style sheets that are no `style` elements; the address is empty if a script
    // made the style sheet, and an unknown size is the largest integer. `inline`: what `text.js` returns for each
    // `style` element.
    const linked = [...document.styleSheets, ...document.adoptedStyleSheets]
        .filter(sheet => sheet.ownerNode?.localName !== 'style')
        .map(({ href }) => [href ?? '', performance.getEntriesByName(href)[0]?.decodedBodySize ?? Number.MAX_SAFE_INTEGER]);
    const inline = [...document.styleSheets]
        .filter(sheet => sheet.ownerNode?.localName === 'style')
        .map(sheet => text(sheet.ownerNode.textContent));
    // A `style` attribute can remove the focus outline as a style sheet can.
    const MOST_STYLED = 500;
    const styled = [...document.querySelectorAll('[style*=outline i]')].slice(0, MOST_STYLED);
    if (styled.length > 0) inline.push(text(styled.map(node => node.getAttribute('style')).join(';')));

    // The name of a window would otherwise be known to the next page.
    window.name = '';
    // Everything that is known at once is read before anything is waited for, so that it describes the same moment as
    // the snapshot.
    const status = performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0;
    const [address, left, styles, boxes] = [location.href, leaves(), readStyles(), scrolled()];
    const heard = media.map(async (medium, rank) => [
        medium.currentSrc,
        medium.duration,
        await Promise.race([hasSound(medium, rank), late]),
        medium.muted || medium.volume === 0,
    ]);
    const told = [address, status, document.contentType];
    return [...told, await Promise.all(heard), left, globalThis.scriptless ?? false, styles, linked, inline, boxes];
}
