//! Text that suffers when the page is shown in another way than it was captured: narrower, larger, with more space.

use crate::{Node, Page, Verdict, page::sections::states::Recipe};

/// Which states a rule speaks of.
pub(crate) type OfKind = fn(&Recipe) -> bool;

/// Elements whose text suffers in these states; else the page, if it was tried and has text.
pub(crate) fn targets(page: &Page, is_of_kind: OfKind) -> Vec<Node<'_>> {
    let strained = page.strained(is_of_kind);
    if !strained.is_empty() {
        return strained.into_iter().map(|(node, _)| node).collect();
    }
    let body = page.body().filter(|body| page.was_tried(is_of_kind) && !body.rendered_text().is_empty());
    body.into_iter().collect()
}

/// Fails an element whose text suffers in these states for this reason, with the pixels that it needs and has.
pub(crate) fn verdict(node: Node<'_>, is_of_kind: OfKind, reason: &'static str) -> Verdict {
    let strained = node.page().strained(is_of_kind).into_iter().find(|(other, _)| *other == node);
    let Some((_, strained)) = strained else { return Verdict::pass() };
    let (needs, offers) = (strained.needs.to_string(), strained.offers.to_string());
    Verdict::fail(reason).with("needs", needs).with("offers", offers)
}
