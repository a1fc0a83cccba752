//! A dialog that is open while the page is captured: what lies behind it may be hidden for a while only.

use crate::{Node, Page};

/// Dialogs a sighted person sees.
pub fn open_dialogs(page: &Page) -> Vec<Node<'_>> {
    let is_dialog = |node: &Node<'_>| {
        (node.is("dialog") && node.has_attribute("open"))
            || node.attribute_is("aria-modal", "true")
            || node.role_tokens().iter().any(|role| role == "dialog" || role == "alertdialog")
    };
    page.elements().filter(|node| is_dialog(node) && node.is_visible()).collect()
}
