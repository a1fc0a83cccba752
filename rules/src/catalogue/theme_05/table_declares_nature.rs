//! The markup of a table shows whether it contains data or is layout.

use crate::{
    Node, Page, Rule, Verdict,
    parts::table::{self, Grid, has_content, own},
    referential::Aspect,
};
use std::collections::HashSet;

const LAYOUT: Aspect = Aspect::new("layout-table-linear");
const COLUMN_HEADERS: Aspect = Aspect::new("column-headers-declared");
const ROW_HEADERS: Aspect = Aspect::new("row-headers-declared");
const MARKUP: Aspect = Aspect::new("layout-table-without-data-markup");

pub static RULE: Rule = Rule {
    id: "table-declares-nature",
    aspects: &[LAYOUT, COLUMN_HEADERS, ROW_HEADERS, MARKUP],
    act: &[],
    wcag: &["1.3.1", "1.3.2"],
    doc: include_str!("table_declares_nature.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let counts = |table: &Node<'_>| {
        (table.role_tokens().is_empty() || table::is_declared_layout(*table))
            && table.is_visible()
            && has_content(*table)
            && !has_header_markup(*table)
            && (!is_titled(*table) || may_be_data(*table))
    };
    table::exposed(page).into_iter().filter(counts).collect()
}

fn has_header_markup(table: Node<'_>) -> bool {
    let marks = |node: Node<'_>| {
        node.is_one_of(&["th", "thead", "tfoot"])
            || ["scope", "headers", "axis"].iter().any(|name| node.has_attribute(name))
            || node.role_tokens().iter().any(|role| role.ends_with("header"))
    };
    own(table).any(marks)
}

/// Whether the table has a summary or a caption, as only data tables have.
fn is_titled(table: Node<'_>) -> bool {
    table.attribute("summary").is_some_and(|text| !text.trim().is_empty())
        || table.child_elements().any(|node| node.is("caption"))
}

/// Whether the table has no role and has content in several rows and several columns.
fn may_be_data(table: Node<'_>) -> bool {
    let has_rows = |(_, rows, columns): (Grid<'_>, usize, usize)| rows >= 2 && columns >= 2;
    table.role_tokens().is_empty() && filled(table).is_some_and(has_rows)
}

/// The grid, and how many of its rows and of its columns have content.
fn filled(table: Node<'_>) -> Option<(Grid<'_>, usize, usize)> {
    let grid = Grid::from_table(table)?;
    let filled: Vec<_> = grid.cells.iter().filter(|cell| has_content(cell.node)).collect();
    let distinct = |places: Vec<usize>| places.into_iter().collect::<HashSet<_>>().len();
    let rows = distinct(filled.iter().map(|cell| cell.row).collect());
    let columns = distinct(filled.iter().map(|cell| cell.column).collect());
    Some((grid, rows, columns))
}

fn expectation(table: Node<'_>) -> Verdict {
    if table::is_declared_layout(table) {
        return Verdict::cant_tell("layout-table-order").of(&[LAYOUT]);
    }
    let Some((grid, rows, columns)) = filled(table) else {
        return Verdict::cant_tell("table-without-cells").of(&[LAYOUT]);
    };
    if is_titled(table) {
        // A data table lacks its headers, or a layout table has a title, which it must not have.
        return Verdict::fail("titled-table-without-headers").either(&[COLUMN_HEADERS, ROW_HEADERS, MARKUP]);
    }
    if grid.cells.len() == 1 {
        return Verdict::fail("single-cell-table").of(&[LAYOUT]);
    }
    if rows >= 2 && columns >= 2 {
        Verdict::fail("table-without-nature").either(&[LAYOUT, COLUMN_HEADERS, ROW_HEADERS])
    } else {
        Verdict::cant_tell("table-of-one-line")
    }
}
