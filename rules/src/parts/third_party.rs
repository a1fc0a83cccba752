//! Parts of a page that come with a service of others: consent banners, chat windows, maps, translators. Their words are
//! on the page, but say nothing of what the page itself is like.

use crate::Node;

/// How the classes and ids of such parts begin.
const MARKS: &[&str] = &[
    "a2a_",
    "addthis",
    "addtoany",
    "axeptio",
    "borlabs",
    "cc-banner",
    "cc-window",
    "cky-",
    "cmp-",
    "cmpbox",
    "cmplz",
    "cookie",
    "consent",
    "crisp-",
    "cybotcookiebot",
    "didomi",
    "disqus",
    "fb-",
    "fc-consent",
    "g-recaptcha",
    "gdpr",
    "gm-style",
    "goog-te",
    "grecaptcha",
    "gtranslate",
    "hu-banner",
    "intercom",
    "iubenda",
    "klaro",
    "leaflet-",
    "maplibregl",
    "mapboxgl",
    "moove_gdpr",
    "moove-gdpr",
    "ol-control",
    "onetrust",
    "orejime",
    "osano",
    "ot-sdk",
    "plyr",
    "qc-cmp",
    "recaptcha",
    "rgpd",
    "sd-cmp",
    "skiptranslate",
    "tarteaucitron",
    "tawk",
    "termly",
    "truste",
    "usercentrics",
    "userway",
    "video-js",
    "vjs-",
];

/// It stands in such a part, as its ids and classes tell.
pub(crate) fn is_inside(node: Node<'_>) -> bool {
    node.closest(bears_mark).is_some()
}

fn bears_mark(node: &Node<'_>) -> bool {
    let is_page = node.is_one_of(&["html", "body", "main"]);
    let mut words = node.tokens("class").chain(node.attribute("id").map(str::trim));
    !is_page
        && words.any(|word| {
            let word = word.to_ascii_lowercase();
            MARKS.iter().any(|mark| word.starts_with(mark))
        })
}

/// The text asks for consent, whatever the part is called.
pub(crate) fn asks_for_consent(text: &str) -> bool {
    let text = text.to_lowercase();
    ["cookie", "captcha"].iter().any(|word| text.contains(word))
}
