//! The label of a field is neither empty nor a placeholder.

use crate::{
    Node, Page, Rule, Verdict,
    page::fold,
    parts::{
        fields::{self, Source},
        name_inside::{self, Inside},
    },
    referential::Aspect,
    standards::words,
};

const LABEL: Aspect = Aspect::new("label-relevant");
const TITLE: Aspect = Aspect::new("title-label-relevant");
const ARIA_LABEL: Aspect = Aspect::new("aria-label-relevant");
const REFERENCE: Aspect = Aspect::new("aria-labelledby-relevant");

pub static RULE: Rule = Rule {
    id: "field-label-says-something",
    aspects: &[LABEL, TITLE, ARIA_LABEL, REFERENCE],
    act: &[],
    wcag: &["2.4.6", "3.3.2"],
    doc: include_str!("field_label_says_something.md"),
    applicability,
    expectation,
};

/// Fields with a label, blank ones included.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let labelled =
        |field: &Node<'_>| fields::label(*field).is_some() || !fields::labels_for(*field).is_empty();
    fields::exposed(page).into_iter().filter(labelled).collect()
}

fn expectation(field: Node<'_>) -> Verdict {
    let Some((source, text)) = fields::label(field) else {
        return match field.accessible_name() {
            "" if is_empty(field) => Verdict::fail("label-empty").of(&[LABEL]),
            _ => Verdict::cant_tell("label-empty-perhaps").of(&[LABEL]),
        };
    };
    let test = match source {
        Source::Labelledby => REFERENCE,
        Source::AriaLabel => ARIA_LABEL,
        Source::Label => LABEL,
        Source::Title => TITLE,
    };
    let verdict = if words::is_placeholder_field_label(&text) || words::is_only_punctuation(&text) {
        Verdict::fail("label-placeholder")
    } else if source == Source::Title && differs_from_placeholder(field, &text) {
        Verdict::fail("title-not-placeholder")
    } else {
        Verdict::cant_tell("label-to-read")
    };
    verdict.of(&[test]).with("label", text)
}

/// Whether all labels of the field are empty, including the content of shadow trees.
fn is_empty(field: Node<'_>) -> bool {
    fields::labels_for(field).into_iter().all(|label| name_inside::inside(label) == Inside::Nothing)
}

/// Whether title and placeholder differ. The RGAA glossary asks that both be the same, because either may be announced
/// instead of the other.
fn differs_from_placeholder(field: Node<'_>, title: &str) -> bool {
    let placeholder = fold(field.attribute("placeholder").unwrap_or_default());
    !placeholder.is_empty() && words::normalise(&placeholder) != words::normalise(title)
}
