//! The visible text of a control is part of its accessible name.

use crate::{
    Node, Page, Rule, Verdict,
    page::NameFrom,
    parts::{
        fields,
        label_in_name::{Fit, VisibleLabel, compare, is_inside_words, is_parted},
        widgets,
    },
    referential::Aspect,
};

const BUTTON: Aspect = Aspect::new("button-text-in-name");
/// The aspect of components that a script makes operable.
const COMPONENT: Aspect = Aspect::new("component-name-role-relevant");

/// An aspect of WCAG, which asks this of all controls.
const TEXT: Aspect = Aspect::new("control-text-in-name");

/// Roles of controls that are named by their content. Links are left out, because they have their own tests.
const ROLES: &[&str] = &[
    "button",
    "checkbox",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "option",
    "radio",
    "switch",
    "tab",
    "treeitem",
];

pub static RULE: Rule = Rule {
    id: "visible-text-is-in-name",
    aspects: &[BUTTON, COMPONENT, TEXT],
    act: &["2ee8b8"],
    wcag: &["2.5.3"],
    doc: include_str!("visible_text_is_in_name.md"),
    applicability,
    expectation,
};

/// Controls that show text and take their name from ARIA.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let controls = page.elements().filter(|node| node.role().is_some_and(|role| ROLES.contains(&role)));
    let renamed =
        |node: &Node<'_>| matches!(node.name_from(), NameFrom::AriaLabel | NameFrom::AriaLabelledby);
    let written = controls.filter(|node| renamed(node) && node.is_exposed() && !node.is("select"));
    written.filter(|node| !written_on(*node).is_empty()).collect()
}

fn written_on(control: Node<'_>) -> String {
    let on_input = ["submit", "reset", "button"].contains(&fields::input_type(control).as_str());
    match control.name() {
        "input" if on_input => control.attribute("value").unwrap_or_default().trim().to_owned(),
        "input" => String::new(),
        _ => VisibleLabel::from_control(control).text,
    }
}

fn expectation(control: Node<'_>) -> Verdict {
    let (text, name) = (written_on(control), control.accessible_name());
    let tests = tests_of(control);
    let verdict = match compare(&text, name) {
        Fit::Held | Fit::NoWord => return Verdict::pass().of(tests),
        Fit::Missing if is_composed(control) => Verdict::cant_tell("visible-text-to-compare").of(tests),
        Fit::Missing if is_inside_words(&text, name) => Verdict::fail("visible-text-loosely-in-name").of(&[]),
        Fit::Missing => Verdict::fail("visible-text-not-in-name").of(tests).also(&[TEXT]),
        Fit::Unclear if is_parted(&text, name) => Verdict::fail("visible-text-loosely-in-name").of(&[]),
        Fit::Unclear => Verdict::cant_tell("visible-text-to-compare").of(tests),
    };
    verdict.with("text", text).with("name", name)
}

fn tests_of(control: Node<'_>) -> &'static [Aspect] {
    match fields::form_of(control) {
        Some(_) if control.has_role("button") => &[BUTTON],
        None if widgets::is_scripted(control) => &[COMPONENT],
        _ => &[],
    }
}

/// Whether the control is a card with several lines, so that a person must decide which of them is its label.
fn is_composed(control: Node<'_>) -> bool {
    !control.is("input") && VisibleLabel::from_control(control).is_composed
}
