//! A colour laid under a text comes with one for the text.

use crate::{Node, Page, Rule, Verdict, applicability::Facts, parts::declared_colours::Grounds, referential::{Referential, TestId}};

/// Whose predicate says that nothing in the page declares a colour of text.
const COLOURS: TestId = TestId::new(10, 5, 1);

pub static RULE: Rule = Rule {
    id: "ground-with-text-colour",
    tests: &[TestId::new(10, 5, 2)],
    act: &[],
    wcag: &["1.4.3"],
    doc: include_str!("ground_with_text_colour.md"),
    applicability,
    expectation,
};

/// Elements that lay a colour under some visible text.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let grounds = page.fact(Grounds::of);
    grounds.grounds.keys().filter_map(|number| page.node(*number)).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    let page = element.page();
    let grounds = page.fact(Grounds::of);
    match grounds.grounds.get(&element.number()) {
        // Black that an author asks for looks like the black that the browser gives.
        Some(false) if grounds.is_partial || !page.fact(NoColour::of).0 => Verdict::cant_tell("ground-perhaps-without-text-colour"),
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
    fn of(page: &Page) -> Self {
        let test = Referential::rgaa().test(COLOURS);
        Self(test.is_some_and(|test| Facts::of(page).inapplicable(test)))
    }
}
