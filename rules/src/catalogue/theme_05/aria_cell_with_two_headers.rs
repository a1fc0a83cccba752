//! A cell with a header for its row and one for its column is a `td` or a `th`.

use crate::{
    Node, Page, Rule, Verdict,
    parts::table::{Cell, Grid},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "aria-cell-with-two-headers",
    aspects: &[Aspect::new("cells-with-several-headers-declared")],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("aria_cell_with_two_headers.md"),
    applicability,
    expectation,
};

/// Elements with the role of a table. A grid is a widget, which RGAA does not count as a data table.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_table =
        |node: &Node<'_>| node.attribute_is("role", "table") && !node.is("table") && node.is_exposed();
    page.elements().filter(is_table).collect()
}

fn expectation(table: Node<'_>) -> Verdict {
    let Some(grid) = Grid::from_table(table) else { return Verdict::cant_tell("aria-table-to-check") };
    let headed = |cell: &&Cell<'_>| !cell.is_header && has_two_headers(&grid, cell);
    let mut cells = grid.cells.iter().filter(headed).peekable();
    match (cells.peek().is_some(), cells.any(|cell| !cell.node.is_one_of(&["td", "th"]))) {
        (_, true) => Verdict::fail("cell-with-headers-no-td"),
        (true, false) => Verdict::pass(),
        (false, false) => Verdict::cant_tell("aria-table-to-check"),
    }
}

fn has_two_headers(grid: &Grid<'_>, cell: &Cell<'_>) -> bool {
    let is_header = |other: &&Cell<'_>, role: &str| {
        other.node.attribute_is("role", role) && !other.node.rendered_text().is_empty()
    };
    grid.row(cell.row).any(|other| is_header(&other, "rowheader"))
        && grid.column(cell.column).any(|other| is_header(&other, "columnheader"))
}
