//! Text that does not fit when the page is shown in another state than the captured one: narrower, enlarged, or with
//! more space in its text.

use super::links;
use crate::{Node, Page, Style, Verdict, page::sections::states::Recipe};

/// Chooses the states that a rule is about.
pub(crate) type OfKind = fn(&Recipe) -> bool;

/// Siblings on each side of a box, and of its nearest ancestors, among which a way to its whole text is looked for.
const BESIDE: usize = 2;
/// Number of nearest ancestors of a box whose siblings are examined.
const AROUND: usize = 2;
/// Most nodes of one box or sibling that are examined.
const MOST_WITHIN: usize = 60;

/// Elements whose text does not fit in these states. If there are none, the `body`, if a state was tried and it has
/// text.
pub(crate) fn targets(page: &Page, is_of_kind: OfKind) -> Vec<Node<'_>> {
    let strained = page.strained(is_of_kind);
    if !strained.is_empty() {
        return strained.into_iter().map(|(node, _)| node).collect();
    }
    let body = page.body().filter(|body| page.was_tried(is_of_kind) && !body.rendered_text().is_empty());
    body.into_iter().collect()
}

/// The verdict on an element: it fails for this reason if its text does not fit in these states, with the CSS pixels
/// that the text needs and has.
pub(crate) fn verdict(node: Node<'_>, is_of_kind: OfKind, reason: &'static str) -> Verdict {
    judge(node, is_of_kind, Verdict::fail(reason))
}

/// Like [`verdict`], for a text of which a box hides some lines. If users may have a way to read the whole text, the
/// element does not fail but is left to a person, for the reason `perhaps`.
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

/// Whether a link may lead to the whole text, or a control may show it. It may be around the text, in the box that
/// hides its lines, or beside this box.
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
