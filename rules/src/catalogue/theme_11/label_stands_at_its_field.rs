//! The label of a text field is above or before it, the label of a checkbox or radio button after or below it.

use crate::{
    Node, Page, Rule, Verdict,
    page::Rect,
    parts::{
        direction::{self, Direction},
        fields,
        label_place::{
            NEAR, grown, is_right_to_left, share_column, share_line, text_box, texts_at, visible_labels,
        },
    },
    referential::Aspect,
};

const FIELD: Aspect = Aspect::new("label-before-field");
const BOX: Aspect = Aspect::new("label-after-box");

/// Types of fields to type into or to choose from, which show no text of their own beside them.
const TYPED: &[&str] = &["text", "email", "tel", "url", "password", "date", "number"];
/// Largest side of a checkbox or radio button, in CSS pixels. A larger one, or one that is not square, does not look
/// like a box.
const LARGEST_BOX: f64 = 40.0;
/// Largest distance of a label to the left, in CSS pixels. A label farther away is a column of a list.
const CLOSE: f64 = 16.0;

pub static RULE: Rule = Rule {
    id: "label-stands-at-its-field",
    aspects: &[FIELD, BOX],
    act: &[],
    wcag: &["1.3.1", "3.3.2"],
    doc: include_str!("label_stands_at_its_field.md"),
    applicability,
    expectation,
};

/// Visible fields with one visible label, read from left to right.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let counts = |field: &Node<'_>| {
        fields::is_native(*field)
            && fields::explicit_role(*field).is_none()
            && (is_typed(*field) || is_box(*field))
            && field.is_visible()
            && !is_right_to_left(*field)
            && matches!(visible_labels(*field)[..], [label] if reads_forward(label))
    };
    fields::exposed(page).into_iter().filter(counts).collect()
}

fn reads_forward(label: Node<'_>) -> bool {
    direction::written(&label.visible_text()) == Some(Direction::LeftToRight)
}

fn is_typed(field: Node<'_>) -> bool {
    field.is("textarea") || field.is("input") && TYPED.contains(&fields::input_type(field).as_str())
}

fn is_box(field: Node<'_>) -> bool {
    let is_square = |place: Rect| {
        let (less, more) = (place.width().min(place.height()), place.width().max(place.height()));
        less >= 8.0 && more <= LARGEST_BOX && more <= less * 1.3
    };
    fields::is_checkable(field) && field.rect().is_some_and(is_square)
}

fn expectation(field: Node<'_>) -> Verdict {
    let labels = visible_labels(field);
    let (Some(label), Some(place)) = (labels.first().copied(), field.rect()) else { return Verdict::pass() };
    let Some(text) = text_box(label, field) else { return Verdict::pass() };
    if is_box(field) {
        of_box(field, label, &place, &text).of(&[BOX])
    } else {
        of_typed(field, label, &place, &text).of(&[FIELD])
    }
}

fn of_typed(field: Node<'_>, label: Node<'_>, place: &Rect, text: &Rect) -> Verdict {
    let is_below = text.y() >= place.bottom() - 2.0 && share_column(text, place);
    let is_right = text.x() >= place.right() - 2.0 && share_line(text, place);
    if !is_below && !is_right {
        return Verdict::pass();
    }
    let before = Rect::new(place.x() - NEAR, place.y() - NEAR, place.width() + NEAR, place.height() + NEAR);
    let other = !texts_at(field, &before, &[label, field]).is_empty();
    let is_near = text.y() - place.bottom() <= NEAR;
    // A unit after a number is no label to move, and neither is the name of a part below a field with a common title.
    if is_below && is_near && !other && !in_table(field) {
        Verdict::fail("label-below-field")
    } else {
        Verdict::cant_tell("label-behind-field")
    }
}

fn of_box(field: Node<'_>, label: Node<'_>, place: &Rect, text: &Rect) -> Verdict {
    let is_left = text.right() <= place.x() + 2.0 && share_line(text, place);
    let is_above = text.bottom() <= place.y() + 2.0 && share_column(text, place);
    if !is_left && !is_above {
        return Verdict::pass();
    }
    let close = place.x() - text.right() <= CLOSE;
    let is_free = |other: &Node<'_>| !other.ancestors().any(|above| above.is("label"));
    let other = texts_at(field, &grown(place, CLOSE), &[label, field]).iter().any(is_free);
    if is_left && close && !other && !in_table(field) {
        Verdict::fail("label-before-box")
    } else {
        Verdict::cant_tell("label-around-box")
    }
}

fn in_table(field: Node<'_>) -> bool {
    field.ancestors().any(|above| above.is_one_of(&["table", "li"]))
}
