//! Header cells of a data table declare, and correctly, whether they head a row or a column.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        table::{self, Cell, Grid, own},
        verdicts::Verdicts,
    },
    referential::Aspect,
};
use std::collections::HashMap;

const DECLARED: Aspect = Aspect::new("header-cell-scope");
const SCOPE: Aspect = Aspect::new("header-cell-scope-direction");
const PARTIAL: Aspect = Aspect::new("partial-header-id");
const ROLE: Aspect = Aspect::new("header-role-direction");

pub static RULE: Rule = Rule {
    id: "header-cell-scope",
    aspects: &[DECLARED, SCOPE, PARTIAL, ROLE],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("header_cell_scope.md"),
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
        let mut verdicts = HashMap::new();
        for table in table::exposed(page).into_iter().filter(|table| table.role_tokens().is_empty()) {
            let grid = Grid::from_table(table);
            let cells: HashMap<u32, &Cell<'_>> =
                grid.iter().flat_map(|grid| &grid.cells).map(|cell| (cell.node.number(), cell)).collect();
            for header in own(table).filter(|node| is_header(*node)) {
                let verdict = match (&grid, cells.get(&header.number())) {
                    (Some(grid), Some(cell)) => of_header(grid, cell),
                    _ => Verdict::cant_tell("header-undeclared-complex"),
                };
                verdicts.insert(header.number(), verdict);
            }
        }
        Self(verdicts.into_iter().collect())
    }
}

fn is_header(node: Node<'_>) -> bool {
    let role = node.role_tokens().into_iter().next();
    let by_role = matches!(role.as_deref(), Some("columnheader" | "rowheader"));
    (by_role || (node.is("th") && role.is_none())) && node.is_exposed() && !node.accessible_name().is_empty()
}

fn of_header(grid: &Grid<'_>, cell: &Cell<'_>) -> Verdict {
    if let Some(verdict) = of_role(grid, cell) {
        return verdict;
    }
    match cell.node.attribute("scope") {
        Some(scope) => of_scope(grid, cell, &scope.trim().to_ascii_lowercase()),
        None => of_bare(grid, cell),
    }
}

fn of_role(grid: &Grid<'_>, cell: &Cell<'_>) -> Option<Verdict> {
    let role = cell.node.role_tokens().into_iter().next()?;
    let (heads_row, heads_column) = directions(grid, cell);
    let is_wrong = match role.as_str() {
        "rowheader" => !heads_row && heads_column && has_data_in_columns(grid, cell),
        "columnheader" => !heads_column && heads_row && has_data_in_rows(grid, cell),
        _ => return None,
    };
    Some(if is_wrong {
        Verdict::fail("header-role-wrong-way").with("role", role).of(&[ROLE])
    } else {
        Verdict::pass().of(&[DECLARED, ROLE])
    })
}

fn of_scope(grid: &Grid<'_>, cell: &Cell<'_>, scope: &str) -> Verdict {
    let (heads_row, heads_column) = directions(grid, cell);
    let told = |verdict: Verdict| verdict.with("scope", scope).of(&[SCOPE]);
    match scope {
        "row" if !heads_row && heads_column && has_data_in_columns(grid, cell) => {
            told(Verdict::fail("header-scope-wrong-way"))
        }
        "col" if !heads_column && heads_row && has_data_in_rows(grid, cell) => {
            told(Verdict::fail("header-scope-wrong-way"))
        }
        "row" | "col" => Verdict::pass().of(&[DECLARED, SCOPE]),
        _ => told(Verdict::cant_tell("header-scope-other")),
    }
}

/// Whether the header's rows, and whether its columns, contain another cell that it may head: data, or a header of the
/// other direction, as in a table with several levels of headers.
fn directions(grid: &Grid<'_>, cell: &Cell<'_>) -> (bool, bool) {
    let rows = (cell.row..cell.row + cell.rows)
        .any(|row| grid.row(row).any(|other| other.node != cell.node && !heads_only(other, "row")));
    let columns = (cell.column..cell.column + cell.columns)
        .any(|column| grid.column(column).any(|other| other.node != cell.node && !heads_only(other, "col")));
    (rows, columns)
}

/// Whether the cell is a header that is declared for this direction.
fn heads_only(cell: &Cell<'_>, direction: &str) -> bool {
    let by_role = match direction {
        "row" => "rowheader",
        _ => "columnheader",
    };
    let role = cell.node.role_tokens().into_iter().next();
    cell.is_header
        && match role {
            Some(role) => role == by_role,
            None => cell
                .node
                .attribute("scope")
                .is_some_and(|scope| scope.trim().to_ascii_lowercase().starts_with(direction)),
        }
}

fn has_data_in_rows(grid: &Grid<'_>, cell: &Cell<'_>) -> bool {
    (cell.row..cell.row + cell.rows).any(|row| grid.row(row).any(is_data))
}

fn has_data_in_columns(grid: &Grid<'_>, cell: &Cell<'_>) -> bool {
    (cell.column..cell.column + cell.columns).any(|column| grid.column(column).any(is_data))
}

/// Whether the cell is data. An empty one, such as a corner of a table, is not.
fn is_data(cell: &Cell<'_>) -> bool {
    !cell.is_header && table::has_content(cell.node)
}

/// The verdict on a header without role and `scope`. It needs nothing if all headers are in the first row, or all in
/// the first column. In a table with both, each header must be declared.
fn of_bare(grid: &Grid<'_>, cell: &Cell<'_>) -> Verdict {
    let has_unique_id = cell
        .node
        .attribute("id")
        .is_some_and(|id| !id.trim().is_empty() && cell.node.all_by_id(id).take(2).count() == 1);
    if has_unique_id || is_on_one_line(grid) {
        return Verdict::pass().of(&[DECLARED]);
    }
    if heads_a_part(grid, cell) {
        // It is not known whether it heads a whole row or column, or a part of one. An `id` would be right in both
        // cases, and it has none.
        return Verdict::fail("header-of-part-undeclared").either(&[DECLARED, PARTIAL]);
    }
    let is_corner = cell.row == 0 && cell.column == 0;
    if is_two_way(grid) && !is_corner && !holds_fields(grid.table) {
        Verdict::fail("header-undeclared").of(&[DECLARED])
    } else {
        Verdict::cant_tell("header-undeclared-complex").of(&[DECLARED])
    }
}

/// Whether there is data before the cell in its row and above it in its column, in a table whose first row contains
/// only headers.
fn heads_a_part(grid: &Grid<'_>, cell: &Cell<'_>) -> bool {
    let before = grid.row(cell.row).any(|other| other.column < cell.column && is_data(other));
    let above = grid.column(cell.column).any(|other| other.row < cell.row && is_data(other));
    let first_row = || grid.row(0).all(|other| other.is_header) && grid.row(0).count() > 1;
    before && above && first_row() && !holds_fields(grid.table)
}

fn is_on_one_line(grid: &Grid<'_>) -> bool {
    let mut headers = grid.cells.iter().filter(|cell| cell.is_header);
    let in_row = headers.clone().all(|cell| cell.row == 0);
    in_row || headers.all(|cell| cell.column == 0)
}

/// Whether the first row and the first column contain only headers and all other cells are data, as in a simple table
/// with headers in both directions. The corner may be either.
fn is_two_way(grid: &Grid<'_>) -> bool {
    let is_edge = |cell: &Cell<'_>| cell.row == 0 || cell.column == 0;
    let is_right = |cell: &Cell<'_>| {
        let is_corner = cell.row == 0 && cell.column == 0;
        let is_plain = cell.rows == 1 && cell.columns == 1;
        is_plain && (is_corner || cell.is_header == is_edge(cell))
    };
    grid.width >= 3
        && grid.height >= 3
        && grid.cells.len() == grid.width * grid.height
        && grid.cells.iter().all(is_right)
}

/// Whether the table contains fields. It may then be the layout of a form, with `th` for labels.
fn holds_fields(table: Node<'_>) -> bool {
    table.descendants().any(|node| node.is_one_of(&["input", "select", "textarea"]))
}
