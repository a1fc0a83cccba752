//! If an ARIA attribute names a link, this name contains the visible text of the link.

use crate::{
    Node, Page, Rule, Verdict,
    page::NameFrom,
    parts::{
        label_in_name::{Fit, VisibleLabel, compare, is_inside_words, is_parted},
        links,
    },
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "link-label-in-name",
    aspects: &[Aspect::new("link-text-in-name")],
    act: &["2ee8b8"],
    wcag: &["2.5.3"],
    doc: include_str!("link_label_in_name.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_renamed = |link: &Node<'_>| {
        matches!(link.name_from(), NameFrom::AriaLabel | NameFrom::AriaLabelledby)
            && !link.accessible_name().is_empty()
            && shows_something(*link)
    };
    links::exposed(page).into_iter().filter(is_renamed).collect()
}

fn shows_something(link: Node<'_>) -> bool {
    let label = VisibleLabel::from_control(link);
    label.has_image || !label.text.is_empty()
}

fn expectation(link: Node<'_>) -> Verdict {
    let label = VisibleLabel::from_control(link);
    let is_telephone = links::address(link).is_some_and(|address| address.trim().starts_with("tel:"));
    let told = |verdict: Verdict| verdict.with("visible", &label.text).with("name", link.accessible_name());
    match compare(&label.text, link.accessible_name()) {
        Fit::Missing if label.is_composed => told(Verdict::cant_tell("link-label-composed")),
        Fit::Missing if is_telephone => told(Verdict::cant_tell("link-label-other-writing")),
        Fit::Missing if is_inside_words(&label.text, link.accessible_name()) => {
            told(Verdict::fail("link-label-not-in-name")).of(&[])
        }
        Fit::Missing => told(Verdict::fail("link-label-not-in-name")),
        Fit::Unclear if is_parted(&label.text, link.accessible_name()) => {
            told(Verdict::fail("link-label-not-in-name")).of(&[])
        }
        Fit::Unclear => told(Verdict::cant_tell("link-label-other-writing")),
        Fit::Held | Fit::NoWord if label.has_image => Verdict::cant_tell("link-image-may-show-text"),
        Fit::Held | Fit::NoWord => Verdict::pass(),
    }
}
