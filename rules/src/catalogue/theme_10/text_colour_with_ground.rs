//! A declared text colour comes with a declared background colour.

use crate::{Node, Page, Rule, Verdict, parts::declared_colours::Grounds, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "text-colour-with-ground",
    aspects: &[Aspect::new("text-colour-with-background")],
    act: &[],
    wcag: &["1.4.3"],
    doc: include_str!("text_colour_with_ground.md"),
    applicability,
    expectation,
};

/// Elements that declare the colour of visible text.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let grounds = page.fact(Grounds::from_page);
    grounds.coloured.keys().filter_map(|number| page.node(*number)).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    let grounds = element.page().fact(Grounds::from_page);
    let Some(text) = grounds.coloured.get(&element.number()) else { return Verdict::pass() };
    if text.has_ground {
        return Verdict::pass();
    }
    let colour = element.style(crate::Style::Color).unwrap_or_default();
    let is_seen = !text.is_doubtful && grounds.is_seen_bare(element);
    if is_seen {
        return Verdict::fail("text-colour-without-ground").with("colour", colour);
    }
    Verdict::cant_tell("text-colour-perhaps-without-ground").with("colour", colour)
}
