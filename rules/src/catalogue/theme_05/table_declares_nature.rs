//! A table shows by its markup whether it holds data or arranges the page.

use crate::{
    Node, Page, Rule, Verdict,
    parts::table::{self, Grid, has_content, own},
    referential::Aspect,
};

const LAYOUT: Aspect = Aspect::new("layout-table-linear");
const COLUMN_HEADERS: Aspect = Aspect::new("column-headers-declared");
const ROW_HEADERS: Aspect = Aspect::new("row-headers-declared");

pub static RULE: Rule = Rule {
    id: "table-declares-nature",
    aspects: &[LAYOUT, COLUMN_HEADERS, ROW_HEADERS],
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
            && !has_data_markup(*table)
    };
    table::exposed(page).into_iter().filter(counts).collect()
}

fn has_data_markup(table: Node<'_>) -> bool {
    let marks = |node: Node<'_>| {
        node.is_one_of(&["caption", "th", "thead", "tfoot"])
            || ["scope", "headers", "axis"].iter().any(|name| node.has_attribute(name))
            || node.role_tokens().iter().any(|role| role.ends_with("header"))
    };
    table.attribute("summary").is_some_and(|text| !text.trim().is_empty()) || own(table).any(marks)
}

fn expectation(table: Node<'_>) -> Verdict {
    if table::is_declared_layout(table) {
        return Verdict::cant_tell("layout-table-order").of(&[LAYOUT]);
    }
    let Some(grid) = Grid::from_table(table) else {
        return Verdict::cant_tell("table-without-cells").of(&[LAYOUT]);
    };
    let filled: Vec<_> = grid.cells.iter().filter(|cell| has_content(cell.node)).collect();
    let rows = (0..grid.height).filter(|row| filled.iter().any(|cell| cell.row == *row)).count();
    let columns = (0..grid.width).filter(|column| filled.iter().any(|cell| cell.column == *column)).count();
    if grid.cells.len() == 1 {
        return Verdict::fail("single-cell-table").of(&[LAYOUT]);
    }
    if rows >= 2 && columns >= 2 {
        Verdict::fail("table-without-nature").either(&[LAYOUT, COLUMN_HEADERS, ROW_HEADERS])
    } else {
        Verdict::cant_tell("table-of-one-line")
    }
}
