//! A button has an accessible name.

use crate::{
    Node, Page, Rule, Verdict,
    parts::fields,
    referential::TestId,
};

const IN_FORM: TestId = TestId::new(11, 9, 1);
/// A component of the interface: its name reaches assistive technologies.
const COMPONENT: TestId = TestId::new(7, 1, 1);

pub static RULE: Rule = Rule {
    id: "button-has-name",
    tests: &[IN_FORM, COMPONENT],
    act: &["97a4e1"],
    wcag: &["4.1.2"],
    doc: include_str!("button_has_name.md"),
    applicability,
    expectation,
};

/// Image buttons are images first, and a file field is a field.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let apart = |node: &Node<'_>| {
        node.is("summary")
            || node.shadow() == Some(crate::page::Shadow::UserAgent)
            || (node.is("input") && ["image", "file", "color"].contains(&fields::input_type(*node).as_str()))
    };
    let buttons = page.elements().filter(|node| node.has_role("button") && node.is_exposed());
    buttons.filter(|node| !apart(node)).collect()
}

fn expectation(button: Node<'_>) -> Verdict {
    match button.accessible_name() {
        "" if fields::form_of(button).is_some() => Verdict::fail("button-without-name").of(&[IN_FORM]),
        "" => Verdict::fail("button-without-name").either(&[IN_FORM, COMPONENT]),
        name if name.chars().all(is_glyph) => {
            Verdict::cant_tell("button-named-by-glyph").of(&[IN_FORM]).with("name", name)
        }
        _ => Verdict::pass(),
    }
}

/// A drawing of an icon font, which speech synthesis skips or spells.
fn is_glyph(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}') || c.is_whitespace()
}
