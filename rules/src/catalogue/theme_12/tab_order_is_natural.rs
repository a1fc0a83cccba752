//! No element is put before the others in the tab order.

use crate::{Node, Page, Rule, Verdict, parts::focus_jumps, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "tab-order-is-natural",
    aspects: &[Aspect::new("tab-order")],
    act: &[],
    wcag: &["2.4.3"],
    doc: include_str!("tab_order_is_natural.md"),
    applicability,
    expectation,
};

/// Elements with a `tabindex` that the Tab key reaches, and elements to which the Tab key jumped back.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_ranked =
        |node: &Node<'_>| node.has_attribute("tabindex") && node.is_tabbable() && !node.is_hidden();
    let mut nodes: Vec<Node<'_>> = page.elements().filter(is_ranked).collect();
    nodes.extend(focus_jumps::all(page).into_iter().map(|jump| jump.to.node));
    nodes.sort_by_key(Node::number);
    nodes.dedup();
    nodes
}

fn expectation(element: Node<'_>) -> Verdict {
    let rank = element.attribute("tabindex").and_then(|value| value.trim().parse::<i64>().ok()).unwrap_or(0);
    if rank > 0 {
        return Verdict::cant_tell("tab-order-changed").with("rank", rank.to_string());
    }
    let Some(jump) = focus_jumps::all(element.page()).into_iter().find(|jump| jump.to.node == element) else {
        return Verdict::pass();
    };
    let (presses, rise) = (jump.to.presses.to_string(), jump.rise.to_string());
    Verdict::cant_tell("tab-order-jumps-back").with("presses", presses).with("rise", rise)
}
