//! Predicates on pictures of any kind, including those of style sheets.

use super::{Predicate, images, scan::Scan};
use crate::{Node, Style, page::snapshot::StyleTrait};

pub static ALL: &[(&str, Predicate)] = &[
    ("any-image", no_image),
    ("graphic", |scan| no_image(scan) && scan.lacks(StyleTrait::Style) && !may_draw_in_text(scan)),
    ("animated-media", no_animated_media),
    ("captcha", |scan| no_verifiable(scan) || nothing_to_answer(scan)),
    ("captcha-img", |scan| images::no_named_image(scan) || nothing_to_answer(scan)),
];

pub(super) fn no_image(scan: &Scan<'_>) -> bool {
    const PICTURES: &[&str] = &[
        "img", "area", "svg", "canvas", "object", "embed", "applet", "video", "picture", "image", "bgsound",
    ];
    let painted = |node: Node<'_>| {
        [Style::BackgroundImage, Style::MaskImage]
            .into_iter()
            .any(|style| node.style(style).is_some_and(|value| value != "none"))
    };
    !scan.has(PICTURES)
        && !scan.has_role(&["img", "image"])
        && scan.inputs(&["image"]).next().is_none()
        && scan.lacks(StyleTrait::Image)
        && !scan.page.nodes().any(painted)
}

/// Whether no image moves. It is not known which image files move, so any image may.
pub(super) fn no_animated_media(scan: &Scan<'_>) -> bool {
    no_image(scan)
}

/// Whether text may be drawn as a picture: icons may be letters of an icon font, or symbols.
fn may_draw_in_text(scan: &Scan<'_>) -> bool {
    !scan.lacks(StyleTrait::Generated)
        || scan.has(&["progress", "meter", "hr", "input", "select", "details"])
        || scan.has_role(&["progressbar", "meter", "graphics-document", "graphics-symbol"])
        || scan.texts.iter().any(|text| may_be_drawing(text.text()))
}

fn may_be_drawing(text: &str) -> bool {
    let is_sign = |character: char| {
        matches!(character, '\u{2190}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '\u{e000}'..='\u{f8ff}')
            || character >= '\u{1f000}'
    };
    text.chars().any(is_sign) || !text.chars().any(char::is_alphanumeric)
}

/// Whether the page has no picture that could be a CAPTCHA.
fn no_verifiable(scan: &Scan<'_>) -> bool {
    const PICTURES: &[&str] =
        &["img", "area", "svg", "canvas", "object", "embed", "applet", "picture", "image"];
    !scan.has(PICTURES) && !scan.has_role(&["img", "image"]) && scan.inputs(&["image"]).next().is_none()
}

/// Whether a visitor has no means to answer a CAPTCHA: the page has no script, no field and no button.
fn nothing_to_answer(scan: &Scan<'_>) -> bool {
    scan.is_scriptless() && scan.fields.is_empty() && !scan.has(&["form", "button", "input", "area"])
}

#[cfg(test)]
mod tests {
    use super::may_be_drawing;

    #[test]
    fn signs_may_draw_and_words_do_not() {
        assert!(may_be_drawing("Suite →"));
        assert!(may_be_drawing("×"));
        assert!(may_be_drawing("\u{f015} Accueil"));
        assert!(!may_be_drawing("Accueil, l’été (2026)"));
    }
}
