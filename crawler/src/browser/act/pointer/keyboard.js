// Whether the keyboard makes appear what the pointer did. Lives in a world of its own, after `contents.js`; `sought` are
// pairs of numbers, an element that was pointed at and what came. Leaves `keyboard` for the questions that follow.
sought => {
    const { isThere, known, pause } = globalThis.contents;
    const MOST_SLOW = 2000;
    const LINKS = 'a[href], area[href]';
    const FIELDS = 'select, textarea, iframe, frame, object, embed, video, audio, [contenteditable], '
        + 'input:not([type=checkbox], [type=radio], [type=button])';
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
    const isNear = element => sought.map(zone).some(([around, content]) => around.contains(element) && !content.contains(element));
    const leadsAway = link => {
        const [there] = link.href.split('#');
        return !/^javascript:/i.test(link.href) && there !== location.href.split('#')[0];
    };
    const listens = element => {
        for (let at = element; at && at !== document.body; at = at.parentElement) if (globalThis.pressed?.includes(at)) return true;
        return HELD.some(name => element.hasAttribute(name));
    };
    const isAnswer = element => ANSWERS.test(`${element.innerText ?? ''} ${element.id} ${element.getAttribute('aria-label') ?? ''}`);
    const isPressed = element => {
        if (element.matches(FIELDS) || element.matches(SENDS) && element.form?.querySelector(FILLED) || isAnswer(element)) return false;
        if (element.matches('a[href]') && !/^(https?|javascript):/i.test(element.href)) return false;
        return isNear(element) || !isPlainLink(element);
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
    // How many are to be pressed, what stands beside what was pointed at first, and whether these are all.
    let presses = [];
    const count = onlyNear => {
        presses = stops.filter(element => isPressed(element) && (!onlyNear || isNear(element)));
        presses.sort((one, other) => Number(isNear(other)) - Number(isNear(one)));
        return [presses.length, !stops.some(isInner)];
    };
    // Gives it the focus; 0 where it does not take it, else how many keys it may answer to: Enter, the space bar, arrows. A
    // checkbox hears the space bar alone, which is -1.
    const take = number => {
        const element = presses[number];
        if (element.isConnected) element.focus({ preventScroll: true });
        if (focused() !== element) return 0;
        return element.matches('input[type=checkbox], input[type=radio]') ? -1 : isNear(element) ? 5 : element.matches(LINKS) ? 1 : 2;
    };
    const pressed = async wait => {
        await pause(wait);
        return seen();
    };
    globalThis.keyboard = { look, count, take, pressed };
    return true;
}
