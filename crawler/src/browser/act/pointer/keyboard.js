// Finds out whether the keyboard, too, makes the content appear that appeared under the pointer. Runs in the isolated
// world of `contents.js`, after it. `sought`: pairs of indices in `known`, of a trigger and its content. Leaves
// functions in `globalThis.keyboard`. Times are in milliseconds.
sought => {
    const { isThere, known, pause, viewer } = globalThis.contents;
    const MOST_SLOW = 2000;
    const LINKS = 'a[href], area[href]';
    const FRAMES = 'iframe, frame, object, embed, fencedframe';
    const MEDIA = 'video, audio';
    const WORDLESS = '[type=checkbox], [type=radio], [type=button], [type=submit], [type=image], [type=reset], [type=file]';
    // Fields whose value the arrow keys change step by step.
    const STEPPED = 'input:is([type=range], [type=number], [type=date], [type=time], [type=month], [type=week], [type=datetime-local])';
    const TYPED = `textarea, [contenteditable]:not([contenteditable=false]), input:not(${WORDLESS}, [type=color])`;
    const MOST_OPTIONS = 10;
    // Buttons that are not pressed: those that send a form with fields (`SENDS`, `FILLED`), and those that answer a
    // question, such as one about cookies (`ANSWERS`), which only a visitor may answer.
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
    // [the part of the page in which a trigger and its content usually stand together, the content].
    const zone = ([trigger, content]) => {
        const element = known[trigger];
        const around = element.closest('li, td, th, dd') ?? element.parentElement;
        const isPart = around && around !== document.body && around.localName !== 'main' && around.querySelectorAll('*').length < 200;
        return [isPart ? around : element, known[content]];
    };
    // The element and all its ancestors, including those outside the shadow trees in which it stands.
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
    // Whether a script listens to what is typed or chosen here. Then another value may show what the tried value did
    // not.
    const isHeard = element => globalThis.isEntryHeard || listens(element) || lineage(element).some(at => globalThis.entered?.includes(at));
    const isAnswer = element => ANSWERS.test(`${element.innerText ?? ''} ${element.id} ${element.getAttribute('aria-label') ?? ''}`);
    const isSending = element => element.matches(SENDS) && element.form?.querySelector(FILLED) != null;
    const isPressed = element => {
        if (element.matches(`${FRAMES}, ${MEDIA}, [type=file], [type=color]`) || isSending(element) || isAnswer(element)) return false;
        // A link such as `mailto:` would start a program of the visitor's, unless a script prevents it.
        if (element.matches('a[href]') && !/^(https?|javascript):/i.test(element.href)) return false;
        return isNear(element) || !isPlainLink(element);
    };
    // Whether the element is not pressed though a press might show sought content. Then it is not known whether the
    // keyboard shows it.
    const isLeftOpen = element => {
        if (isPressed(element)) return false;
        if (element.matches(FRAMES)) return isInner(element) || globalThis.isMessageHeard;
        if (isSending(element)) return isNear(element) || globalThis.isSendingHeard;
        if (isAnswer(element)) return isNear(element) || element.hasAttribute('aria-expanded');
        if (element.matches(LINKS)) return !isPlainLink(element);
        return isNear(element) || listens(element);
    };
    // Whether the element is a link to another page to which, as far as is known, no script listens.
    const isPlainLink = element => element.matches(LINKS) && leadsAway(element) && !listens(element) && !globalThis.isDelegated;

    // Links are not followed and forms are not sent: only what the page's scripts do on Enter matters.
    addEventListener('click', event => {
        const link = event.composedPath().find(node => node.nodeType === Node.ELEMENT_NODE && node.matches?.(LINKS));
        if (link && leadsAway(link)) event.preventDefault();
    });
    addEventListener('submit', event => event.preventDefault(), true);

    // Waits for animations that may show sought content.
    const rest = () => {
        const concerns = ({ effect }) => sought.some(([, content]) => effect?.target
            && (effect.target.contains(known[content]) || known[content].contains(effect.target)));
        const coming = document.getAnimations().filter(animation => concerns(animation) && animation.effect.getComputedTiming().endTime < MOST_SLOW);
        return Promise.race([Promise.allSettled(coming.map(animation => animation.finished)), pause(MOST_SLOW)]);
    };
    const stops = [];
    // Returns [indices of the sought contents that are visible, whether the key reaches this element for the first
    // time] after `wait`, and after `longer` in addition if the focus is near a trigger; `null` if nothing has the
    // focus.
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
    // Whether the element contains a document of the same origin. A control in it might show sought content, but is not
    // pressed.
    const isInner = element => { try { return element.contentDocument !== undefined && element.contentDocument !== null } catch { return false } };
    // Visible controls that the Tab key did not reach. Those inside sought content are left out: a press has made them
    // visible.
    const CONTROLS = 'button, [role=button], [role^=menuitem], [role=tab], summary, select, [aria-expanded], [aria-haspopup]';
    const others = () => {
        const view = viewer();
        return [...document.querySelectorAll(CONTROLS)].filter(element => !element.disabled && !stops.includes(element)
            && !sought.some(([, content]) => known[content].contains(element)) && view(element) !== null);
    };
    let controls = [];
    // Collects the elements to press, those near a trigger first (or only those). Returns [their number, whether no
    // other element might show sought content].
    let presses = [];
    const count = onlyNear => {
        presses = stops.filter(element => isPressed(element) && (!onlyNear || isNear(element)));
        presses.sort((one, other) => Number(isNear(other)) - Number(isNear(one)));
        controls = others();
        return [presses.length, !stops.some(isLeftOpen)];
    };
    // Returns [the keys to which the element may react, whether there are no others].
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
    // Gives the focus to the element and returns the same as `keysOf`; no keys if the element does not take the focus.
    let taken = null;
    const take = number => {
        const element = presses[number];
        taken = element;
        if (element.isConnected) element.focus({ preventScroll: true });
        return focused() === element ? keysOf(element) : [[], false];
    };
    // Returns [indices of the sought contents that are visible after `wait`, whether the press showed no new control
    // that might have to be pressed in its turn].
    const pressed = async wait => {
        await pause(wait);
        // A link to a place in the page takes the focus away. The element gets it back, because the next key is for it
        // too.
        if (focused() === null && taken.isConnected) taken.focus({ preventScroll: true });
        return [seen(), others().every(element => controls.includes(element))];
    };
    globalThis.keyboard = { look, count, take, pressed };
    return true;
}
