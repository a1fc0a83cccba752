// Observes which element has the focus while the Tab key leads through the page. Runs in an isolated world. Leaves
// functions in `globalThis.walk`, and in `globalThis.walked` the elements that had the focus, once each.
() => {
    // Elements within which the key may move on without a change of focus that we can see.
    const OF_SEVERAL_PARTS = 'iframe, frame, object, embed, video, audio, input[type=date], input[type=time], input[type=month], '
        + 'input[type=week], input[type=datetime-local]';
    // Only these elements and custom elements may have a closed shadow tree (DOM standard, `attachShadow`). One of
    // these that contains text hardly has one.
    const BEARERS = /^(article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;

    // Forbids the document to request data, in whatever way, and to send forms. This cannot be undone, and the page is
    // left afterwards.
    let refused = 0;
    const still = document => {
        const meta = document.createElement('meta');
        meta.httpEquiv = 'Content-Security-Policy';
        meta.content = "connect-src 'none'; form-action 'none'";
        document.head?.append(meta);
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective: way }) => {
            if (/^(connect-src|form-action)$/.test(way)) refused += 1;
        });
    };
    // A download is not a request of the page, so the guard does not see it: a click on any download link is cancelled
    // here.
    addEventListener('click', event => {
        const isDownload = node => node.localName === 'a' && node.hasAttribute('download');
        if (event.composedPath().some(isDownload)) {
            event.preventDefault();
            refused += 1;
        }
    }, true);
    // Notes whether a script gave the focus back to an element before anything else could happen. Browsers differ in
    // this case.
    let [left, isAtOnce] = [null, false];
    const watch = view => {
        view.addEventListener('blur', event => {
            const [element] = event.composedPath();
            if (element.nodeType !== Node.ELEMENT_NODE) return;
            left = element;
            // Both callbacks run before any step of the page that is scheduled after this one.
            const clear = () => { if (left === element) left = null };
            setTimeout(clear, 0);
            requestAnimationFrame(clear);
        }, true);
        view.addEventListener('focus', event => {
            isAtOnce ||= left !== null && event.composedPath()[0] === left;
            left = null;
        }, true);
    };
    watch(globalThis);
    const inside = frame => { try { return frame.contentDocument } catch { return null } };
    still(document);
    for (const frame of document.querySelectorAll('iframe, frame')) {
        if (!inside(frame)) continue;
        still(inside(frame));
        watch(frame.contentWindow);
    }

    const isNowhere = element => element === null
        || (/^(html|body|frameset)$/.test(element.localName) && !element.matches(':focus'));
    // The focused element, looked for in shadow trees and frames too, with the frames around it.
    const focused = () => {
        let at = document.activeElement;
        const frames = [];
        while (!isNowhere(at)) {
            const within = at.shadowRoot?.activeElement ?? null;
            if (within) { at = within; continue }
            const shown = inside(at)?.activeElement ?? null;
            if (isNowhere(shown)) break;
            frames.push(at);
            at = shown;
        }
        return isNowhere(at) ? null : { at, frames };
    };

    // Makes the next press of Tab begin at the top of the page, and scrolls there.
    const top = () => {
        const root = document.documentElement;
        const was = root.getAttribute('tabindex');
        root.setAttribute('tabindex', '-1');
        root.focus({ preventScroll: true });
        root.blur();
        if (was === null) root.removeAttribute('tabindex'); else root.setAttribute('tabindex', was);
        scrollTo({ top: 0, left: 0, behavior: 'instant' });
    };

    // The opaque element with a fixed or sticky position that lies over `element` at this point, or `null`.
    const coverAt = (element, x, y) => {
        let hit = element.getRootNode().elementFromPoint(x, y);
        const held = node => node === element || node.contains(element) || element.contains(node);
        if (!hit || held(hit) || element.labels && [...element.labels].some(label => label.contains(hit))) return null;
        let isDense = false;
        for (; hit && !held(hit); hit = hit.parentElement) {
            const { position, backgroundColor, backgroundImage, opacity } = getComputedStyle(hit);
            if (Number(opacity) < 0.95) return null;
            isDense ||= backgroundImage !== 'none' || /^rgb\(/.test(backgroundColor) || hit.localName === 'img';
            if (position === 'fixed' || position === 'sticky') return isDense ? hit : null;
        }
        return null;
    };
    const isCovered = (element, { left, top, right, bottom }) => {
        const [l, t] = [Math.max(left, 0), Math.max(top, 0)];
        const [r, b] = [Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
        if (r - l < 4 || b - t < 4) return false;
        return [0.02, 0.25, 0.5, 0.75, 0.98].every(x => [0.05, 0.5, 0.95].every(y =>
            coverAt(element, l + (r - l) * x, t + (b - t) * y) !== null));
    };

    // The element of this page that a link leads to; `null` for a link that leads elsewhere, or to nothing.
    const target = link => {
        if (link.ownerDocument !== document || link.localName !== 'a' || link.target && link.target !== '_self') return null;
        const [there, name] = link.href.split('#');
        if (!name || there !== location.href.split('#')[0]) return null;
        try { return document.getElementById(decodeURIComponent(name)) ?? document.getElementById(name) } catch { return null }
    };

    const walked = [];
    const frame = () => Promise.race([
        new Promise(resolve => requestAnimationFrame(resolve)),
        new Promise(resolve => setTimeout(resolve, 100)),
    ]);
    // Returns [index in `walked`, left, top, width, height, covered, may have several parts, leads to a place in the
    // page] of the focused element after `wait` milliseconds, or `null`. Lengths are CSS pixels from the top left
    // corner of the page.
    const look = async wait => {
        if (wait > 0) {
            await new Promise(resolve => setTimeout(resolve, wait));
            await frame();
        }
        const found = focused();
        if (!found) return null;
        const { at, frames } = found;
        const known = walked.indexOf(at);
        const number = known < 0 ? walked.push(at) - 1 : known;
        const box = at.getBoundingClientRect();
        let [x, y] = [scrollX, scrollY];
        for (const frame of frames) {
            const around = frame.getBoundingClientRect();
            [x, y] = [x + around.x + frame.clientLeft, y + around.y + frame.clientTop];
        }
        const isBearer = at.localName.includes('-') || BEARERS.test(at.localName) && at.textContent.trim() === '';
        const isOfParts = at.matches(OF_SEVERAL_PARTS) || at.shadowRoot === null && isBearer;
        const covered = frames.length === 0 && isCovered(at, box);
        const stands = [box.x + x, box.y + y, box.width, box.height].map(Math.round);
        return [number, ...stands, covered, isOfParts, target(at) !== null];
    };
    // Position in the window of the element that a link leads to, as [x, y], or `null`.
    const place = number => {
        const box = target(walked[number])?.getBoundingClientRect();
        return box === undefined ? null : [Math.round(box.x), Math.round(box.y)];
    };
    const isTyped = number => {
        const element = walked[number];
        return element.isContentEditable || /^(textarea|select)$/.test(element.localName)
            || element.localName === 'input' && !/^(checkbox|radio|button|submit|reset|image|file|color|range|hidden)$/.test(element.type);
    };
    // Buttons that announce whether a part of this page is open, and that by their nature do nothing else; Enter is
    // pressed on each of them. `opener` focuses the next one and returns its index in `walked`; -1 if the button does
    // not take the focus, `null` if there is no other.
    const isOpener = button => button.matches('button[type=button], button:not([type]):not(form button), [role=button]:not(a[href]):not(button):not(input)')
        && /^(true|false)$/.test(button.getAttribute('aria-expanded')) && !button.disabled && controlled(button) !== null
        && button.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const controlled = button => {
        const name = button.getAttribute('aria-controls')?.trim() ?? '';
        const found = name === '' || /\s/.test(name) ? null : document.getElementById(name);
        return found?.contains(button) ? null : found;
    };
    let openers = null;
    const opener = () => {
        openers ??= [...document.querySelectorAll('[aria-expanded][aria-controls]')].filter(isOpener);
        const button = openers.shift();
        if (button === undefined) return null;
        button.focus({ preventScroll: true });
        const known = walked.indexOf(button);
        return document.activeElement === button ? known < 0 ? walked.push(button) - 1 : known : -1;
    };
    const isShown = element => {
        const { width, height } = element.getBoundingClientRect();
        return width > 1 && height > 1 && element.checkVisibility({
            opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true,
        });
    };
    // After `wait` milliseconds: [whether the button announces an open part, whether that part is visible]; `null` if
    // the button or the part is gone.
    const state = async (number, wait) => {
        await new Promise(resolve => setTimeout(resolve, wait));
        await frame();
        const button = walked[number];
        const shown = button.isConnected ? controlled(button) : null;
        return shown === null ? null : [button.getAttribute('aria-expanded') === 'true', isShown(shown)];
    };
    // [a field, its value] before something is typed into it; the value is restored afterwards.
    let before = null;
    const typing = number => { before = [walked[number], walked[number].value] };
    const typed = () => {
        const [element, value] = before;
        if (value !== undefined && element.value !== value) element.value = value;
    };
    // Whether the page stored data that the next page of the site would find.
    const leaves = () => {
        try { return localStorage.length + sessionStorage.length > 0 } catch { return true }
    };
    globalThis.walked = walked;
    globalThis.walk = { top, look, place, opener, state, isTyped, typing, typed, leaves, refused: () => refused, isAtOnce: () => isAtOnce };
    return true;
}
