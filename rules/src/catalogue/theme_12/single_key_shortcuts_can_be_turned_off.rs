//! Shortcuts of a single key can be turned off.

use crate::{
    Node, Page, Rule, Verdict,
    page::sections::listened::Kind::Key,
    parts::heard::{heard, is_shortcut, told},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "single-key-shortcuts-can-be-turned-off",
    aspects: &[Aspect::new("single-key-shortcuts")],
    act: &["ffbc54"],
    wcag: &["2.1.4"],
    doc: include_str!("single_key_shortcuts_can_be_turned_off.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let mut places = heard(page, &[Key]);
    places.retain(|place| is_shortcut(*place));
    told(page, &places)
}

/// It is not known what the script does with a key, so a person has to look.
fn expectation(_node: Node<'_>) -> Verdict {
    Verdict::cant_tell("keys-heard")
}
