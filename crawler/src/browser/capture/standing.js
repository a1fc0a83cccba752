// Returns [a number that changes when an element of the page moves or changes its size, the height of the whole page in
// CSS pixels]. Fixed and sticky elements are left out with all that they contain, because they move with the viewport.
(most) => {
    const all = document.body ? [document.body] : [];
    let sum = 0;
    let seen = 0;
    while (all.length > 0 && seen < most) {
        const element = all.pop();
        const position = getComputedStyle(element).position;
        if (position === 'fixed' || position === 'sticky') {
            continue;
        }
        const box = element.getBoundingClientRect();
        for (const length of [box.x + scrollX, box.y + scrollY, box.width, box.height]) {
            sum = (Math.imul(sum, 31) + Math.round(length)) | 0;
        }
        seen += 1;
        all.push(...element.children);
    }
    return [sum, Math.max(document.documentElement?.scrollHeight ?? 0, document.body?.scrollHeight ?? 0)];
}
