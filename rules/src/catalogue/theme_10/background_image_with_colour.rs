//! A background image under a text comes with a background colour that replaces it if it is not shown.

use crate::{Node, Page, Rule, Verdict, parts::declared_colours::Grounds, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "background-image-with-colour",
    aspects: &[Aspect::new("background-image-with-colour")],
    act: &[],
    wcag: &["1.4.3"],
    doc: include_str!("background_image_with_colour.md"),
    applicability,
    expectation,
};

/// Elements that declare a background image under visible text.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let grounds = page.fact(Grounds::from_page);
    grounds.pictured.keys().filter_map(|number| page.node(*number)).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    let grounds = element.page().fact(Grounds::from_page);
    let Some(text) = grounds.pictured.get(&element.number()) else { return Verdict::pass() };
    if text.has_ground {
        return Verdict::pass();
    }
    // A dark text stays readable on the white background that browsers use by default.
    let is_accused = !text.is_doubtful && text.is_light;
    if is_accused && grounds.is_seen_on_picture(element) {
        return Verdict::fail("background-image-alone");
    }
    Verdict::cant_tell("background-image-perhaps-alone")
}
