// Checks whether the page can be captured. If the content of a frame or an object was not loaded, what is shown instead
// appears only a moment after the load, so this moment is waited for. Returns [number of elements, whether the document
// is whole]. If the response with the document broke off, the browser shows the part that arrived, and does not say
// that the rest is missing.
async () => {
    if (document.querySelector('iframe, frame, object, embed')) {
        const drawn = new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        await Promise.race([drawn, new Promise(resolve => setTimeout(resolve, 200))]);
    }
    const navigation = performance.getEntriesByType('navigation')[0];
    const isCut = location.protocol.startsWith('http') && navigation?.responseEnd === 0;
    return [document.getElementsByTagName('*').length, !isCut];
}
