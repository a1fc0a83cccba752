//! A field has a label from one of the sources that RGAA lists.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        fields, focus_order,
        name_inside::{self, Inside},
    },
    referential::Aspect,
};

const LABELLED: Aspect = Aspect::new("field-label");
const BY_TITLE: Aspect = Aspect::new("title-label-relevant");
const BY_ARIA_LABEL: Aspect = Aspect::new("aria-label-relevant");
const BY_REFERENCE: Aspect = Aspect::new("aria-labelledby-relevant");

/// Roles that are named by their content, a source that the list of RGAA does not contain.
const NAMED_BY_CONTENT: &[&str] = &["checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"];

pub static RULE: Rule = Rule {
    id: "field-is-labelled",
    aspects: &[LABELLED, BY_TITLE, BY_ARIA_LABEL, BY_REFERENCE],
    act: &[],
    wcag: &["1.3.1", "3.3.2", "4.1.2"],
    doc: include_str!("field_is_labelled.md"),
    applicability,
    expectation,
};

/// Fields, and exposed elements that show a value. Fields that are not exposed count too: they may be shown later.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let field = |node: &Node<'_>| fields::is_field(*node) && !node.attribute_is("aria-hidden", "true");
    page.elements().filter(|node| field(node) || (is_result(*node) && node.is_exposed())).collect()
}

/// Whether the node shows a value and takes none.
fn is_result(node: Node<'_>) -> bool {
    match fields::explicit_role(node) {
        Some(role) => ["progressbar", "meter"].contains(&role),
        None => node.is_one_of(&["output", "progress", "meter"]),
    }
}

fn expectation(field: Node<'_>) -> Verdict {
    let blank = |name: &str| field.attribute(name).is_some_and(|value| value.trim().is_empty());
    let filled = |name: &str| field.attribute(name).is_some_and(|value| !value.trim().is_empty());
    if filled("aria-label") || filled("title") || !field.referenced("aria-labelledby").is_empty() {
        return Verdict::pass().of(&[LABELLED]);
    }
    let labels = fields::labels_for(field);
    if !labels.is_empty() {
        let is_withheld =
            labels.iter().all(Node::is_hidden) && field.is_exposed() && field.accessible_name().is_empty();
        let verdict = if is_withheld { Verdict::cant_tell("label-withheld") } else { Verdict::pass() };
        return verdict.of(&[LABELLED]);
    }
    // The attribute is present, as one test asks, but says nothing, which breaks another: one of the two fails.
    for (name, test) in
        [("aria-labelledby", BY_REFERENCE), ("aria-label", BY_ARIA_LABEL), ("title", BY_TITLE)]
    {
        if (blank(name) || name == "aria-labelledby" && filled(name))
            && field.is_exposed()
            && field.accessible_name().is_empty()
        {
            return Verdict::fail("field-label-blank").either(&[LABELLED, test]).with("attribute", name);
        }
    }
    let verdict = if !field.is_exposed() {
        Verdict::cant_tell("field-not-shown")
    } else if fields::is_field(field) {
        unlabelled(field)
    } else {
        unlabelled_result(field)
    };
    verdict.of(&[LABELLED])
}

/// The verdict on an unlabelled element that shows a value. The RGAA glossary counts `progress` and `meter` as fields;
/// the meaning of an `output` may be clear from its position.
fn unlabelled_result(result: Node<'_>) -> Verdict {
    let is_gauge = !result.is("output") && result.is_visible() && fields::wrapping_label(result).is_none();
    if is_gauge && result.accessible_name().is_empty() {
        Verdict::fail("gauge-without-label")
    } else {
        Verdict::cant_tell("field-not-shown")
    }
}

fn unlabelled(field: Node<'_>) -> Verdict {
    let by_content = fields::explicit_role(field).is_some_and(|role| NAMED_BY_CONTENT.contains(&role));
    if by_content && (!field.accessible_name().is_empty() || name_inside::inside(field) > Inside::Nothing) {
        return Verdict::cant_tell("field-named-by-content");
    }
    if !fields::is_native(field) {
        return unlabelled_role(field);
    }
    if fields::wrapping_label(field).is_some() {
        return Verdict::fail("label-without-for");
    }
    if field.attribute("placeholder").is_some_and(|text| !text.trim().is_empty()) {
        Verdict::fail("field-placeholder-only")
    } else if field.accessible_name().is_empty() {
        Verdict::fail("field-without-label")
    } else if fields::input_type(field) == "file" && field.is_visible() {
        // The name is the text of the browser's own button, the same for every file field.
        Verdict::fail("field-named-otherwise").with("name", field.accessible_name())
    } else {
        Verdict::cant_tell("field-named-otherwise").with("name", field.accessible_name())
    }
}

/// The verdict on an unlabelled element that is a field by its role. An element that nobody can operate, such as the
/// slides of a carousel, is no field. If there is a native field inside, that one has the label.
fn unlabelled_role(field: Node<'_>) -> Verdict {
    let is_worked = |node: Node<'_>| focus_order::is_in_focus_order(node) || node.has_attribute("tabindex");
    let holds_field = field.descendants().any(fields::is_native);
    let chooses = field.attribute("aria-activedescendant").is_some()
        || field
            .descendants()
            .any(|node| node.role_tokens().iter().any(|role| role == "option") && is_worked(node));
    let role = fields::explicit_role(field).unwrap_or_default();
    let works = match role {
        "listbox" => chooses || is_worked(field) && holds_option(field),
        _ => is_worked(field),
    };
    let told = |verdict: Verdict| verdict.with("role", role);
    if works && !holds_field && field.accessible_name().is_empty() {
        told(Verdict::fail("role-field-without-label"))
    } else {
        told(Verdict::cant_tell("role-field-perhaps"))
    }
}

fn holds_option(list: Node<'_>) -> bool {
    list.descendants().any(|node| node.is("option") || node.role_tokens().iter().any(|role| role == "option"))
}
