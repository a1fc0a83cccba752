//! No animation of a style sheet makes a large background flash more than three times a second.

use crate::{Node, Page, Rule, Verdict, page::sections::motions::Flash, referential::Aspect};

/// Area in CSS pixels from which flashes count in RGAA 4.1.2: a quarter of ten degrees of the field of view.
const LEAST_AREA: u32 = 21_824;
/// Most flashes a second that are allowed.
const MOST_FLASHES: u32 = 3;

pub static RULE: Rule = Rule {
    id: "style-does-not-flash",
    aspects: &[Aspect::new("style-flashes")],
    act: &[],
    wcag: &["2.3.1"],
    doc: include_str!("style_does_not_flash.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.flashes().into_iter().map(|(node, _)| node).collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    let Some((_, flash)) = node.page().flashes().into_iter().find(|(other, _)| *other == node) else {
        return Verdict::pass();
    };
    let verdict = if is_proven(&flash) {
        Verdict::fail("style-flashes")
    } else {
        Verdict::cant_tell("style-perhaps-flashes")
    };
    verdict.with("flashes", flash.each_second.to_string())
}

fn is_proven(flash: &Flash) -> bool {
    flash.each_second > MOST_FLASHES && flash.area > LEAST_AREA
}
