//! A field whose label is not visible has a title, or a visible text beside it.

use crate::{
    Node, Page, Rule, Verdict,
    page::Shadow,
    parts::{
        fields::{self, Source},
        label_place::{NEAR, grown, texts_at},
    },
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "field-label-is-shown",
    aspects: &[Aspect::new("field-label-visible")],
    act: &[],
    wcag: &["3.3.2"],
    doc: include_str!("field_label_is_shown.md"),
    applicability,
    expectation,
};

/// Visible fields whose only label is `aria-label`, so that no hidden label can become visible.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let counts = |field: &Node<'_>| {
        fields::is_native(*field)
            && !fields::is_checkable(*field)
            && field.is_visible()
            && !["range", "color", "file"].contains(&fields::input_type(*field).as_str())
            && matches!(fields::label(*field), Some((Source::AriaLabel, _)))
    };
    fields::exposed(page).into_iter().filter(counts).collect()
}

fn expectation(field: Node<'_>) -> Verdict {
    let titled = field.attribute("title").is_some_and(|title| !title.trim().is_empty());
    let Some(place) = field.rect() else { return Verdict::cant_tell("label-not-shown-perhaps") };
    if titled {
        return Verdict::cant_tell("label-not-shown-title");
    }
    let is_alone = texts_at(field, &grown(&place, NEAR), &[field]).is_empty();
    if is_alone && !may_be_told(field) {
        Verdict::fail("label-not-shown")
    } else {
        Verdict::cant_tell("label-not-shown-perhaps")
    }
}

/// Whether something else may show the purpose of the field: a text that appears on focus, a picture beside the field,
/// or the button of a search.
fn may_be_told(field: Node<'_>) -> bool {
    let around = fields::form_of(field).or_else(|| field.parent().and_then(|parent| parent.parent()));
    let holds = |node: &Node<'_>| {
        let own = *node == field || node.is_inside(field) || node.shadow() == Some(Shadow::UserAgent);
        let is_text = node.is_text()
            && !node.text().trim().is_empty()
            && !node.ancestors().any(|above| above.is_one_of(&["option", "script", "style"]));
        let is_sign = node.is_one_of(&["img", "svg", "i", "button", "label"])
            || (node.is("input") && !fields::is_field(*node) && !node.attribute_is("type", "hidden"));
        !own && (is_text || is_sign)
    };
    let is_search = fields::input_type(field) == "search"
        || field.ancestors().any(|above| above.attribute_is("role", "search") || above.is("search"));
    is_search
        || field.has_attribute("aria-describedby")
        || field.style(crate::Style::BackgroundImage).is_some_and(|image| image != "none")
        || field.is("select")
        || around.is_none_or(|around| around.is("body") || around.descendants().any(|node| holds(&node)))
}
