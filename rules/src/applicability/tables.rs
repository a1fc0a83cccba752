//! Predicates on tables.

use super::{
    Predicate,
    scan::{Scan, says},
};
use crate::Node;

pub static ALL: &[(&str, Predicate)] = &[
    ("data-table", |scan| data_tables(scan).next().is_none()),
    ("summarised-table", |scan| data_tables(scan).all(|table| !is_summarised(table))),
    ("table-element", |scan| !scan.has(&["table"])),
    ("header-cell", |scan| !scan.has(&["th"])),
    ("scoped-header", |scan| scan.named(&["th"]).all(|cell| !cell.has_attribute("scope"))),
    ("headers-association", |scan| {
        scan.named(&["th", "td"]).all(|cell| !cell.has_attribute("id") && !cell.has_attribute("headers"))
    }),
    ("role-header-cell", |scan| !scan.has_role(&["rowheader", "columnheader"])),
];

/// Tables that may contain data.
fn data_tables<'p>(scan: &Scan<'p>) -> impl Iterator<Item = Node<'p>> {
    scan.named(&["table"])
        .filter(|table| !is_mere_layout(*table))
        .chain(scan.with_role(&["table", "grid", "treegrid"]))
}

/// Whether the table is declared a layout and has a single row or column, so that no header could relate to its cells.
fn is_mere_layout(table: Node<'_>) -> bool {
    let roles = table.role_tokens();
    let is_presentation = |role: &String| role == "presentation" || role == "none";
    !roles.is_empty() && roles.iter().all(is_presentation) && has_one_row_or_column(table)
}

fn has_one_row_or_column(table: Node<'_>) -> bool {
    let own = |node: &Node<'_>| node.ancestors().find(|above| above.is("table")) == Some(table);
    let rows: Vec<Node<'_>> = table.descendants().filter(|node| node.is("tr") && own(node)).collect();
    let cells = |row: &Node<'_>| row.child_elements().filter(|cell| cell.is_one_of(&["td", "th"])).count();
    rows.len() <= 1 || rows.iter().all(|row| cells(row) <= 1)
}

fn is_summarised(table: Node<'_>) -> bool {
    let own = |node: Node<'_>| node.ancestors().find(|above| above.is("table")) == Some(table);
    says(table, "summary")
        || table.has_attribute("aria-describedby")
        || table.has_attribute("aria-description")
        || !table.accessible_description().is_empty()
        || table.descendants().any(|node| node.is("caption") && own(node))
}
