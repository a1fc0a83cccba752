//! Predicates on images: `img`, areas, image buttons, drawings, `object`, `embed`, `canvas`.

use super::{
    Predicate,
    scan::{Scan, has_text_inside, says},
};
use crate::{Node, page::NameFrom, parts::links};

pub static ALL: &[(&str, Predicate)] = &[
    ("image", |scan| scan.images().next().is_none()),
    ("img", |scan| !scan.has(&["img"])),
    ("role-img", |scan| !scan.has_role(&["img", "image"])),
    ("area", |scan| !scan.has(&["area"])),
    ("area-without-href", |scan| scan.named(&["area"]).all(|area| area.has_attribute("href"))),
    ("input-image", |scan| image_buttons(scan).next().is_none()),
    ("server-side-map", |scan| {
        scan.named(&["img"]).chain(image_buttons(scan)).all(|image| !image.has_attribute("ismap"))
    }),
    ("svg", |scan| !scan.has(&["svg"])),
    ("object-image", |scan| may_be_images(scan, "object").next().is_none()),
    ("embed-image", |scan| may_be_images(scan, "embed").next().is_none()),
    ("canvas", |scan| !scan.has(&["canvas"])),
    ("named-image-element", no_named_image),
    ("named-area", no_named_area),
    ("named-input-image", no_named_button),
    ("named-svg", no_named_drawing),
    ("named-graphic", |scan| {
        let others = scan.named(&["canvas"]).chain(may_be_images(scan, "object"));
        no_named_image(scan)
            && no_named_area(scan)
            && no_named_button(scan)
            && no_named_drawing(scan)
            && others.chain(may_be_images(scan, "embed")).all(|image| !has_alternative_inside(image))
    }),
    ("canvas-fallback", |scan| scan.named(&["canvas"]).all(|canvas| !has_content(canvas))),
    ("described-svg", |scan| scan.drawings().all(|svg| !is_labelled(svg) && !has_below(svg, &["desc"]))),
    ("described-canvas", |scan| scan.named(&["canvas"]).all(|node| !is_labelled(node) && !has_content(node))),
    ("graphic-describedby", |scan| {
        let named = scan.named(&["img", "area", "object", "embed", "svg", "canvas"]);
        let all = named.chain(image_buttons(scan)).chain(scan.with_role(&["img", "image"]));
        all.into_iter().all(|image| !image.has_attribute("aria-describedby"))
    }),
    ("captionable-image", |scan| scan.images().chain(image_buttons(scan)).next().is_none()),
];

fn image_buttons<'p>(scan: &Scan<'p>) -> impl Iterator<Item = Node<'p>> {
    scan.inputs(&["image"])
}

/// `object` or `embed` elements that declare an image, or do not declare their content.
fn may_be_images<'p>(scan: &Scan<'p>, name: &'static str) -> impl Iterator<Item = Node<'p>> {
    let may_be = |node: &Node<'p>| {
        let kind = node.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
        kind.is_empty() || kind.starts_with("image/")
    };
    scan.page.all(&[name]).into_iter().filter(|node| scan.is_in_page(*node)).filter(may_be)
}

pub(super) fn no_named_image(scan: &Scan<'_>) -> bool {
    // A drawing with the role of an image may take its name from a `title` element.
    let drawn = |image: Node<'_>| image.is("svg") && has_drawn_name(image);
    scan.images().all(|image| !is_named(image) && !drawn(image))
}

fn no_named_area(scan: &Scan<'_>) -> bool {
    scan.named(&["area"]).all(|area| !is_named(area))
}

fn no_named_button(scan: &Scan<'_>) -> bool {
    // An image button without an alternative gets a name from the browser itself, so that only a label counts.
    let labelled = |button: Node<'_>| button.name_from() == NameFrom::NativeElement;
    image_buttons(scan).all(|button| !has_naming_attribute(button) && !labelled(button))
}

fn no_named_drawing(scan: &Scan<'_>) -> bool {
    scan.drawings().all(|svg| !is_named(svg) && !has_drawn_name(svg))
}

fn is_named(node: Node<'_>) -> bool {
    has_naming_attribute(node) || !node.accessible_name().is_empty()
}

fn has_naming_attribute(node: Node<'_>) -> bool {
    ["alt", "title", "aria-label"].iter().any(|name| says(node, name))
        || node.has_attribute("aria-labelledby")
}

/// Whether the drawing contains a text, or uses a part of another file, which was not read and may contain one.
fn has_drawn_name(svg: Node<'_>) -> bool {
    let from_file = |node: Node<'_>| {
        node.is("use") && links::address(node).is_some_and(|address| !links::is_place_in_page(address))
    };
    has_text_inside(svg) || svg.descendants().any(|below| from_file(below) || says(below, "xlink:title"))
}

fn has_alternative_inside(node: Node<'_>) -> bool {
    is_named(node) || has_content(node)
}

fn has_content(node: Node<'_>) -> bool {
    node.child_elements().next().is_some() || has_text_inside(node)
}

fn is_labelled(node: Node<'_>) -> bool {
    ["aria-label", "aria-labelledby", "aria-describedby"].iter().any(|name| node.has_attribute(name))
}

fn has_below(node: Node<'_>, names: &[&str]) -> bool {
    node.descendants().any(|below| below.is_one_of(names))
}
