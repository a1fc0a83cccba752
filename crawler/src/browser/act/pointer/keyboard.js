// Whether the keyboard makes appear what the pointer did. Lives in a world of its own, after `contents.js`; `sought` are
// pairs of numbers, an element that was pointed at and what came. Leaves `keyboard` for the questions that follow.
sought => {
    const { isThere, known, pause, viewer } = globalThis.contents;
    const MOST_SLOW = 2000;
    const LINKS = 'a[href], area[href]';
    const FRAMES = 'iframe, frame, object, embed, fencedframe';
    const MEDIA = 'video, audio';
    const WORDLESS = '[type=checkbox], [type=radio], [type=button], [type=submit], [type=image], [type=reset], [type=file]';
    // Fields with a few values, through which arrow keys lead.
    const STEPPED = 'input:is([type=range], [type=number], [type=date], [type=time], [type=month], [type=week], [type=datetime-local])';
    const TYPED = `textarea, [contenteditable]:not([contenteditable=false]), input:not(${WORDLESS}, [type=color])`;
    const MOST_OPTIONS = 10;
    // Not pressed: they send what somebody filled in, or answer a question that is nobody's here.
    const SENDS = 'button:not([type=button], [type=reset]), input[type=submit], input[type=image]';
    const FILLED = 'textarea, select, input:not([type=hidden], [type=submit], [type=button], [type=image], [type=reset])';
    const ANSWERS = /accepte|refuse|cookie|consent|agree|reject|autoris/i;
    const HELD = ['aria-expanded', 'aria-controls', 'aria-haspopup', 'data-toggle', 'data-bs-toggle', 'popovertarget', 'onclick', 'onkeydown'];

    const isNowhere = element => element === null || /^(html|body)$/.test(element.localName) && !element.matches(':focus');
    const focused = () => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return isNowhere(at) ? null : at;
    };
    const seen = () => sought.map(([, content]) => content).filter(isThere);
    // The part of the page in which a component and what it shows usually stand together.
    const zone = ([trigger, content]) => {
        const element = known[trigger];
        const around = element.closest('li, td, th, dd') ?? element.parentElement;
        const isPart = around && around !== document.body && around.localName !== 'main' && around.querySelectorAll('*').length < 200;
        return [isPart ? around : element, known[content]];
    };
    // The element and all around it, out of the shadow trees in which it stands.
    const lineage = element => {
        const line = [];
        for (let at = element; at; at = at.parentElement ?? (at.getRootNode() instanceof ShadowRoot ? at.getRootNode().host : null)) line.push(at);
        return line;
    };
    const isNear = element => {
        const line = lineage(element);
        return sought.map(zone).some(([around, content]) => line.includes(around) && !line.includes(content));
    };
    const leadsAway = link => {
        const [there] = link.href.split('#');
        return !/^javascript:/i.test(link.href) && there !== location.href.split('#')[0];
    };
    const isWholePage = element => element === document.body || element === document.documentElement;
    const listens = element => HELD.some(name => element.hasAttribute(name))
        || lineage(element).some(at => !isWholePage(at) && globalThis.pressed?.includes(at));
    // A script hears what is typed or chosen here, so another value may show what this one did not.
    const isHeard = element => globalThis.isEntryHeard || listens(element) || lineage(element).some(at => globalThis.entered?.includes(at));
    const isAnswer = element => ANSWERS.test(`${element.innerText ?? ''} ${element.id} ${element.getAttribute('aria-label') ?? ''}`);
    const isSending = element => element.matches(SENDS) && element.form?.querySelector(FILLED) != null;
    const isPressed = element => {
        if (element.matches(`${FRAMES}, ${MEDIA}, [type=file], [type=color]`) || isSending(element) || isAnswer(element)) return false;
        // A program of the visitor's opens, where no script holds it back.
        if (element.matches('a[href]') && !/^(https?|javascript):/i.test(element.href)) return false;
        return isNear(element) || !isPlainLink(element);
    };
    // It is not pressed, and might show what is sought.
    const isLeftOpen = element => {
        if (isPressed(element)) return false;
        if (element.matches(FRAMES)) return isInner(element) || globalThis.isMessageHeard;
        if (isSending(element)) return isNear(element) || globalThis.isSendingHeard;
        if (isAnswer(element)) return isNear(element) || element.hasAttribute('aria-expanded');
        if (element.matches(LINKS)) return !isPlainLink(element);
        return isNear(element) || listens(element);
    };
    // A link to elsewhere for which, as far as can be told, no script does anything.
    const isPlainLink = element => element.matches(LINKS) && leadsAway(element) && !listens(element) && !globalThis.isDelegated;

    // Enter on a link leads nowhere: only what the page makes of it is looked at.
    addEventListener('click', event => {
        const link = event.composedPath().find(node => node.nodeType === Node.ELEMENT_NODE && node.matches?.(LINKS));
        if (link && leadsAway(link)) event.preventDefault();
    });
    addEventListener('submit', event => event.preventDefault(), true);

    // What is sought may come slowly.
    const rest = () => {
        const concerns = ({ effect }) => sought.some(([, content]) => effect?.target
            && (effect.target.contains(known[content]) || known[content].contains(effect.target)));
        const coming = document.getAnimations().filter(animation => concerns(animation) && animation.effect.getComputedTiming().endTime < MOST_SLOW);
        return Promise.race([Promise.allSettled(coming.map(animation => animation.finished)), pause(MOST_SLOW)]);
    };
    const stops = [];
    // What is seen now, after a pause that is longer beside what was pointed at, and whether the key comes here for the first
    // time; `null` where nothing has the focus.
    const look = async (wait, longer) => {
        await pause(wait);
        const element = focused();
        if (element === null) return null;
        if (isNear(element)) {
            await pause(longer);
            await rest();
        }
        const isNew = !stops.includes(element);
        if (isNew) stops.push(element);
        return [seen(), isNew];
    };
    // In a document of its own that belongs to this page something may be pressed, too, and is not.
    const isInner = element => { try { return element.contentDocument !== undefined && element.contentDocument !== null } catch { return false } };
    // Controls that are seen and to which the key did not lead, but for those in what is sought: a press has shown them.
    const CONTROLS = 'button, [role=button], [role^=menuitem], [role=tab], summary, select, [aria-expanded], [aria-haspopup]';
    const others = () => {
        const view = viewer();
        return [...document.querySelectorAll(CONTROLS)].filter(element => !element.disabled && !stops.includes(element)
            && !sought.some(([, content]) => known[content].contains(element)) && view(element) !== null);
    };
    let controls = [];
    // How many are to be pressed, what stands beside what was pointed at first, and whether these are all.
    let presses = [];
    const count = onlyNear => {
        presses = stops.filter(element => isPressed(element) && (!onlyNear || isNear(element)));
        presses.sort((one, other) => Number(isNear(other)) - Number(isNear(one)));
        controls = others();
        return [presses.length, !stops.some(isLeftOpen)];
    };
    // The keys to which it may answer, and whether these are all.
    const keysOf = element => {
        const many = (key, times) => Array(times).fill(key);
        if (element.matches('select')) {
            const options = element.options.length;
            return [many('Down', Math.min(options, MOST_OPTIONS)), options <= MOST_OPTIONS && !element.multiple];
        }
        if (element.matches('input[type=radio]')) {
            const group = [...element.getRootNode().querySelectorAll('input[type=radio]')].filter(({ name }) => name === element.name).length;
            return [['Space', ...many('Down', Math.min(group, MOST_OPTIONS))], group <= MOST_OPTIONS];
        }
        if (element.matches('input[type=checkbox]')) return [['Space'], true];
        if (element.matches(STEPPED)) return [['Up', 'Up', 'Up'], !isHeard(element)];
        if (element.matches(TYPED)) return [['Letter', 'Down'], !isHeard(element) && !(element.form && globalThis.isSendingHeard)];
        if (isNear(element)) return [['Enter', 'Space', 'Down', 'Right', 'Up'], true];
        return [element.matches(LINKS) ? ['Enter'] : ['Enter', 'Space'], true];
    };
    // Gives it the focus, and then as `keysOf`; no key where it does not take it.
    let taken = null;
    const take = number => {
        const element = presses[number];
        taken = element;
        if (element.isConnected) element.focus({ preventScroll: true });
        return focused() === element ? keysOf(element) : [[], false];
    };
    // What is seen now, and whether the press showed no other control that might be pressed in its turn.
    const pressed = async wait => {
        await pause(wait);
        // A link to a place in the page takes the focus away, and the next key is pressed on it all the same.
        if (focused() === null && taken.isConnected) taken.focus({ preventScroll: true });
        return [seen(), others().every(element => controls.includes(element))];
    };
    globalThis.keyboard = { look, count, take, pressed };
    return true;
}
