//! Text that suffers when the page is shown in another way than it was captured: narrower, larger, with more space.

use super::links;
use crate::{Node, Page, Style, Verdict, page::sections::states::Recipe};

/// Which states a rule speaks of.
pub(crate) type OfKind = fn(&Recipe) -> bool;

/// Siblings on each side of a box, and of what is around it, among which a way to its whole text is sought.
const BESIDE: usize = 2;
/// Elements around a box whose siblings are looked at.
const AROUND: usize = 2;
/// Most nodes of one sibling that are looked at.
const MOST_WITHIN: usize = 60;

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
    judge(node, is_of_kind, Verdict::fail(reason))
}

/// The same for a text of which a box hides lines: a way to read all of it leaves a doubt.
pub(crate) fn verdict_on_cut(
    node: Node<'_>,
    is_of_kind: OfKind,
    reason: &'static str,
    perhaps: &'static str,
) -> Verdict {
    let verdict = if may_be_read_whole(node) { Verdict::cant_tell(perhaps) } else { Verdict::fail(reason) };
    judge(node, is_of_kind, verdict)
}

fn judge(node: Node<'_>, is_of_kind: OfKind, verdict: Verdict) -> Verdict {
    let strained = node.page().strained(is_of_kind).into_iter().find(|(other, _)| *other == node);
    let Some((_, strained)) = strained else { return Verdict::pass() };
    let (needs, offers) = (strained.needs.to_string(), strained.offers.to_string());
    verdict.with("needs", needs).with("offers", offers)
}

/// Whether a link may lead to the whole text, or a control may show it: around the text, in its box, or beside it.
fn may_be_read_whole(node: Node<'_>) -> bool {
    let hides = |node: &Node<'_>| matches!(node.style(Style::OverflowY), Some("hidden" | "clip"));
    let Some(cutting) = node.closest(hides) else { return false };
    let holds =
        |node: Node<'_>| std::iter::once(node).chain(node.descendants()).take(MOST_WITHIN).any(is_way);
    holds(cutting)
        || cutting.ancestors().filter(is_part).any(is_way)
        || std::iter::once(cutting)
            .chain(cutting.ancestors())
            .take(AROUND + 1)
            .take_while(is_part)
            .any(|part| beside(part).into_iter().any(holds))
}

fn is_part(node: &Node<'_>) -> bool {
    node.is_element() && !node.is_one_of(&["html", "body", "main"])
}

fn is_way(node: Node<'_>) -> bool {
    links::is_link(node)
        || node.is_one_of(&["button", "summary", "input", "select", "label"])
        || node.has_attribute("tabindex")
        || node.is_element() && node.is_clickable()
        || node.attributes().any(|(name, _)| name.starts_with("on"))
        || node.role_tokens().iter().any(|role| role == "button")
}

fn beside(node: Node<'_>) -> Vec<Node<'_>> {
    let siblings: Vec<Node<'_>> =
        node.parent().into_iter().flat_map(|parent| parent.child_elements()).collect();
    let Some(at) = siblings.iter().position(|sibling| *sibling == node) else { return Vec::new() };
    let from = at.saturating_sub(BESIDE);
    siblings.into_iter().skip(from).take(at - from + BESIDE + 1).filter(|sibling| *sibling != node).collect()
}
