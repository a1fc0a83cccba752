//! Predicates on texts: whether there are any, their size, and their words.

use super::{Predicate, pictures, scan::Scan};
use crate::{
    Node, Style,
    page::{NodeKind, snapshot::StyleTrait},
    standards::words,
};

pub static ALL: &[(&str, Predicate)] = &[
    ("text", no_text),
    ("content", |scan| {
        no_text(scan)
            && pictures::no_image(scan)
            && scan.links.is_empty()
            && !scan.has(&["button", "iframe", "frame", "audio", "details", "dialog", "hr", "math"])
    }),
    ("list", is_at_most_one_piece),
    ("colour-word", no_colour_word),
    ("cryptic-content", no_cryptic_content),
    ("small-regular-text", |scan| no_text_of(scan, |size, weight| size < 24.0 && weight < 700.0)),
    ("small-bold-text", |scan| no_text_of(scan, |size, weight| size < 18.5 && weight >= 600.0)),
    ("large-regular-text", |scan| no_text_of(scan, |size, weight| size >= 24.0 && weight < 700.0)),
    ("large-bold-text", |scan| no_text_of(scan, |size, weight| size >= 18.5 && weight >= 600.0)),
];

/// Whether the page contains nothing to read and nothing to announce, rendered or not.
fn no_text(scan: &Scan<'_>) -> bool {
    scan.texts.is_empty()
        && scan.fields.is_empty()
        && !scan.has_told_attribute
        && !scan.has(&["input", "svg", "canvas", "object", "embed", "applet", "video", "details", "li"])
        && scan.lacks(StyleTrait::Generated)
}

/// Whether the page has at most one text on one line, or one image, which cannot be a list.
fn is_at_most_one_piece(scan: &Scan<'_>) -> bool {
    const PIECES: &[&str] = &[
        "img", "svg", "canvas", "object", "embed", "applet", "video", "audio", "button", "input", "area",
        "iframe", "frame", "hr", "li", "dt", "dd",
    ];
    let pieces = scan.texts.len() + scan.named(PIECES).count() + scan.fields.len();
    let one_line = |text: &Node<'_>| {
        text.text()
            .trim()
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '\'' | '’' | '!' | '?'))
    };
    pieces <= 1 && scan.texts.iter().all(one_line) && scan.lacks(StyleTrait::Generated)
}

fn no_text_of(scan: &Scan<'_>, counts: fn(f64, f64) -> bool) -> bool {
    let size =
        |node: Node<'_>| Some((node.pixels(Style::FontSize)?, node.style(Style::FontWeight)?.parse().ok()?));
    let is_free = |node: Node<'_>| size(node).is_some_and(|(size, weight)| !counts(size, weight));
    let is_turned = |node: Node<'_>| node.style(Style::Transform).is_some_and(|value| value != "none");
    let of_style = || scan.page.nodes().filter(|node| node.kind() == NodeKind::Pseudo);
    pictures::no_image(scan)
        && scan.fields.is_empty()
        && !scan.has(&["input", "audio"])
        && scan.lacks(StyleTrait::FirstLine)
        && scan.lacks(StyleTrait::Scale)
        && scan.texts.iter().all(|text| text.layout().is_some() && text.parent().is_some_and(is_free))
        && of_style().all(is_free)
        && !scan.page.nodes().any(is_turned)
}

/// Whether the page is in a language whose words for colours are known, and no text and no alternative contains one of
/// them.
fn no_colour_word(scan: &Scan<'_>) -> bool {
    const TOLD: &[&str] = &["alt", "title", "aria-label", "placeholder", "value", "label"];
    let told = |node: Node<'_>| TOLD.iter().filter_map(move |name| node.attribute(name)).any(names_colour);
    speaks_known_language(scan)
        && scan.lacks(StyleTrait::Generated)
        && !scan.texts.iter().any(|text| names_colour(text.text()))
        && !scan.page.elements().any(told)
}

fn names_colour(text: &str) -> bool {
    words::names_a_colour(text)
}

fn speaks_known_language(scan: &Scan<'_>) -> bool {
    let known = |node: &Node<'_>| {
        let tag = node.attribute("lang").or_else(|| node.attribute("xml:lang")).unwrap_or_default();
        let language = tag.trim().split(['-', '_']).next().unwrap_or_default();
        ["fr", "en"].iter().any(|word| word.eq_ignore_ascii_case(language))
    };
    let of_page = scan.page.root_element();
    of_page.is_some_and(|root| known(&root)) && scan.languages.iter().all(known)
}

fn no_cryptic_content(scan: &Scan<'_>) -> bool {
    scan.lacks(StyleTrait::Generated)
        && !scan.has(&["pre", "textarea", "plaintext", "xmp", "listing", "code"])
        && scan.texts.iter().all(|text| words::is_plain_prose(text.text()))
}
