//! A declared background colour comes with a declared colour for the text on it.

use crate::{
    Node, Page, Rule, Verdict, applicability::Facts, parts::declared_colours::Grounds, referential::Aspect,
};

/// The predicate of this aspect holds if nothing in the page declares a text colour.
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

/// Elements that declare a background colour under visible text.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let grounds = page.fact(Grounds::from_page);
    grounds.grounds.keys().filter_map(|number| page.node(*number)).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    let page = element.page();
    let grounds = page.fact(Grounds::from_page);
    match grounds.grounds.get(&element.number()) {
        // A declared black looks like the default black of the browser, so the page must declare no text colour at all.
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

/// Whether no style sheet and no attribute of the page declares a text colour.
struct NoColour(bool);

impl NoColour {
    fn from_page(page: &Page) -> Self {
        Self(COLOURS.row().is_some_and(|colours| Facts::from_page(page).inapplicable(colours)))
    }
}
