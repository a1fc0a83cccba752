//! The grid of a table: the place of each cell, and its header cells.

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

/// Whether the author declared by a role that the table serves layout.
pub fn is_declared_layout(table: Node<'_>) -> bool {
    table.role_tokens().first().is_some_and(|role| role == "presentation" || role == "none")
}

/// Elements of this table itself, without those of tables inside it.
pub fn own(table: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    table.descendants().filter(move |node| {
        node.is_element()
            && node.ancestors().find(|above| above.is("table")).is_some_and(|nearest| nearest == table)
    })
}

/// Whether the first row is one cell with content over the whole width, in a table of at least 2 columns and 3 rows.
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
