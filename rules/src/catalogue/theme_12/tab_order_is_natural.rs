//! No element is put before the others in the tab order.

use crate::{Node, Page, Rule, Verdict, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "tab-order-is-natural",
    aspects: &[Aspect::new("tab-order")],
    act: &[],
    wcag: &["2.4.3"],
    doc: include_str!("tab_order_is_natural.md"),
    applicability,
    expectation,
};

/// Elements that the Tab key reaches and whose rank the author gives.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.elements().filter(|node| node.has_attribute("tabindex") && node.is_tabbable() && !node.is_hidden()).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    let rank = element.attribute("tabindex").and_then(|value| value.trim().parse::<i64>().ok()).unwrap_or(0);
    match rank {
        1.. => Verdict::cant_tell("tab-order-changed").with("rank", rank.to_string()),
        _ => Verdict::pass(),
    }
}
