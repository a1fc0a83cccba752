// What the text of a style sheet may do under another orientation of the screen, and to the browser's mark of the focus.
// Gives [characters, orientation, focus].
text => [
    text.length,
    /\borientation\s*:/.test(text),
    /outline(-\w+)?\s*:\s*(0|none|unset|initial|[^;{}]*\btransparent\b)|\ball\s*:/.test(text),
]
