//! A button has an accessible name.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        button_signs::{self, SignKind},
        fields,
        name_inside::{self, Inside},
        names,
    },
    referential::Aspect,
};

const IN_FORM: Aspect = Aspect::new("button-relevant");
/// The aspect that a component of the interface has a name for assistive technologies.
const COMPONENT: Aspect = Aspect::new("component-name-role-value");
/// The aspect that this name says something.
const SAYS: Aspect = Aspect::new("component-name-role-relevant");
/// An aspect of WCAG, which only asks that there is a name.
const NAME: Aspect = Aspect::new("button-name");

pub static RULE: Rule = Rule {
    id: "button-has-name",
    aspects: &[IN_FORM, COMPONENT, SAYS, NAME],
    act: &["97a4e1"],
    wcag: &["4.1.2"],
    doc: include_str!("button_has_name.md"),
    applicability,
    expectation,
};

/// Exposed buttons. Other rules judge `summary` elements, image buttons, and file and colour fields.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let apart = |node: &Node<'_>| {
        node.is("summary")
            || node.shadow() == Some(crate::page::Shadow::UserAgent)
            || (node.is("input") && ["image", "file", "color"].contains(&fields::input_type(*node).as_str()))
    };
    let buttons = page.elements().filter(|node| node.has_role("button") && node.is_exposed());
    buttons.filter(|node| !apart(node)).collect()
}

fn expectation(button: Node<'_>) -> Verdict {
    let name = button.accessible_name();
    if !name.is_empty() {
        return match button_signs::kind(name) {
            Some(sign) => named_by_sign(button, sign).with("name", name),
            None => Verdict::pass(),
        };
    }
    match names_itself(button) {
        Inside::Text => Verdict::pass(),
        Inside::Unclear => Verdict::cant_tell("button-perhaps-named").of(&[IN_FORM, NAME]),
        Inside::Nothing => of_place(button, Verdict::fail("button-without-name").also(&[NAME]), COMPONENT),
    }
}

/// Whether the button has a name that the RGAA glossary lists: an attribute, the value, the content. The browser may
/// not use it because a label is around the button.
fn names_itself(button: Node<'_>) -> Inside {
    let by_value = button.is("input") && names::filled(button, "value").is_some();
    let said = by_value || names::is_named_by(button, &["aria-label", "title"]);
    let refers = || names::labelledby_text(button).is_some();
    match name_inside::inside(button) {
        _ if said => Inside::Text,
        Inside::Nothing if refers() => Inside::Unclear,
        inside => inside,
    }
}

fn named_by_sign(button: Node<'_>, sign: SignKind) -> Verdict {
    let told = names::filled(button, "title").is_some()
        || !button.accessible_description().is_empty()
        || name_inside::inside(button) > Inside::Nothing && sign == SignKind::Glyph;
    let (fails, doubtful) = match sign {
        SignKind::Glyph => ("button-only-glyphs", "button-named-by-glyph"),
        SignKind::Arrow => ("button-only-arrow", "button-named-by-arrow"),
    };
    if told {
        Verdict::cant_tell(doubtful).of(&[IN_FORM])
    } else {
        of_place(button, Verdict::fail(fails), SAYS)
    }
}

/// Adds the aspects of the verdict: in a form the aspect of its buttons, elsewhere either this one or that of
/// components.
fn of_place(button: Node<'_>, verdict: Verdict, component: Aspect) -> Verdict {
    match fields::form_of(button) {
        Some(_) => verdict.of(&[IN_FORM]),
        None => verdict.either(&[IN_FORM, component]),
    }
}
