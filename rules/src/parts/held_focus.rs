//! An element that kept the focus although the Tab key was pressed, and the question whether this proves a keyboard
//! trap.

use crate::{
    Node, Page, Verdict,
    page::{Shadow, sections::walk::Release, walked::Reached},
    parts::open_dialog::open_dialogs,
    standards::words,
};

/// Attributes whose text users may read or hear.
const SAYING: &[&str] = &["title", "aria-label", "aria-description", "placeholder", "alt"];

/// The stop that kept the focus, with the key that leads out of it, if the stop is this element.
pub(crate) fn held_at(node: Node<'_>) -> Option<(Reached<'_>, Release)> {
    node.page().held().filter(|(stop, _)| stop.node == node)
}

/// The verdict on a stop that kept the focus. If `own_keys_count`, a key that the page mentions may be a way out, so a
/// page that mentions keys does not fail.
pub(crate) fn judge((stop, release): (Reached<'_>, Release), own_keys_count: bool) -> Verdict {
    let page = stop.node.page();
    let may_be_told = own_keys_count && tells_of_keys(page);
    let is_proven = is_in_the_page(stop.node) && !may_be_told && !may_be_our_doing(page);
    let verdict = match release {
        Release::Back => return Verdict::pass(),
        Release::Nothing if is_proven => Verdict::fail("keyboard-trapped-in-use"),
        Release::Nothing => Verdict::cant_tell("keyboard-perhaps-held"),
        Release::Escape => Verdict::cant_tell("keyboard-left-by-escape"),
        Release::Arrow => Verdict::cant_tell("keyboard-left-by-arrow"),
        Release::Typing => Verdict::cant_tell("keyboard-left-by-typing"),
        Release::Activation => Verdict::cant_tell("keyboard-left-by-activation"),
    };
    verdict.with("presses", stop.presses.to_string())
}

/// Whether the element is in the page itself. A part in front of the page, such as a dialog, may keep the focus while
/// it is open, and an element with a shadow tree may keep the focus while it moves inside the shadow tree.
pub(crate) fn is_in_the_page(node: Node<'_>) -> bool {
    let is_authored = |inner: &Node<'_>| matches!(inner.shadow(), Some(Shadow::Open | Shadow::Closed));
    let bears_tree = node.descendants().any(|inner| is_authored(&inner) && inner.shadow_host() == Some(node));
    !node.is_in_front() && !bears_tree && open_dialogs(node.page()).is_empty()
}

/// Whether our own visit may be the cause: a request of the page was refused, or a dialog was answered with «no». It
/// may also depend on the browser, if a script takes the focus back immediately after it left.
fn may_be_our_doing(page: &Page) -> bool {
    page.walk()
        .is_some_and(|walk| walk.refused_requests > 0 || walk.closed_dialogs > 0 || walk.fetched_at_once)
}

/// Whether the page mentions keys somewhere, even if only for users of assistive technologies.
pub(crate) fn tells_of_keys(page: &Page) -> bool {
    let is_said = |node: &Node<'_>| {
        let within = |names: &[&str]| node.parent().is_some_and(|parent| parent.is_one_of(names));
        node.is_text() && !within(&["script", "style", "template"])
    };
    page.nodes().filter(is_said).any(|text| words::speaks_of_keys(text.text()))
        || page.elements().any(|node| {
            node.has_attribute("aria-keyshortcuts")
                || SAYING.iter().filter_map(|name| node.attribute(name)).any(words::speaks_of_keys)
        })
}
