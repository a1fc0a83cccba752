//! Checks of tables: the elements they contain, and their headers (ISO 32000-1, 14.8.4.3.4; PDF/UA-1, 7.2 and 7.5).

use super::{
    super::{
        facts::PdfFacts,
        structure::{Element, Tree},
    },
    nesting::{kinds_below, parent_kind, within},
};
use crate::found::{Checks, Evidence};
use rules::Outcome;
use std::collections::HashSet;

/// Greatest number of cells of one table whose places are computed.
const MOST_CELLS: usize = 60_000;

pub fn judge(found: &PdfFacts<'_>, checks: &mut Checks) {
    let Some(tree) = &found.tree else { return };
    within(tree, checks, "table-structure", &["Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"], breaks);
    let tables: Vec<&Element> = tree.elements.iter().filter(|element| element.kind == "Table").collect();
    let ties: Vec<Tied> = tables.iter().map(|table| tied(tree, table)).collect();
    let count = |wanted| {
        let number = ties.iter().filter(|tie| **tie == wanted).count();
        u32::try_from(number).unwrap_or(u32::MAX)
    };
    let (failed, unclear) = (count(Tied::No), count(Tied::Unclear));
    if failed == 0 && unclear > 0 {
        return checks.add("table-headers", Outcome::CantTell, Evidence::count(unclear));
    }
    checks.counted("table-headers", failed.saturating_add(count(Tied::Yes)), Evidence::count(failed));
}

fn breaks(tree: &Tree, element: &Element) -> bool {
    let parent = || parent_kind(tree, element);
    let kinds = || kinds_below(tree, element);
    match element.kind {
        "Table" => table_breaks(tree, element, &kinds()),
        "THead" | "TBody" | "TFoot" => parent() != "Table" || kinds().iter().any(|kind| *kind != "TR"),
        "TR" => {
            !matches!(parent(), "Table" | "THead" | "TBody" | "TFoot")
                || kinds().iter().any(|kind| !matches!(*kind, "TH" | "TD"))
        }
        "TH" | "TD" => parent() != "TR",
        _ => false,
    }
}

fn table_breaks(tree: &Tree, table: &Element, kinds: &[&str]) -> bool {
    let count = |wanted: &str| kinds.iter().filter(|kind| **kind == wanted).count();
    let is_foreign = |kind: &&str| !matches!(*kind, "TR" | "THead" | "TBody" | "TFoot" | "Caption");
    let caption_in_the_middle =
        kinds.iter().enumerate().any(|(at, kind)| *kind == "Caption" && at != 0 && at + 1 != kinds.len());
    kinds.iter().any(is_foreign)
        || count("THead") > 1
        || count("TFoot") > 1
        || count("Caption") > 1
        || caption_in_the_middle
        || (count("THead") + count("TFoot") > 0 && count("TBody") == 0)
        || !is_regular(tree, table)
}

/// The rows of a table, in their order.
fn rows<'t>(tree: &'t Tree, table: &'t Element) -> Vec<&'t Element> {
    let mut rows = Vec::new();
    let mut due: Vec<&Element> = tree.kids(table).collect();
    due.reverse();
    while let Some(element) = due.pop() {
        match element.kind {
            "TR" => rows.push(element),
            "THead" | "TBody" | "TFoot" | "NonStruct" | "Private" => {
                let below: Vec<&Element> = tree.kids(element).collect();
                due.extend(below.into_iter().rev());
            }
            _ => {}
        }
    }
    rows
}

/// A cell with the row and column of its first corner, from 0.
struct Placed<'t> {
    element: &'t Element,
    row: usize,
    column: usize,
}

impl Placed<'_> {
    fn rows(&self) -> std::ops::Range<usize> {
        self.row..self.row + self.element.row_span as usize
    }

    fn columns(&self) -> std::ops::Range<usize> {
        self.column..self.column + self.element.column_span as usize
    }
}

/// The cells of a table with their places. `None` if they cover more than [`MOST_CELLS`] places.
fn placed<'t>(tree: &'t Tree, rows: &[&'t Element]) -> Option<Vec<Placed<'t>>> {
    let mut taken: HashSet<(usize, usize)> = HashSet::new();
    let mut cells = Vec::new();
    for (row, element) in rows.iter().enumerate() {
        let mut column = 0;
        for element in tree.kids(element).filter(|kid| matches!(kid.kind, "TH" | "TD")) {
            while taken.contains(&(row, column)) {
                column += 1;
            }
            let cell = Placed { element, row, column };
            if taken.len() + element.row_span as usize * element.column_span as usize > MOST_CELLS {
                return None;
            }
            taken.extend(cell.rows().flat_map(|row| cell.columns().map(move |column| (row, column))));
            column += element.column_span as usize;
            cells.push(cell);
        }
    }
    Some(cells)
}

/// Whether no two cells overlap and all rows have the same width.
fn is_regular(tree: &Tree, table: &Element) -> bool {
    let rows = rows(tree, table);
    let mut taken: HashSet<(usize, usize)> = HashSet::new();
    let mut width = 0usize;
    for (row, element) in rows.iter().enumerate() {
        let mut column = 0usize;
        for cell in tree.kids(element).filter(|kid| matches!(kid.kind, "TH" | "TD")) {
            while taken.contains(&(row, column)) {
                column += 1;
            }
            let (height, broad) = (cell.row_span as usize, cell.column_span as usize);
            if row + height > rows.len() || taken.len() + height * broad > MOST_CELLS {
                // Either the cell reaches below the last row, which is a fault, or the table is too large to be
                // examined.
                return taken.len() + height * broad > MOST_CELLS;
            }
            for down in 0..height {
                for right in 0..broad {
                    if !taken.insert((row + down, column + right)) {
                        return false;
                    }
                }
            }
            column += broad;
            width = width.max(column);
        }
    }
    taken.len() == width * rows.len()
}

/// Whether the data cells of a table can be tied to their headers (PDF/UA-1, 7.5).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tied {
    Yes,
    /// It cannot be proven: no cell is a header, as in a layout table; or some headers without a scope are not needed,
    /// because each data cell has another header; or the table is too large.
    Unclear,
    No,
}

/// Examines whether each data cell names its headers, or has a header with a scope in its row or column.
fn tied(tree: &Tree, table: &Element) -> Tied {
    let Some(cells) = placed(tree, &rows(tree, table)) else { return Tied::Unclear };
    let headers: Vec<&Placed<'_>> = cells.iter().filter(|cell| cell.element.kind == "TH").collect();
    if headers.is_empty() {
        let names_any = cells.iter().any(|cell| !cell.element.headers.is_empty());
        return match (cells.is_empty(), names_any) {
            (true, _) => Tied::Yes,
            (false, true) => Tied::No,
            (false, false) => Tied::Unclear,
        };
    }
    let ids: HashSet<&[u8]> = headers.iter().filter_map(|header| header.element.id.as_deref()).collect();
    let scoped: Vec<&&Placed<'_>> = headers.iter().filter(|header| header.element.scope).collect();
    let heads_rows: HashSet<usize> = scoped.iter().flat_map(|cell| cell.rows()).collect();
    let heads_columns: HashSet<usize> = scoped.iter().flat_map(|cell| cell.columns()).collect();
    let is_tied = |cell: &&Placed<'_>| {
        let named = &cell.element.headers;
        if !named.is_empty() {
            return named.iter().all(|header| ids.contains(header.as_slice()));
        }
        cell.rows().any(|row| heads_rows.contains(&row))
            || cell.columns().any(|at| heads_columns.contains(&at))
    };
    let mut data = cells.iter().filter(|cell| cell.element.kind == "TD");
    if !data.all(|cell| is_tied(&cell)) {
        return Tied::No;
    }
    let names_all =
        cells.iter().filter(|cell| cell.element.kind == "TD").all(|cell| !cell.element.headers.is_empty());
    if scoped.len() == headers.len() || names_all { Tied::Yes } else { Tied::Unclear }
}
