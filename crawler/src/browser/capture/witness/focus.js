// Shows one element without the focus or with it, for two pictures of the same place. `at` is its index among the
// elements that seem to lose every indicator of the focus. Without the focus, returns the [x, y, width, height] to
// picture, in CSS pixels of the page: the whole window, or the surroundings of the element. With the focus, returns
// whether the element has the focus as if it came from the keyboard.
async ({ at, focused, whole }) => {
    // CSS pixels around the element that are pictured: some elements show the focus at a distance.
    const RIM = 200;
    const node = globalThis.unseen[at];
    if (!node) return null;
    if (focused) {
        node.focus({ preventScroll: true });
        // Transitions and scripts that react to the focus have done so by then.
        await new Promise(resolve => setTimeout(resolve, 350));
        return document.activeElement === node && node.matches(':focus-visible');
    }
    document.activeElement?.blur();
    node.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    await new Promise(resolve => setTimeout(resolve, 50));
    if (whole) return [scrollX, scrollY, innerWidth, innerHeight];
    const box = node.getBoundingClientRect();
    const [left, top] = [Math.max(0, Math.floor(box.x - RIM)), Math.max(0, Math.floor(box.y - RIM))];
    const [right, bottom] = [Math.min(innerWidth, Math.ceil(box.right + RIM)), Math.min(innerHeight, Math.ceil(box.bottom + RIM))];
    return [left + scrollX, top + scrollY, right - left, bottom - top];
}
