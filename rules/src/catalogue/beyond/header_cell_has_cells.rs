//! A header cell of a table is the header of at least one cell.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        table::{Cell, Grid},
        verdicts::Verdicts,
    },
};
use std::collections::HashMap;

pub static RULE: Rule = Rule {
    id: "header-cell-has-cells",
    aspects: &[],
    act: &["d0f69e"],
    wcag: &["1.3.1"],
    doc: include_str!("header_cell_has_cells.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.fact(Judged::from_page).0.nodes(page)
}

fn expectation(header: Node<'_>) -> Verdict {
    header.page().fact(Judged::from_page).0.on(header)
}

/// Verdicts on all headers of the page. They are computed table by table, because building the grid again for each
/// header would take quadratic time.
struct Judged(Verdicts);

impl Judged {
    fn from_page(page: &Page) -> Self {
        let mut by_table: HashMap<Node<'_>, Vec<Node<'_>>> = HashMap::new();
        for header in page.elements().filter(|node| is_header(*node)) {
            if let Some(table) = table_of(header).filter(|table| counts(*table)) {
                by_table.entry(table).or_default().push(header);
            }
        }
        let judged = by_table.into_iter().flat_map(|(table, headers)| of_table(table, headers));
        Self(judged.map(|(header, verdict)| (header.number(), verdict)).collect())
    }
}

fn is_header(node: Node<'_>) -> bool {
    let by_role = match node.role_tokens().first() {
        Some(role) => ["columnheader", "rowheader"].contains(&role.as_str()),
        None => node.is("th"),
    };
    by_role && node.is_exposed()
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
    matches!(role.as_deref(), None | Some("table" | "grid" | "treegrid")) && table.is_exposed()
}

fn of_table<'p>(table: Node<'p>, headers: Vec<Node<'p>>) -> Vec<(Node<'p>, Verdict)> {
    let grid = Grid::from_table(table);
    let cells: HashMap<Node<'p>, &Cell<'p>> =
        grid.iter().flat_map(|grid| &grid.cells).map(|cell| (cell.node, cell)).collect();
    let judge = |header: Node<'p>| match (&grid, cells.get(&header)) {
        (Some(grid), Some(cell)) => of_header(grid, cell),
        _ => Verdict::cant_tell("header-cell-table-unread"),
    };
    headers.into_iter().map(|header| (header, judge(header))).collect()
}

fn of_header(grid: &Grid<'_>, header: &Cell<'_>) -> Verdict {
    if grid.heads_any(header) {
        return Verdict::pass();
    }
    let name = header.node.accessible_name();
    let below = grid.column(header.column).any(|cell| cell.row > header.row && is_free(cell));
    let beside = grid.row(header.row).any(|cell| cell.column > header.column && is_free(cell));
    let heads_nothing = match direction(header.node) {
        Some(Direction::Column) => !below,
        Some(Direction::Row) => !beside,
        None => !below && !beside,
    };
    // It is not certain that an empty corner cell, or a table without data yet, misleads anybody.
    let has_data = grid.cells.iter().any(|cell| !cell.is_header);
    if heads_nothing && has_data && !name.is_empty() {
        Verdict::fail("header-cell-alone").with("name", name)
    } else {
        Verdict::cant_tell("header-cell-table-unread")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Row,
    Column,
}

/// The direction that the header's role or `scope` declares. `None` for a plain `th`, which may head a row or a column.
fn direction(header: Node<'_>) -> Option<Direction> {
    match header.role_tokens().first().map(String::as_str) {
        Some("rowheader") => return Some(Direction::Row),
        Some("columnheader") => return Some(Direction::Column),
        _ => {}
    }
    match header.attribute("scope").map(|scope| scope.trim().to_ascii_lowercase()).as_deref() {
        Some("row" | "rowgroup") => Some(Direction::Row),
        Some("col" | "colgroup") => Some(Direction::Column),
        _ => None,
    }
}

/// Whether the cell takes its headers from its position: it is no header and has no `headers` attribute.
fn is_free(cell: &Cell<'_>) -> bool {
    !cell.is_header && !cell.node.has_attribute("headers")
}
