//! Predicates on the effects of styles and hiding: backgrounds, writing direction, hidden content, focus.

use super::{Predicate, scan::Scan};
use crate::{Node, Style};

pub static ALL: &[(&str, Predicate)] = &[
    ("author-background-image", no_background_image),
    ("vertical-writing", |scan| {
        scan.page
            .elements()
            .all(|node| node.style(Style::WritingMode).is_none_or(|mode| mode == "horizontal-tb"))
    }),
    ("hidden-content", no_hidden_content),
    ("focusable", nothing_takes_focus),
];

/// Elements that are never visible themselves.
const SILENT: &[&str] = &[
    "script", "style", "template", "noscript", "link", "meta", "title", "base", "br", "wbr", "param",
    "source", "track", "datalist", "option", "optgroup", "head",
];

fn no_background_image(scan: &Scan<'_>) -> bool {
    let body = |node: &Node<'_>| scan.is_in_page(*node) && !node.is_one_of(SILENT);
    scan.page.nodes().filter(body).all(|node| {
        // The capture keeps no computed style of an element that is not rendered.
        let unknown = node.is_element() && node.layout().is_none();
        let has_image = node.style(Style::BackgroundImage).is_some_and(|value| value != "none");
        !unknown && !has_image && !node.has_attribute("background")
    })
}

fn no_hidden_content(scan: &Scan<'_>) -> bool {
    const CONTENT: &[&str] = &[
        "img", "svg", "canvas", "object", "embed", "audio", "video", "iframe", "frame", "button", "area",
        "select", "textarea", "progress", "meter", "output", "details", "dialog",
    ];
    let inputs = scan.named(&["input"]).filter(|input| !input.attribute_is("type", "hidden"));
    let held = scan.named(CONTENT).chain(inputs).chain(scan.links.iter().map(|link| link.node));
    let silent = |text: &Node<'_>| text.parent().is_some_and(|parent| parent.is_one_of(SILENT));
    !scan.has_hiding_attribute
        && !scan.has(&["details", "dialog"])
        && held.into_iter().all(|node| !is_withheld(node))
        && scan.texts.iter().filter(|text| !silent(text)).all(|text| !is_withheld(*text))
}

fn is_withheld(node: Node<'_>) -> bool {
    node.is_hidden()
        || node.pixels(Style::FontSize) == Some(0.0)
        || node.closest(|above| above.style(Style::Opacity) == Some("0")).is_some()
}

fn nothing_takes_focus(scan: &Scan<'_>) -> bool {
    const FOCUSED: &[&str] = &[
        "button", "input", "summary", "details", "audio", "video", "iframe", "frame", "object", "embed",
        "applet", "dialog",
    ];
    let by_browser = |node: Node<'_>| {
        (node.is_focusable() && !node.is_one_of(&["html", "body"])) || is_scrolling_box(node)
    };
    scan.links.is_empty()
        && scan.fields.is_empty()
        && !scan.has_tab_stop
        && !scan.has(FOCUSED)
        && !scan.has_role(&["button"])
        && !scan.page.elements().any(by_browser)
}

/// Whether the node is a box that scrolls. Browsers let such a box take the focus, so that the keyboard can scroll it.
fn is_scrolling_box(node: Node<'_>) -> bool {
    let scrolls = |style| matches!(node.style(style), Some("auto" | "scroll"));
    (scrolls(Style::OverflowX) || scrolls(Style::OverflowY))
        && node.layout().is_some_and(|layout| layout.scroll.is_some())
}
