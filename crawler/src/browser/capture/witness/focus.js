// Of the elements that seem to lose every sign of the focus, the one of this rank: without the focus it gives what is to be
// pictured of the page, [x, y, width, height], either its surroundings or the whole window; with it, whether it truly has it
// as from the keyboard.
async ({ at, focused, whole }) => {
    // Some show the focus at a distance.
    const RIM = 200;
    const node = globalThis.unseen[at];
    if (!node) return null;
    if (focused) {
        node.focus({ preventScroll: true });
        // What answers to the focus by a transition or a script has done so by then.
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
