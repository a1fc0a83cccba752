// Returns for each address what `text.js` (given as `told`) returns for the style sheet there, or `null` if it cannot
// be read. The style sheets come from the browser's cache; the server is never asked again.
(told, addresses) => Promise.all(addresses.map(async address => {
    const asked = { cache: 'only-if-cached', mode: 'same-origin', signal: AbortSignal.timeout(500) };
    try { return told(await (await fetch(address, asked)).text()) } catch { return null }
}))
