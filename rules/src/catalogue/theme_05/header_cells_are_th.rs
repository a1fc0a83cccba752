//! A cell that its author treats as a header is marked up as one.

use crate::{
    Node, Page, Rule, Verdict,
    parts::table::{self, own},
    referential::Aspect,
};

const COLUMN_HEADERS: Aspect = Aspect::new("column-headers-declared");
const ROW_HEADERS: Aspect = Aspect::new("row-headers-declared");
const PART_HEADERS: Aspect = Aspect::new("partial-headers-declared");
const REFERS: Aspect = Aspect::new("headers-attribute-exact");
const LAYOUT: Aspect = Aspect::new("layout-table-without-data-markup");

pub static RULE: Rule = Rule {
    id: "header-cells-are-th",
    aspects: &[COLUMN_HEADERS, ROW_HEADERS, PART_HEADERS, REFERS, LAYOUT],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("header_cells_are_th.md"),
    applicability,
    expectation,
};

/// Header cells with a `scope`, and `td` cells with text that a `scope`, a `headers` attribute of another cell, or
/// their place in a `thead` presents as headers.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let tables =
        table::exposed(page).into_iter().filter(|table| table.role_tokens().is_empty() && table.is_visible());
    tables.flat_map(own).filter(|cell| is_marked(*cell) || sign(*cell).is_some()).collect()
}

/// Whether the cell is an exposed header cell with a `scope`.
fn is_marked(cell: Node<'_>) -> bool {
    cell.is("th") && cell.tokens("scope").next().is_some() && cell.is_exposed()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Scope,
    /// Another cell of the table names it in `headers`.
    Named,
    /// The cell is in a `thead` without any header cell, above rows with the same number of cells.
    Head,
}

fn sign(cell: Node<'_>) -> Option<Sign> {
    let is_plain = cell.is("td") && cell.role_tokens().is_empty() && cell.is_exposed();
    if !is_plain || cell.rendered_text().is_empty() {
        return None;
    }
    if cell.tokens("scope").next().is_some() {
        return Some(Sign::Scope);
    }
    if is_in_head(cell) {
        return Some(Sign::Head);
    }
    is_named_by_another(cell).then_some(Sign::Named)
}

/// Whether the cell is in the last row of a `thead` without `th`, and all rows below have as many cells. This row then
/// contains the labels of the columns.
fn is_in_head(cell: Node<'_>) -> bool {
    let row = cell.parent().filter(|row| row.is("tr"));
    let Some((row, head)) = row.and_then(|row| Some((row, row.parent().filter(|head| head.is("thead"))?)))
    else {
        return false;
    };
    let cells = |row: Node<'_>| row.child_elements().filter(|cell| cell.is_one_of(&["td", "th"])).count();
    let is_last = head.child_elements().filter(|row| row.is("tr")).last() == Some(row);
    let has_header = head.descendants().any(|node| node.is("th") || !node.role_tokens().is_empty());
    let bodies =
        head.parent().into_iter().flat_map(|table| table.child_elements()).filter(|part| part.is("tbody"));
    let rows: Vec<usize> = bodies.flat_map(|body| body.child_elements()).map(cells).collect();
    is_last
        && !has_header
        && cells(row) >= 2
        && !rows.is_empty()
        && rows.iter().all(|length| *length == cells(row))
}

fn is_named_by_another(cell: Node<'_>) -> bool {
    let Some(id) = cell.attribute("id").filter(|id| !id.is_empty()) else { return false };
    let Some(table) = cell.ancestors().find(|node| node.is("table")) else { return false };
    cell.page().mentions("headers")
        && cell.by_id(id) == Some(cell)
        && own(table).any(|other| other != cell && other.tokens("headers").any(|named| named == id))
}

/// Either the cell is a header and should be a `th`, or it is none and the markup that presents it as one is wrong.
fn expectation(cell: Node<'_>) -> Verdict {
    match sign(cell) {
        Some(Sign::Scope) => {
            let scope = cell.attribute("scope").unwrap_or_default();
            Verdict::fail("scope-on-data-cell").with("scope", scope).either(&[
                COLUMN_HEADERS,
                ROW_HEADERS,
                PART_HEADERS,
                LAYOUT,
            ])
        }
        Some(Sign::Named) => {
            let id = cell.attribute("id").unwrap_or_default();
            Verdict::fail("header-cell-no-th").with("id", id).either(&[
                COLUMN_HEADERS,
                ROW_HEADERS,
                PART_HEADERS,
                REFERS,
            ])
        }
        Some(Sign::Head) => Verdict::fail("head-without-th").either(&[COLUMN_HEADERS, LAYOUT]),
        // One correct header says nothing about the other cells, so no aspect passes because of it.
        None => Verdict::pass().of(&[]),
    }
}
