// Makes the letters of all texts invisible ('hidden') or visible again ('shown'); what lies under them stays. 'end'
// restores the page, except that it is scrolled to its top.
(state) => {
    // `::first-line` and `::first-letter` inherit this; a rule for them would change how the backgrounds of inline
    // boxes are painted.
    const HIDDEN = '*, *::before, *::after, *::placeholder, *::marker { -webkit-text-fill-color: transparent !important }';
    for (const { root, sheet, base } of globalThis.sheets ?? []) {
        if (state === 'end') root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter(held => held !== sheet);
        else sheet.replaceSync(state === 'hidden' ? base + HIDDEN : base);
    }
    if (state === 'end') scrollTo({ top: 0, left: 0, behavior: 'instant' });
    return true;
}
