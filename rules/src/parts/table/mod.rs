//! The grid of a table: where each cell stands, and which header cells it has.

mod grid;
mod headers;
#[cfg(test)]
mod tests;

pub use grid::{Cell, Grid};

use crate::{Node, Page};

/// `table` elements that reach assistive technologies.
pub fn exposed(page: &Page) -> Vec<Node<'_>> {
    page.all(&["table"]).into_iter().filter(|table| table.is_html() && table.is_exposed()).collect()
}

/// Whether its author declared the table to be layout.
pub fn is_declared_layout(table: Node<'_>) -> bool {
    table.role_tokens().first().is_some_and(|role| role == "presentation" || role == "none")
}

/// Elements that stand in this table itself, not in one inside it.
pub fn own(table: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    table.descendants().filter(move |node| {
        node.is_element()
            && node.ancestors().find(|above| above.is("table")).is_some_and(|nearest| nearest == table)
    })
}

/// Whether the first row is one cell over the whole width, above a real grid.
pub fn begins_with_title(grid: &Grid<'_>) -> bool {
    let mut first = grid.row(0);
    let spans = first.next().is_some_and(|cell| cell.columns == grid.width && has_content(cell.node));
    spans && first.next().is_none() && grid.width > 1 && grid.height > 2
}

/// Whether the node contains a text, a picture or a field.
pub fn has_content(node: Node<'_>) -> bool {
    !node.rendered_text().is_empty()
        || node.descendants().any(|inner| {
            inner.is_one_of(&[
                "img", "svg", "input", "select", "textarea", "button", "iframe", "object", "canvas",
            ]) && !inner.is_hidden()
        })
}
