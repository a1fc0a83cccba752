//! A picture that is the only content of the page, or of a part of it, is exposed to assistive technologies.

use crate::{
    Node, Page, Rule, Style, Verdict,
    parts::{graphics, headings, roles},
};

pub static RULE: Rule = Rule {
    id: "lone-picture-is-exposed",
    // Only a person can tell whether a picture among other content is decoration, so the rules for RGAA do not decide
    // this.
    aspects: &[],
    act: &["e88epe"],
    wcag: &["1.1.1"],
    doc: include_str!("lone_picture_is_exposed.md"),
    applicability,
    expectation,
};

/// Pictures that are visible and not exposed to assistive technologies.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let images = page.all(&["img", "canvas"]).into_iter();
    let pictures = images.chain(graphics::drawn_svgs(page));
    pictures.filter(|picture| picture.is_visible() && is_left_out(*picture)).collect()
}

fn is_left_out(picture: Node<'_>) -> bool {
    let has_role = if picture.is("img") {
        picture.role().is_some_and(|role| !["none", "generic", "presentation"].contains(&role))
    } else {
        roles::explicit_role(picture).is_some_and(|role| !roles::is_presentational(role))
    };
    let is_told = has_role || !picture.accessible_name().is_empty() || !picture.rendered_text().is_empty();
    picture.is_aria_hidden() || !is_told
}

fn expectation(picture: Node<'_>) -> Verdict {
    if is_alone(picture) || is_announced(picture) {
        Verdict::fail("lone-picture-left-out")
    } else {
        Verdict::cant_tell("picture-left-out-to-check")
    }
}

/// Smallest width and height of a picture that shows something, in CSS pixels. A line or a dot only separates the
/// content around it.
const LEAST: f64 = 32.0;

/// Whether the text before the picture ends in a colon, and the picture is all that follows up to the next heading or
/// the end of the page.
fn is_announced(picture: Node<'_>) -> bool {
    const SHOWN: &[&str] = &[
        "img", "svg", "canvas", "picture", "audio", "video", "input", "textarea", "select", "button",
        "iframe", "object", "embed", "math", "progress", "meter",
    ];
    let page = picture.page();
    let is_read = |node: &Node<'_>| node.is_text() && !node.text().trim().is_empty() && node.is_visible();
    let is_shown = |node: &Node<'_>| {
        node.is_one_of(SHOWN) && node.is_visible() && !node.is_inside(picture) && *node != picture
    };
    let is_noted = |node: &Node<'_>| is_read(node) || is_shown(node);
    let mut before = (0..picture.number()).rev().filter_map(|number| page.node(number));
    let announces = before.find(is_noted).is_some_and(|node| {
        let is_lone = node.document() == picture.document() && !node.ancestors().any(|above| above.is("a"));
        node.is_text() && is_lone && node.text().trim_end().ends_with([':', '：'])
    });
    let after = (picture.number() + 1..).map_while(|number| page.node(number));
    let mut part = after
        .take_while(|node| !node.is_element() || !headings::is_heading(*node))
        .filter(|node| !node.is_inside(picture));
    let is_linked = picture.ancestors().any(|above| above.is_one_of(&["a", "button", "label"]));
    let is_large = picture.rect().is_some_and(|rect| rect.width() >= LEAST && rect.height() >= LEAST);
    announces && is_large && !is_linked && !part.any(|node| is_noted(&node)) && !has_painted_picture(page)
}

/// Whether the page contains this picture and nothing else that it could decorate.
fn is_alone(picture: Node<'_>) -> bool {
    const PICTURES: &[&str] =
        &["img", "svg", "canvas", "picture", "audio", "video", "input", "textarea", "select", "button", "a"];
    let page = picture.page();
    let others =
        page.all(PICTURES).into_iter().filter(|other| *other != picture && !other.is_inside(picture));
    let texts =
        page.nodes().filter(|node| node.is_text() && !node.text().trim().is_empty() && node.is_visible());
    let frames = page.all(&["iframe", "frame", "object", "embed"]);
    let has_text = texts.into_iter().any(|text| !text.is_inside(picture));
    others.count() == 0 && frames.is_empty() && !has_text && !has_painted_picture(page)
}

/// Whether some element has a background image.
fn has_painted_picture(page: &Page) -> bool {
    page.elements().any(|node| node.style(Style::BackgroundImage).is_some_and(|image| image != "none"))
}
