//! A field has an accessible name, from any source.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        fields,
        name_inside::{self, Inside},
    },
    referential::Aspect,
};

/// Roles of fields as the browser computes them, with its own roles for dates, times and colours.
const ROLES: &[&str] = &[
    "checkbox",
    "combobox",
    "listbox",
    "menuitemcheckbox",
    "menuitemradio",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "textbox",
    "Date",
    "DateTime",
    "InputTime",
    "ColorWell",
];

pub static RULE: Rule = Rule {
    id: "field-has-accessible-name",
    // RGAA has its own list of sources: see `field-is-labelled`.
    aspects: &[Aspect::new("field-name")],
    act: &["e086e5"],
    wcag: &["4.1.2"],
    doc: include_str!("field_has_accessible_name.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let shown = page.elements().filter(|node| node.role().is_some_and(|role| ROLES.contains(&role)));
    shown.filter(|node| node.is_exposed() && !is_part_of_native(*node)).collect()
}

/// Whether the node is a list inside a `select` or an `input`, which the browser draws.
fn is_part_of_native(node: Node<'_>) -> bool {
    node.shadow() == Some(crate::page::Shadow::UserAgent) || node.ancestors().any(fields::is_native)
}

fn expectation(field: Node<'_>) -> Verdict {
    match field.accessible_name() {
        "" if may_be_named(field) => Verdict::cant_tell("field-name-unclear"),
        "" => Verdict::fail("field-without-name"),
        _ => Verdict::pass(),
    }
}

/// Whether the field may be named by a label or, for checkboxes and radio buttons, by its content, at a depth where the
/// browser does not look.
fn may_be_named(field: Node<'_>) -> bool {
    let says = |node: Node<'_>| name_inside::inside(node) == Inside::Text;
    let is_ticked = fields::is_checkable(field) && !fields::is_native(field);
    is_ticked && says(field) || fields::labels_for(field).into_iter().any(says)
}
