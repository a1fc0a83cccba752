//! A data table with headers in several places has a text that explains its structure.

use crate::{
    Node, Page, Rule, Verdict,
    parts::table::{self, Cell, Grid},
    referential::Aspect,
    standards::words::normalise,
};

const PRESENT: Aspect = Aspect::new("complex-table-summary");
const RELEVANT: Aspect = Aspect::new("complex-table-summary-relevant");
const LAYOUT: Aspect = Aspect::new("layout-table-without-data-markup");

pub static RULE: Rule = Rule {
    id: "complex-table-has-summary",
    aspects: &[PRESENT, RELEVANT, LAYOUT],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("complex_table_has_summary.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let counts = |table: &Node<'_>| {
        table.role_tokens().is_empty()
            && table.is_visible()
            && !table.descendants().any(|node| node.is_one_of(&["input", "select", "textarea", "table"]))
    };
    table::exposed(page).into_iter().filter(counts).filter(|table| is_complex(*table)).collect()
}

/// Whether a header with text is among the data, neither in the first row nor in the first column. A title over the
/// whole width does not count as the first row.
fn is_complex(table: Node<'_>) -> bool {
    let Some(grid) = Grid::from_table(table) else { return false };
    let first_row = usize::from(table::begins_with_title(&grid));
    let is_inside = |cell: &&Cell<'_>| cell.is_header && cell.row > first_row && cell.column > 0;
    let data_rows = (0..grid.height).filter(|row| grid.row(*row).any(|cell| !cell.is_header)).count();
    let has_text = |cell: &Cell<'_>| !cell.node.rendered_text().is_empty();
    data_rows >= 2 && grid.cells.iter().filter(is_inside).any(has_text)
}

fn expectation(table: Node<'_>) -> Verdict {
    let summary = table.attribute("summary").map(str::trim).filter(|text| !text.is_empty());
    let caption = table.child_elements().find(|node| node.is("caption")).map(|node| node.rendered_text());
    let caption = caption.filter(|text| !text.is_empty());
    match (summary, caption) {
        (Some(summary), Some(caption)) if normalise(summary) == normalise(&caption) => {
            Verdict::cant_tell("table-summary-repeats-caption").of(&[RELEVANT])
        }
        (None, None) if !may_be_explained(table) => {
            // A table that looks like a data table may be layout that misuses header cells.
            Verdict::fail("complex-table-unexplained").either(&[PRESENT, LAYOUT])
        }
        _ => Verdict::cant_tell("complex-table-explained").of(&[PRESENT, RELEVANT]),
    }
}

/// Whether there is a description of the table, or a figure that may contain one.
fn may_be_explained(table: Node<'_>) -> bool {
    table.has_attribute("aria-describedby")
        || !table.accessible_description().is_empty()
        || !table.accessible_name().is_empty()
        || table.ancestors().any(|node| node.is("figure"))
}
