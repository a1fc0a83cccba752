// Takes the letters of all texts away, or gives them back; what lies under them stays. 'end' leaves the page as it was,
// but for its scrolling.
(state) => {
    // First lines and letters inherit it; a rule for them would change how the grounds of inline boxes are painted.
    const HIDDEN = '*, *::before, *::after, *::placeholder, *::marker { -webkit-text-fill-color: transparent !important }';
    for (const { root, sheet, base } of globalThis.sheets ?? []) {
        if (state === 'end') root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter(held => held !== sheet);
        else sheet.replaceSync(state === 'hidden' ? base + HIDDEN : base);
    }
    if (state === 'end') scrollTo({ top: 0, left: 0, behavior: 'instant' });
    return true;
}
