//! A heading is neither empty nor made of signs only, nor a placeholder of a template.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        headings,
        name_inside::{self, Inside},
        names,
    },
    referential::Aspect,
    standards::words,
};

pub static RULE: Rule = Rule {
    id: "heading-has-name",
    aspects: &[Aspect::new("heading-relevant")],
    act: &["ffd0e9"],
    wcag: &["1.3.1", "2.4.6"],
    doc: include_str!("heading_has_name.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    headings::exposed(page)
}

fn expectation(heading: Node<'_>) -> Verdict {
    let name = &*name_inside::name(heading);
    if name.is_empty() {
        return match name_inside::inside(heading) {
            Inside::Nothing if names::labelledby_text(heading).is_none() => Verdict::fail("heading-empty"),
            _ => Verdict::cant_tell("heading-perhaps-named"),
        };
    }
    if words::is_only_punctuation(name) {
        return if words::has_emoji(name) || name.chars().count() == 1 {
            Verdict::cant_tell("heading-is-a-sign")
        } else {
            Verdict::fail("heading-only-punctuation")
        };
    }
    if words::is_placeholder_heading(name) {
        Verdict::cant_tell("heading-placeholder").with("name", name)
    } else {
        Verdict::pass()
    }
}
