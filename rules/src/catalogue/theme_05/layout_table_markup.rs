//! A table that is declared as layout contains no markup of data tables.

use crate::{
    Node, Page, Rule, Verdict,
    parts::table::{self, Grid, own},
    referential::Aspect,
};

const MARKUP: Aspect = Aspect::new("layout-table-without-data-markup");
const COLUMN_HEADERS: Aspect = Aspect::new("column-headers-declared");
const ROW_HEADERS: Aspect = Aspect::new("row-headers-declared");

pub static RULE: Rule = Rule {
    id: "layout-table-markup",
    aspects: &[MARKUP, COLUMN_HEADERS, ROW_HEADERS],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("layout_table_markup.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    table::exposed(page).into_iter().filter(|table| table::is_declared_layout(*table)).collect()
}

fn expectation(table: Node<'_>) -> Verdict {
    let Some(markup) = data_markup(table) else { return Verdict::pass().of(&[MARKUP]) };
    if is_part_of_aria_table(table) {
        return Verdict::cant_tell("layout-table-in-aria-table").with("markup", markup).of(RULE.aspects);
    }
    let fails = Verdict::fail("layout-table-data-markup").with("markup", markup);
    // A data table may have been declared as layout by mistake. The fault is then that its headers are lost.
    if may_be_data(table) {
        fails.either(&[MARKUP, COLUMN_HEADERS, ROW_HEADERS])
    } else {
        fails.of(&[MARKUP])
    }
}

fn data_markup(table: Node<'_>) -> Option<String> {
    if table.attribute("summary").is_some_and(|text| !text.trim().is_empty()) {
        return Some("summary".into());
    }
    own(table).find_map(|node| {
        if node.is_one_of(&["caption", "th", "thead", "tfoot"]) {
            return Some(node.name().to_owned());
        }
        let role = node.role_tokens().into_iter().find(|role| role == "rowheader" || role == "columnheader");
        let attribute = || {
            ["scope", "headers", "axis"].into_iter().find(|name| node.is("td") && node.has_attribute(name))
        };
        role.or_else(|| attribute().map(str::to_owned))
    })
}

/// Whether the table only contains the rows of an ARIA table around it, so that it is no layout of its own.
fn is_part_of_aria_table(table: Node<'_>) -> bool {
    const TABLES: &[&str] = &["table", "grid", "treegrid"];
    const ROWS: &[&str] = &["row", "rowgroup"];
    let has_role = |node: Node<'_>, roles: &[&str]| {
        node.role_tokens().first().is_some_and(|role| roles.contains(&role.as_str()))
    };
    table.ancestors().any(|above| has_role(above, TABLES)) && own(table).any(|node| has_role(node, ROWS))
}

fn may_be_data(table: Node<'_>) -> bool {
    Grid::from_table(table).is_some_and(|grid| grid.width > 1 && grid.height > 1)
}
