//! An image that reaches assistive technologies has a text alternative, or is declared as decoration.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        graphics,
        name_inside::{self, Inside},
        names,
    },
    referential::Aspect,
};

const INFORMATIVE: Aspect = Aspect::new("img-alternative");
const DECORATIVE: Aspect = Aspect::new("decorative-img-hidden");

pub static RULE: Rule = Rule {
    id: "image-has-name",
    aspects: &[INFORMATIVE, DECORATIVE],
    act: &["23a2a8"],
    wcag: &["1.1.1"],
    doc: include_str!("image_has_name.md"),
    applicability,
    expectation,
};

/// Images, including those declared as decoration, so that the rule passes if a page contains no others.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_image = |node: &Node<'_>| {
        let has_role = graphics::has_image_role(*node) && !node.is("svg");
        node.is_html() && node.is_exposed() && (has_role || is_plain_image(*node)) && !is_shown_file(*node)
    };
    page.elements()
        .filter(is_image)
        .filter(|image| image.in_accessibility_tree() || is_declared_decoration(*image))
        .collect()
}

/// Whether the node is an `img` without a role that makes it something else.
fn is_plain_image(node: Node<'_>) -> bool {
    node.is("img") && (node.role_tokens().is_empty() || graphics::has_presentational_role(node))
}

/// Whether a frame shows the file of a picture, so that the browser itself made the document around it.
fn is_shown_file(image: Node<'_>) -> bool {
    image.document() != 0 && image.attribute("src").is_some_and(|source| source == image.document_address())
}

fn is_declared_decoration(image: Node<'_>) -> bool {
    image.attribute("alt") == Some("") || graphics::has_presentational_role(image)
}

fn expectation(image: Node<'_>) -> Verdict {
    if !image.accessible_name().is_empty() || !image.in_accessibility_tree() {
        return Verdict::pass();
    }
    if graphics::has_image_role(image) {
        return without_name_despite_role(image);
    }
    if is_declared_decoration(image) {
        return if image.is_focusable() {
            // Browsers ignore the declaration of a focusable image and announce it. RGAA only asks for the declaration,
            // so no aspect fails.
            Verdict::fail("image-decoration-focusable").of(&[])
        } else {
            Verdict::pass()
        };
    }
    if graphics::is_inside_image(image) {
        return Verdict::cant_tell("image-in-closed-part");
    }
    if !has_source(image) {
        return Verdict::cant_tell("image-without-source");
    }
    if graphics::is_part_of_map(image) {
        return Verdict::cant_tell("image-of-map-unnamed");
    }
    match image.attribute("alt") {
        None => Verdict::fail("image-no-alt").either(&[INFORMATIVE, DECORATIVE]),
        Some(_) => Verdict::fail("image-blank-alt").either(&[INFORMATIVE, DECORATIVE]),
    }
}

/// The verdict on an element with the role of an image but no name. For RGAA, an exposed role `img` declares that the
/// image is informative. Content of a button or of another image is not exposed, whatever its role.
fn without_name_despite_role(image: Node<'_>) -> Verdict {
    let named = names::is_named_by(image, &["aria-label", "aria-labelledby", "alt", "title"]);
    if named || name_inside::inside(image) > Inside::Nothing {
        return Verdict::cant_tell("image-role-name-unread").of(&[INFORMATIVE]);
    }
    if graphics::is_inside_closed_role(image) {
        return Verdict::cant_tell("image-in-closed-part").of(&[INFORMATIVE]);
    }
    Verdict::fail("image-role-unnamed").of(&[INFORMATIVE])
}

fn has_source(image: Node<'_>) -> bool {
    let is_set = |name| names::filled(image, name).is_some();
    is_set("src") || is_set("srcset") || image.current_source().is_some_and(|source| !source.is_empty())
}
