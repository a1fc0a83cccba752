// Runs in the page: gives the path of an element from the root, such as /html[1]/body[1]/p[2], where each number counts
// the siblings of the same name. The path is empty for elements in shadow trees and frames, because not every engine
// can name those.
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
