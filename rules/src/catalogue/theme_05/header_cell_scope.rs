//! Header cells of a data table say what they head, and rightly.

use crate::{
    Node, Page, Rule, Verdict,
    parts::table::{self, Cell, Grid, own},
    referential::TestId,
};

const DECLARED: TestId = TestId::new(5, 7, 1);
const SCOPE: TestId = TestId::new(5, 7, 2);
const PARTIAL: TestId = TestId::new(5, 7, 3);
const ROLE: TestId = TestId::new(5, 7, 5);

pub static RULE: Rule = Rule {
    id: "header-cell-scope",
    tests: &[DECLARED, SCOPE, PARTIAL, ROLE],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("header_cell_scope.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_header = |node: &Node<'_>| {
        let role = node.role_tokens().into_iter().next();
        let by_role = matches!(role.as_deref(), Some("columnheader" | "rowheader"));
        (by_role || (node.is("th") && role.is_none())) && node.is_exposed() && !node.accessible_name().is_empty()
    };
    let tables = table::exposed(page).into_iter().filter(|table| table.role_tokens().is_empty());
    tables.flat_map(own).filter(is_header).collect()
}

fn expectation(header: Node<'_>) -> Verdict {
    let grid = header.ancestors().find(|node| node.is("table")).and_then(Grid::of);
    let Some(grid) = grid else { return Verdict::cant_tell("header-undeclared-complex") };
    let Some(cell) = grid.cells.iter().find(|cell| cell.node == header) else {
        return Verdict::cant_tell("header-undeclared-complex");
    };
    if let Some(verdict) = of_role(&grid, cell) {
        return verdict;
    }
    match header.attribute("scope") {
        Some(scope) => of_scope(&grid, cell, &scope.trim().to_ascii_lowercase()),
        None => of_bare(&grid, cell),
    }
}

fn of_role(grid: &Grid<'_>, cell: &Cell<'_>) -> Option<Verdict> {
    let role = cell.node.role_tokens().into_iter().next()?;
    let (heads_row, heads_column) = directions(grid, cell);
    let is_wrong = match role.as_str() {
        "rowheader" => !heads_row && heads_column,
        "columnheader" => !heads_column && heads_row,
        _ => return None,
    };
    Some(match is_wrong {
        true => Verdict::fail("header-role-wrong-way").with("role", role).of(&[ROLE]),
        false => Verdict::pass().of(&[DECLARED, ROLE]),
    })
}

fn of_scope(grid: &Grid<'_>, cell: &Cell<'_>, scope: &str) -> Verdict {
    let (heads_row, heads_column) = directions(grid, cell);
    let told = |verdict: Verdict| verdict.with("scope", scope).of(&[SCOPE]);
    match scope {
        "row" if !heads_row && heads_column => told(Verdict::fail("header-scope-wrong-way")),
        "col" if !heads_column && heads_row => told(Verdict::fail("header-scope-wrong-way")),
        "row" | "col" => Verdict::pass().of(&[DECLARED, SCOPE]),
        _ => told(Verdict::cant_tell("header-scope-other")),
    }
}

/// Data cells stand beside it in its rows, and below it in its columns.
fn directions(grid: &Grid<'_>, cell: &Cell<'_>) -> (bool, bool) {
    let rows = (cell.row..cell.row + cell.rows).any(|row| grid.row(row).any(|other| !other.is_header));
    let columns = (cell.column..cell.column + cell.columns)
        .any(|column| grid.column(column).any(|other| !other.is_header));
    (rows, columns)
}

/// Headers on one line only need nothing; in a table with both kinds each must be declared.
fn of_bare(grid: &Grid<'_>, cell: &Cell<'_>) -> Verdict {
    let has_unique_id = cell.node.attribute("id").is_some_and(|id| {
        !id.trim().is_empty() && cell.node.all_by_id(id).take(2).count() == 1
    });
    if has_unique_id || is_on_one_line(grid) {
        return Verdict::pass().of(&[DECLARED]);
    }
    if heads_a_part(grid, cell) {
        // Whether it heads a whole line or a part of one, an id is wanted, and nothing else is there.
        return Verdict::fail("header-of-part-undeclared").either(&[DECLARED, PARTIAL]);
    }
    let is_corner = cell.row == 0 && cell.column == 0;
    match is_two_way(grid) && !is_corner && !holds_fields(grid.table) {
        true => Verdict::fail("header-undeclared").of(&[DECLARED]),
        false => Verdict::cant_tell("header-undeclared-complex").of(&[DECLARED]),
    }
}

/// Data stands before it in its row and above it in its column, in a table whose first row is all headers.
fn heads_a_part(grid: &Grid<'_>, cell: &Cell<'_>) -> bool {
    let is_data = |other: &&Cell<'_>| !other.is_header && table::has_content(other.node);
    let before = grid.row(cell.row).filter(is_data).any(|other| other.column < cell.column);
    let above = grid.column(cell.column).filter(is_data).any(|other| other.row < cell.row);
    let first_row = || grid.row(0).all(|other| other.is_header) && grid.row(0).count() > 1;
    before && above && first_row() && !holds_fields(grid.table)
}

fn is_on_one_line(grid: &Grid<'_>) -> bool {
    let mut headers = grid.cells.iter().filter(|cell| cell.is_header);
    let in_row = headers.clone().all(|cell| cell.row == 0);
    in_row || headers.all(|cell| cell.column == 0)
}

/// The first row is all headers, the first column too, and all the rest is data: the plain table with two ways in.
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

/// Forms are laid out in tables with `th` for labels.
fn holds_fields(table: Node<'_>) -> bool {
    table.descendants().any(|node| node.is_one_of(&["input", "select", "textarea"]))
}
