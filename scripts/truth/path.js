// In the page: the place of an element among its siblings, from the root down: /html[1]/body[1]/p[2].
// Empty for what stands in a shadow tree or a frame, which not every engine can name.
window.observatoirePath = (node) => {
    const element = node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement;
    if (!element || element.getRootNode() !== document) return element === null && node === document ? '/html[1]' : '';
    const steps = [];
    for (let at = element; at; at = at.parentElement) {
        let rank = 1;
        for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
            if (before.localName === at.localName) rank += 1;
        }
        steps.unshift(`${at.localName}[${rank}]`);
    }
    return `/${steps.join('/')}`;
};
