//! An attribute whose name begins with `aria-` is defined by WAI-ARIA.

use crate::{Node, Page, Rule, Verdict, standards::aria};

pub static RULE: Rule = Rule {
    id: "aria-attribute-exists",
    aspects: &[],
    act: &["5f99a7"],
    wcag: &["1.3.1", "4.1.2"],
    doc: include_str!("aria_attribute_exists.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let in_aria = |node: &Node<'_>| node.attributes().any(|(name, _)| aria::is_aria_name(name));
    page.elements().filter(in_aria).collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    let mut names = node.attributes().map(|(name, _)| name).filter(|name| aria::is_aria_name(name));
    match names.find(|name| aria::attribute(&name.to_ascii_lowercase()).is_none()) {
        Some(unknown) => Verdict::fail("unknown-aria-attribute").with("attribute", unknown),
        None => Verdict::pass(),
    }
}
