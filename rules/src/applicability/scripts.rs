//! Predicates on scripts and on content that only a script or a user's action can start.

use super::{Predicate, media, pictures, scan::Scan};
use crate::{
    Node, parts,
    standards::{
        word_list::{WordList, entries},
        words::normalise,
    },
};

pub static ALL: &[(&str, Predicate)] = &[
    ("script", |scan| scan.is_scriptless()),
    ("script-or-widget", |scan| scan.is_scriptless() && !scan.has_widget()),
    ("scripted-non-text", |scan| scan.is_scriptless() || (pictures::no_image(scan) && media::no_media(scan))),
    ("autoplay-sound", |scan| {
        scan.is_scriptless()
            && !scan.has(&["object", "embed", "applet", "bgsound"])
            && parts::media::starting_by_themselves(scan.page).is_empty()
    }),
    ("control", no_control),
    ("session", no_session),
    ("contrast-mechanism", |scan| {
        no_control(scan) && !scan.page.all(&["link"]).into_iter().any(is_other_look)
    }),
];

/// Whether nothing in the page reacts to a user.
fn no_control(scan: &Scan<'_>) -> bool {
    const CONTROLS: &[&str] = &[
        "button", "input", "summary", "details", "area", "label", "audio", "video", "object", "embed",
        "applet", "iframe", "frame", "dialog",
    ];
    scan.is_scriptless()
        && scan.links.is_empty()
        && scan.fields.is_empty()
        && !scan.has_tab_stop
        && !scan.has_widget()
        && !scan.has(CONTROLS)
}

/// Whether no session can end while a visitor uses the page: it has no form, field or script, and no word speaks of a
/// session.
fn no_session(scan: &Scan<'_>) -> bool {
    static WORDS: WordList = WordList::new(|| entries(include_str!("../../data/words/sessions.txt")));
    // The address of a refresh is in the attribute `content`.
    const SAYING: &[&str] =
        &["alt", "title", "aria-label", "aria-description", "href", "src", "content", "data", "xlink:href"];
    let speaks = |text: &str| {
        let text = normalise(text);
        WORDS.iter().any(|word| text.contains(word))
    };
    // An address may contain the identifier of a session.
    let tells = |text: &str| speaks(text) || text.to_lowercase().contains("sid=");
    scan.is_scriptless()
        && scan.fields.is_empty()
        && !scan.has(&["form", "button", "object", "embed", "applet"])
        && !scan.has_widget()
        && !scan.page.nodes().any(|node| node.is_text() && speaks(node.text()))
        && !scan.page.elements().any(|node| SAYING.iter().filter_map(|name| node.attribute(name)).any(tells))
}

/// Whether the link is to an alternative style sheet that the browser offers in a menu.
fn is_other_look(link: Node<'_>) -> bool {
    link.tokens("rel").any(|word| word.eq_ignore_ascii_case("stylesheet"))
        && (link.has_attribute("title")
            || link.tokens("rel").any(|word| word.eq_ignore_ascii_case("alternate")))
}
