//! A colour laid under a text comes with one for the text.

use crate::{
    Node, Page, Rule, Verdict, applicability::Facts, parts::declared_colours::Grounds, referential::Aspect,
};

/// Whose predicate says that nothing in the page declares a colour of text.
const COLOURS: Aspect = Aspect::new("text-colour-with-background");

pub static RULE: Rule = Rule {
    id: "ground-with-text-colour",
    aspects: &[Aspect::new("background-with-text-colour")],
    act: &[],
    wcag: &["1.4.3"],
    doc: include_str!("ground_with_text_colour.md"),
    applicability,
    expectation,
};

/// Elements that lay a colour under some visible text.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let grounds = page.fact(Grounds::from_page);
    grounds.grounds.keys().filter_map(|number| page.node(*number)).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    let page = element.page();
    let grounds = page.fact(Grounds::from_page);
    match grounds.grounds.get(&element.number()) {
        // Black that an author asks for looks like the black that the browser gives.
        Some(false) if grounds.is_partial || !page.fact(NoColour::from_page).0 => {
            Verdict::cant_tell("ground-perhaps-without-text-colour")
        }
        Some(false) if !grounds.is_seen_uncoloured(element) => {
            Verdict::cant_tell("ground-perhaps-without-text-colour")
        }
        Some(false) => Verdict::fail("ground-without-text-colour"),
        Some(true) | None => Verdict::pass(),
    }
}

/// No style sheet and no attribute declares a colour of text.
struct NoColour(bool);

impl NoColour {
    fn from_page(page: &Page) -> Self {
        Self(COLOURS.row().is_some_and(|colours| Facts::from_page(page).inapplicable(colours)))
    }
}
