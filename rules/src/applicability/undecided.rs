//! Predicates that nothing computes, and why. They never hold.

/// Key in the data, and what is missing.
pub static UNDECIDED: &[(&str, &str)] = &[
    ("always-applies", "the test applies to every page"),
    ("any-image", NO_OTHER_IMAGES),
    ("graphic", NO_OTHER_IMAGES),
    ("small-regular-text", NO_OTHER_IMAGES),
    ("small-bold-text", NO_OTHER_IMAGES),
    ("large-regular-text", NO_OTHER_IMAGES),
    ("large-bold-text", NO_OTHER_IMAGES),
    ("animated-media", NO_OTHER_IMAGES),
    ("script", NO_SOURCE),
    ("script-or-widget", NO_SOURCE),
    ("scripted-non-text", NO_SOURCE),
    ("autoplay-sound", NO_SOURCE),
    ("pointer-target", NO_SOURCE),
    ("touch-listener", NO_LISTENERS),
    ("key-listener", NO_LISTENERS),
    ("motion-listener", NO_LISTENERS),
    ("author-text-colour", NO_STYLE_SHEETS),
    ("author-background-colour", NO_STYLE_SHEETS),
    ("css-hover-content", NO_STYLE_SHEETS),
    ("css-focus-content", NO_STYLE_SHEETS),
    ("css-animation", NO_STYLE_SHEETS),
    ("additional-content", NO_STYLE_SHEETS),
    ("revealed-content", NO_STYLE_SHEETS),
    ("motion-source", NO_STYLE_SHEETS),
    ("site-map-page", "another page of the sample may call this page the site map"),
];

const NO_SOURCE: &str = "the received source is not kept: a script that ran may have removed itself";
const NO_LISTENERS: &str = "listeners are not listed";
const NO_STYLE_SHEETS: &str = "style sheets are not read";
const NO_OTHER_IMAGES: &str = "images of `border-image-source`, `list-style-image` and `content` are not kept, nor the types of image files";
