// Where the page's elements stand, as a number that changes when one of them moves; with the height of the whole page.
// What follows the viewport is left out: it moves with it.
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
