//! A header cell of a table heads some cell.

use crate::{
    Node, Page, Rule, Verdict,
    parts::table::{self, Grid},
};

pub static RULE: Rule = Rule {
    id: "header-cell-has-cells",
    tests: &[],
    act: &["d0f69e"],
    wcag: &["1.3.1"],
    doc: include_str!("header_cell_has_cells.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_target = |node: &Node<'_>| {
        let by_role = node.role_tokens().first().map(String::as_str) == Some("columnheader")
            || node.role_tokens().first().map(String::as_str) == Some("rowheader");
        let is_header = by_role || (node.is("th") && node.role_tokens().is_empty());
        is_header && node.is_exposed() && table_of(*node).is_some_and(|table| counts(table))
    };
    page.elements().filter(is_target).collect()
}

fn table_of(header: Node<'_>) -> Option<Node<'_>> {
    header.ancestors().find(|node| {
        let role = node.role_tokens().into_iter().next();
        match role.as_deref() {
            Some("table" | "grid" | "treegrid") => true,
            _ => node.is("table"),
        }
    })
}

fn counts(table: Node<'_>) -> bool {
    let role = table.role_tokens().into_iter().next();
    !table::is_declared_layout(table)
        && matches!(role.as_deref(), None | Some("table" | "grid" | "treegrid"))
        && table.is_exposed()
}

fn expectation(header: Node<'_>) -> Verdict {
    let Some(grid) = table_of(header).and_then(Grid::of) else {
        return Verdict::cant_tell("header-cell-table-unread");
    };
    let heads = grid.cells.iter().any(|cell| grid.headers_of(cell).iter().any(|found| found.node == header));
    if heads {
        return Verdict::pass();
    }
    let is_known = grid.cells.iter().any(|cell| cell.node == header);
    // An empty corner, or an odd structure, misleads nobody for certain.
    match is_known && !header.accessible_name().is_empty() && is_regular(&grid, header) {
        true => Verdict::fail("header-cell-alone").with("name", header.accessible_name()),
        false => Verdict::cant_tell("header-cell-table-unread"),
    }
}

/// The table is filled, yet no data cell stands in its column or its row, or those that do name other headers.
fn is_regular(grid: &Grid<'_>, header: Node<'_>) -> bool {
    let Some(own) = grid.cells.iter().find(|cell| cell.node == header) else { return false };
    let is_free = |cell: &&table::Cell<'_>| !cell.is_header && !cell.node.has_attribute("headers");
    let below = grid.column(own.column).filter(|cell| cell.row > own.row).any(|cell| is_free(&cell));
    let beside = grid.row(own.row).filter(|cell| cell.column > own.column).any(|cell| is_free(&cell));
    grid.cells.iter().any(|cell| !cell.is_header) && !below && !beside
}
