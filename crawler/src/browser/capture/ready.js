// Whether the page can be captured. What frames and objects show in place of what did not come is there only a moment
// after the load: it is waited for. Gives [elements, whole]; a document whose answer broke off is shown as far as it
// came, and nothing tells its reader.
async () => {
    if (document.querySelector('iframe, frame, object, embed')) {
        const drawn = new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        await Promise.race([drawn, new Promise(resolve => setTimeout(resolve, 200))]);
    }
    const navigation = performance.getEntriesByType('navigation')[0];
    const isCut = location.protocol.startsWith('http') && navigation?.responseEnd === 0;
    return [document.getElementsByTagName('*').length, !isCut];
}
