//! An element with the role `heading` declares its level.

use crate::{Node, Page, Rule, Verdict, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "heading-role-has-level",
    aspects: &[Aspect::new("headings-marked-up")],
    act: &[],
    wcag: &["1.3.1", "4.1.2"],
    doc: include_str!("heading_role_has_level.md"),
    applicability,
    expectation,
};

/// Headings by their role, except `h1` to `h6`, which have a level already.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_target = |node: &Node<'_>| {
        node.role_tokens().first().is_some_and(|role| role == "heading")
            && !node.is_one_of(&["h1", "h2", "h3", "h4", "h5", "h6"])
            && node.is_exposed()
            && !node.accessible_name().is_empty()
    };
    page.elements().filter(is_target).collect()
}

fn expectation(heading: Node<'_>) -> Verdict {
    match heading.attribute("aria-level").map(str::trim) {
        None | Some("") => Verdict::fail("heading-role-no-level"),
        Some(level) => match level.parse::<i64>() {
            Ok(number) if number >= 1 => Verdict::pass(),
            // Browsers then use level 2, as without `aria-level`.
            _ => Verdict::fail("heading-role-wrong-level").with("level", level),
        },
    }
}
