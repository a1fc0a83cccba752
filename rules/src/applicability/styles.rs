//! Predicates on the effects of style sheets: colours, movement, and changes on hover and focus.

use super::{Predicate, pictures, scan::Scan};
use crate::{Node, Style, page::snapshot::StyleTrait, standards::colours};

pub static ALL: &[(&str, Predicate)] = &[
    ("author-text-colour", |scan| scan.lacks(StyleTrait::TextColour)),
    ("author-background-colour", |scan| scan.lacks(StyleTrait::Ground)),
    ("author-style", |scan| scan.lacks(StyleTrait::Style) && !scan.has(&["svg"])),
    ("css-hover-content", |scan| shows_nothing_more(scan, HOVER)),
    ("css-focus-content", |scan| shows_nothing_more(scan, FOCUS)),
    ("css-animation", nothing_animated),
    ("additional-content", no_additional_content),
    ("revealed-content", |scan| {
        no_additional_content(scan)
            && shows_nothing_more(scan, STATE)
            && !scan.has(&["details", "dialog", "select"])
            && !scan.page.mentions("popover")
    }),
    ("motion-source", |scan| {
        scan.is_scriptless()
            && pictures::no_animated_media(scan)
            && nothing_animated(scan)
            && !scan.has(&["marquee", "blink"])
    }),
];

/// Traits of the style rules for one state: rules that may change anything, only opacities, only colours.
type Changes = [StyleTrait; 3];

const HOVER: Changes = [StyleTrait::Hover, StyleTrait::HoverOpacity, StyleTrait::HoverColour];
const FOCUS: Changes = [StyleTrait::Focus, StyleTrait::FocusOpacity, StyleTrait::FocusColour];
const STATE: Changes = [StyleTrait::State, StyleTrait::StateOpacity, StyleTrait::StateColour];

/// Whether no style rule for this state shows content that was not visible before.
fn shows_nothing_more(scan: &Scan<'_>, [change, opacity, colour]: Changes) -> bool {
    scan.lacks(change)
        && (scan.lacks(opacity) || !scan.page.nodes().any(is_transparent))
        && (scan.lacks(colour) || scan.texts.iter().all(|text| has_visible_colour(*text)))
}

fn is_transparent(node: Node<'_>) -> bool {
    let opacity = node.style(Style::Opacity).and_then(|value| value.parse::<f64>().ok());
    opacity.is_some_and(|opacity| opacity < 0.1)
}

/// Whether the text's colour is known to differ from the colour it is painted on. `true` for a text that is not
/// rendered, because a change of colour does not show it.
fn has_visible_colour(text: Node<'_>) -> bool {
    let Some(element) = text.parent().filter(|_| text.layout().is_some()) else { return true };
    let read = |value: Option<&str>| value.and_then(|value| colours::parse(value).ok());
    match (read(element.style(Style::Color)), read(element.blended_background())) {
        (Some(own), Some(ground)) => own.alpha >= 0.1 && colours::contrast(own.over(ground), ground) > 1.1,
        _ => false,
    }
}

fn nothing_animated(scan: &Scan<'_>) -> bool {
    let moves = |node: Node<'_>| node.style(Style::AnimationName).is_some_and(|name| name != "none");
    scan.lacks(StyleTrait::Motion) && !scan.page.nodes().any(moves)
}

fn no_additional_content(scan: &Scan<'_>) -> bool {
    let by_attribute = ["interestfor", "interesttarget"].iter().any(|name| scan.page.mentions(name));
    scan.is_scriptless()
        && !by_attribute
        && !scan.has_moving_drawing()
        && !scan.has(&["object", "embed", "applet"])
        && shows_nothing_more(scan, HOVER)
        && shows_nothing_more(scan, FOCUS)
}
