//! The label of a field that is declared mandatory shows this.

use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page, Rule, Style, Verdict, page::NodeKind, parts::fields, referential::Aspect, standards::words,
};

pub static RULE: Rule = Rule {
    id: "required-field-is-marked",
    aspects: &[Aspect::new("required-field-marked")],
    act: &[],
    wcag: &["3.3.2"],
    doc: include_str!("required_field_is_marked.md"),
    applicability,
    expectation,
};

/// Fields that are declared mandatory, in a form with several fields. A single field is exempt.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let required =
        |field: &Node<'_>| field.has_attribute("required") || field.attribute_is("aria-required", "true");
    let exposed = fields::exposed(page);
    let several = |field: &Node<'_>| {
        exposed.iter().any(|other| other != field && fields::form_of(*other) == fields::form_of(*field))
    };
    let all = exposed.iter().copied().filter(|field| required(field) && several(field));
    all.collect()
}

fn expectation(field: Node<'_>) -> Verdict {
    let texts = texts_of(field);
    if texts.iter().any(|text| words::marks_as_required(&text.visible_text())) {
        return Verdict::pass();
    }
    // A picture or a style may be the mark, a group may have it, and another indication may exempt the form.
    let drawn = texts.iter().any(|text| text.descendants().any(draws)) || is_drawn_around(field);
    let grouped = field.ancestors().any(|node| node.is("fieldset"));
    if texts.is_empty() || drawn || grouped || fields::is_checkable(field) || form_tells(field) {
        Verdict::cant_tell("required-mark-elsewhere")
    } else {
        Verdict::fail("required-without-mark")
    }
}

/// Elements whose text is tied to the field as its label or description.
fn texts_of(field: Node<'_>) -> Vec<Node<'_>> {
    let labels = fields::labels_for(field).into_iter().chain(fields::wrapping_label(field));
    let tied = ["aria-labelledby", "aria-describedby", "aria-details"];
    labels.chain(tied.into_iter().flat_map(|name| field.referenced(name))).collect()
}

fn draws(node: Node<'_>) -> bool {
    let pictures = ["img", "svg", "canvas", "i", "abbr", "object"];
    node.is_one_of(&pictures) || (node.kind() == NodeKind::Pseudo && node.name() != "::marker")
}

/// Whether a picture or a style draws something in the part of the form that contains this field and no other.
fn is_drawn_around(field: Node<'_>) -> bool {
    let holds_another =
        |part: &Node<'_>| part.descendants().any(|node| node != field && fields::is_field(node));
    let is_painted = |node: Node<'_>| node.style(Style::BackgroundImage).is_some_and(|image| image != "none");
    let is_sign = |node: Node<'_>| {
        let is_own = node == field || node.is_inside(field);
        !is_own && (draws(node) || is_painted(node))
    };
    let parts = field
        .ancestors()
        .take_while(|part| !part.is_one_of(&["form", "main", "body"]) && !holds_another(part));
    parts.last().is_some_and(|part| is_painted(part) || part.descendants().any(is_sign))
}

/// Whether a text in or around the form says which fields are mandatory or optional.
fn form_tells(field: Node<'_>) -> bool {
    static OPTIONAL: WordList =
        WordList::new(|| entries(include_str!("../../../data/words/optional-marks.txt")));
    let form = fields::form_of(field).or_else(|| field.page().body());
    let around = form.and_then(|form| form.parent()).or(form);
    let text = around.map(|around| around.text_content()).unwrap_or_default();
    let placeholder = field.attribute("placeholder").is_some_and(words::marks_as_required);
    let folded = words::normalise(&text);
    placeholder || words::marks_as_required(&text) || OPTIONAL.iter().any(|word| folded.contains(word))
}
