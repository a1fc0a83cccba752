// Scrolls a part of the page into view, and returns where the lines of these texts are then. Called in an isolated
// world once for each part; the texts are found at the first call. Of each text, `hosts` are the indices of the
// elements whose shadow tree or frame is entered, `element` is the index of the text's parent among the elements there,
// and `text` the index among the texts of that parent, or `null` for a control that shows its own text. Returns, in CSS
// pixels of the page, [left, top] of the part in view, and for each text the [x, y, width, height] of its lines, or
// `null` where the text was not found.
async ({ texts, top }) => {
    const MOST_LINES = 60;
    const BASE = '*, *::before, *::after { transition: none !important }';

    if (globalThis.sought === undefined) {
        const held = new Map();
        const elements = root => held.get(root) ?? held.set(root, root.querySelectorAll('*')).get(root);
        const roots = new Set([document]);
        const find = ({ hosts, element, text, begins }) => {
            let root = document;
            const frames = [];
            for (const rank of hosts) {
                const host = elements(root)[rank];
                if (host?.contentDocument) frames.push(host);
                root = host?.contentDocument ?? host?.shadowRoot;
                if (!root) return null;
                roots.add(root);
            }
            const parent = elements(root)[element];
            if (text === null || !parent) return parent ? { node: parent, frames } : null;
            const texts = [...parent.childNodes].filter(node => node.nodeType === 3 && node.data.trim() !== '');
            const node = texts[text];
            return node?.data.trim().startsWith(begins) ? { node, frames } : null;
        };
        globalThis.sought = texts.map(find);
        globalThis.sheets = [...roots].map(root => {
            const sheet = new ((root.defaultView ?? root.ownerDocument?.defaultView ?? globalThis).CSSStyleSheet)();
            sheet.replaceSync(BASE);
            root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
            return { root, sheet, base: BASE };
        });
    }
    if (Math.abs(scrollY - top) >= 1) {
        const before = scrollY;
        scrollTo({ top, left: 0, behavior: 'instant' });
        // Elements that follow the scrolling are drawn in the next frames.
        const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
        if (scrollY !== before) await Promise.race([frame().then(frame), new Promise(resolve => setTimeout(resolve, 500))]);
    }
    // Emoji have colours of their own, so only the text between them is measured.
    const written = text => [...text.data.matchAll(/[^\p{Extended_Pictographic}\uFE0F\u200D]+/gu)].flatMap(part => {
        if (part[0].trim() === '') return [];
        const range = text.ownerDocument.createRange();
        range.setStart(text, part.index);
        range.setEnd(text, part.index + part[0].length);
        return [...range.getClientRects()];
    });
    const lines = found => {
        if (found === null) return null;
        const { node, frames } = found;
        const boxes = (node.nodeType === 3 ? written(node) : [...node.getClientRects()]).slice(0, MOST_LINES);
        let [x, y] = [scrollX, scrollY];
        for (const frame of frames) {
            const box = frame.getBoundingClientRect();
            const style = getComputedStyle(frame);
            x += box.x + frame.clientLeft + parseFloat(style.paddingLeft);
            y += box.y + frame.clientTop + parseFloat(style.paddingTop);
        }
        return boxes.map(box => [box.x + x, box.y + y, box.width, box.height]);
    };
    return [[scrollX, scrollY], globalThis.sought.map(lines)];
}
