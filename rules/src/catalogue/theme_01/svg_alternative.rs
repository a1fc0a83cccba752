//! A vector image is either named and given the role of an image, or hidden from assistive technologies.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{graphics, names},
    referential::Aspect,
};

const INFORMATIVE: Aspect = Aspect::new("svg-alternative");
const DECORATIVE: Aspect = Aspect::new("decorative-svg-hidden");

pub static RULE: Rule = Rule {
    id: "svg-alternative",
    aspects: &[INFORMATIVE, DECORATIVE],
    act: &[],
    wcag: &["1.1.1"],
    doc: include_str!("svg_alternative.md"),
    applicability,
    expectation,
};

/// Drawn `svg` elements. One with an exposed role `img` is judged by `graphic-role-has-name`.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_judged = |svg: &Node<'_>| {
        let hidden = svg.attribute_is("aria-hidden", "true");
        !graphics::is_inside_aria_hidden(*svg)
            && (hidden || (svg.is_exposed() && !graphics::has_image_role(*svg)))
    };
    graphics::drawn_svgs(page).into_iter().filter(is_judged).collect()
}

fn expectation(svg: Node<'_>) -> Verdict {
    if svg.attribute_is("aria-hidden", "true") {
        return match left_over(svg) {
            Some(text) => {
                Verdict::fail("svg-hidden-with-text").either(&[INFORMATIVE, DECORATIVE]).with("text", text)
            }
            None => Verdict::pass(),
        };
    }
    if !svg.role_tokens().is_empty() {
        return Verdict::cant_tell("svg-other-role");
    }
    if holds_more_than_a_picture(svg) {
        return Verdict::cant_tell("svg-with-content");
    }
    if graphics::is_inside_closed_role(svg) {
        return Verdict::cant_tell("svg-bare-in-control");
    }
    if graphics::is_part_of_map(svg) {
        return Verdict::cant_tell("svg-of-map");
    }
    let reason = if is_named(svg) { named_without_role() } else { Verdict::fail("svg-bare") };
    reason.either(&[INFORMATIVE, DECORATIVE])
}

fn named_without_role() -> Verdict {
    Verdict::fail("svg-named-without-role")
}

fn is_named(svg: Node<'_>) -> bool {
    !svg.accessible_name().is_empty() || left_over(svg).is_some()
}

/// The first text that RGAA does not accept in a decorative `svg`: a `title` or `desc` with text, a label, a `title`
/// attribute. Texts that a `use` element inserts from elsewhere are left to a person.
fn left_over(svg: Node<'_>) -> Option<String> {
    std::iter::once(svg).chain(svg.descendants()).filter(|node| node.shadow() == svg.shadow()).find_map(
        |node| {
            let written = node.is_one_of(&["title", "desc"]).then(|| crate::page::fold(&node.text_content()));
            let attribute = ["aria-label", "title"].into_iter().find_map(|name| names::filled(node, name));
            written.filter(|text| !text.is_empty()).or_else(|| attribute.map(str::to_owned))
        },
    )
}

/// Whether it contains text, links, HTML, or an element with a role or a `tabindex`. Then it is more than one image,
/// and the tests are not about it.
fn holds_more_than_a_picture(svg: Node<'_>) -> bool {
    svg.descendants().any(|node| {
        let is_text = node.is("text") && !node.text_content().trim().is_empty();
        is_text
            || node.is_one_of(&["a", "foreignobject"])
            || !node.role_tokens().is_empty()
            || node.has_attribute("tabindex")
    })
}
