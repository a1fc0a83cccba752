//! Dialogs that are open at the capture: the content behind them may be hidden only while they are open.

use crate::{Node, Page};

/// Visible dialogs.
pub fn open_dialogs(page: &Page) -> Vec<Node<'_>> {
    let is_dialog = |node: &Node<'_>| {
        (node.is("dialog") && node.has_attribute("open"))
            || node.attribute_is("aria-modal", "true")
            || node.role_tokens().iter().any(|role| role == "dialog" || role == "alertdialog")
    };
    page.elements().filter(|node| is_dialog(node) && node.is_visible()).collect()
}
