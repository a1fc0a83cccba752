//! What is written on a control is part of its accessible name.

use crate::{
    Node, Page, Rule, Verdict,
    page::NameFrom,
    parts::{
        fields,
        label_in_name::{self, Comparison},
    },
    referential::TestId,
};

const BUTTON: TestId = TestId::new(11, 9, 2);

/// Controls named by their content, links apart: these have tests of their own.
const ROLES: &[&str] =
    &["button", "checkbox", "menuitem", "menuitemcheckbox", "menuitemradio", "option", "radio", "switch", "tab", "treeitem"];

pub static RULE: Rule = Rule {
    id: "visible-text-is-in-name",
    tests: &[BUTTON],
    act: &["2ee8b8"],
    wcag: &["2.5.3"],
    doc: include_str!("visible_text_is_in_name.md"),
    applicability,
    expectation,
};

/// Controls that show text and take their name from ARIA.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let controls = page.elements().filter(|node| node.role().is_some_and(|role| ROLES.contains(&role)));
    let renamed = |node: &Node<'_>| matches!(node.name_from(), NameFrom::AriaLabel | NameFrom::AriaLabelledby);
    let written = controls.filter(|node| renamed(node) && node.is_exposed() && !node.is("select"));
    written.filter(|node| !written_on(*node).is_empty()).collect()
}

fn written_on(control: Node<'_>) -> String {
    let on_input = ["submit", "reset", "button"].contains(&fields::input_type(control).as_str());
    match control.name() {
        "input" if on_input => control.attribute("value").unwrap_or_default().trim().to_owned(),
        "input" => String::new(),
        _ => label_in_name::visible_text(control),
    }
}

fn expectation(control: Node<'_>) -> Verdict {
    let (text, name) = (written_on(control), control.accessible_name());
    let of_rgaa = control.has_role("button") && fields::form_of(control).is_some();
    let tests: &[TestId] = if of_rgaa { &[BUTTON] } else { &[] };
    let verdict = match label_in_name::compare(&text, name) {
        Comparison::Contained => Verdict::pass(),
        Comparison::Missing => Verdict::fail("visible-text-not-in-name"),
        Comparison::Loosely => return Verdict::fail("visible-text-loosely-in-name").of(&[]).with("text", text).with("name", name),
        Comparison::Unsure => Verdict::cant_tell("visible-text-to-compare"),
    };
    verdict.of(tests).with("text", text).with("name", name)
}
