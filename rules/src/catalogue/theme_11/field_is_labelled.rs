//! A field has a label by one of the means that the RGAA lists.

use crate::{Node, Page, Rule, Verdict, parts::fields, referential::TestId};

const LABELLED: TestId = TestId::new(11, 1, 1);
const BY_TITLE: TestId = TestId::new(11, 2, 2);
const BY_ARIA_LABEL: TestId = TestId::new(11, 2, 3);
const BY_REFERENCE: TestId = TestId::new(11, 2, 4);

/// Roles named by their content, which the RGAA's list forgets.
const NAMED_BY_CONTENT: &[&str] = &["checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"];

pub static RULE: Rule = Rule {
    id: "field-is-labelled",
    tests: &[LABELLED, BY_TITLE, BY_ARIA_LABEL, BY_REFERENCE],
    act: &[],
    wcag: &["1.3.1", "3.3.2", "4.1.2"],
    doc: include_str!("field_is_labelled.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let result = |node: &Node<'_>| node.is_one_of(&["output", "progress", "meter"]) && node.is_exposed();
    let field = |node: &Node<'_>| fields::is_field(*node) && !node.is_aria_hidden();
    page.elements().filter(|node| field(node) || result(node)).collect()
}

fn expectation(field: Node<'_>) -> Verdict {
    let blank = |name: &str| field.attribute(name).is_some_and(|value| value.trim().is_empty());
    let filled = |name: &str| field.attribute(name).is_some_and(|value| !value.trim().is_empty());
    if filled("aria-label") || filled("title") || !field.referenced("aria-labelledby").is_empty() {
        return Verdict::pass().of(&[LABELLED]);
    }
    if !fields::labels_for(field).is_empty() {
        return Verdict::pass().of(&[LABELLED]);
    }
    // The attribute is there, as the test asks, but says nothing: one of two tests fails.
    for (name, test) in [("aria-labelledby", BY_REFERENCE), ("aria-label", BY_ARIA_LABEL), ("title", BY_TITLE)] {
        if (blank(name) || name == "aria-labelledby" && filled(name)) && field.is_exposed() && field.accessible_name().is_empty() {
            return Verdict::fail("field-label-blank").either(&[LABELLED, test]).with("attribute", name);
        }
    }
    match field.is_exposed() && fields::is_field(field) {
        true => unlabelled(field).of(&[LABELLED]),
        false => Verdict::cant_tell("field-not-shown").of(&[LABELLED]),
    }
}

fn unlabelled(field: Node<'_>) -> Verdict {
    let by_content = fields::explicit_role(field).is_some_and(|role| NAMED_BY_CONTENT.contains(&role));
    if by_content && !field.accessible_name().is_empty() {
        return Verdict::cant_tell("field-named-by-content");
    }
    if fields::wrapping_label(field).is_some() {
        return Verdict::fail("label-without-for");
    }
    match field.attribute("placeholder").is_some_and(|text| !text.trim().is_empty()) {
        true => Verdict::fail("field-placeholder-only"),
        false if field.accessible_name().is_empty() => Verdict::fail("field-without-label"),
        false => Verdict::cant_tell("field-named-otherwise").with("name", field.accessible_name()),
    }
}
