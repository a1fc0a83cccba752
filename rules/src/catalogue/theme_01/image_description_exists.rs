//! The elements that an image's `aria-describedby` names exist and contain some text.

use crate::{Node, Page, Rule, Verdict, parts::graphics, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "image-description-exists",
    aspects: &[Aspect::new("image-describedby-resolves")],
    act: &[],
    wcag: &["1.1.1"],
    doc: include_str!("image_description_exists.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_image = |node: &Node<'_>| {
        node.is_one_of(&["img", "area", "object", "embed", "svg", "canvas"])
            || (node.is("input") && node.attribute_is("type", "image"))
            || graphics::has_image_role(*node)
    };
    page.elements()
        .filter(|node| node.has_attribute("aria-describedby") && is_image(node) && node.is_exposed())
        .collect()
}

/// Never a failure: a reference to no element may be left over from a caption that the template does not print. Then
/// there is no description to tie.
fn expectation(image: Node<'_>) -> Verdict {
    let described = image.referenced("aria-describedby");
    let wanted = image.tokens("aria-describedby").count();
    let has_text = described.iter().any(|node| !node.text_content().trim().is_empty());
    match (described.len() == wanted, has_text) {
        (true, true) => Verdict::cant_tell("image-description-to-read"),
        _ => Verdict::cant_tell("image-description-missing"),
    }
}
