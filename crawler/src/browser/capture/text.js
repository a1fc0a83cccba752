// Examines the text of a style sheet. Returns [number of characters, whether a media query asks for the orientation of
// the screen, whether a declaration may remove the browser's focus outline].
text => [
    text.length,
    /\borientation\s*:/.test(text),
    /outline(-\w+)?\s*:\s*(0|none|unset|initial|[^;{}]*\btransparent\b)|\ball\s*:/.test(text),
]
