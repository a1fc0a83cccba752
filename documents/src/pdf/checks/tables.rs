//! Tables: what they are made of, and headers (ISO 32000-1, 14.8.4.3.4; PDF/UA-1, 7.2 and 7.5).

use super::{
    super::{
        Found,
        structure::{Element, Tree},
    },
    nesting::{kinds_below, parent_kind, within},
};
use crate::found::{Checks, Evidence};
use std::collections::HashSet;

/// Cells of one table whose places are worked out.
const MOST_CELLS: usize = 60_000;

pub fn judge(found: &Found<'_>, checks: &mut Checks) {
    let Some(tree) = &found.tree else { return };
    within(tree, checks, "table-structure", &["Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"], breaks);
    let tables: Vec<&Element> = tree.elements.iter().filter(|element| element.kind == "Table").collect();
    let failed = tables.iter().filter(|table| !headers_are_tied(tree, table)).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    checks.counted("table-headers", count(tables.len()), Evidence::count(count(failed)));
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

/// Cells do not cover each other, and each row is as wide as the others.
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
                // A cell that reaches below the last row, or more cells than are looked at.
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

/// Every data cell finds its headers: each header tells its scope, or the cells name their headers (PDF/UA-1, 7.5).
fn headers_are_tied(tree: &Tree, table: &Element) -> bool {
    let cells: Vec<&Element> = rows(tree, table).into_iter().flat_map(|row| tree.kids(row)).collect();
    let headers: Vec<&&Element> = cells.iter().filter(|cell| cell.kind == "TH").collect();
    let data: Vec<&&Element> = cells.iter().filter(|cell| cell.kind == "TD").collect();
    if data.is_empty() && headers.is_empty() {
        return true;
    }
    if headers.is_empty() {
        return false;
    }
    if headers.iter().all(|header| header.scope) {
        return true;
    }
    let ids: HashSet<&[u8]> = headers.iter().filter_map(|header| header.id.as_deref()).collect();
    data.iter().all(|cell| {
        !cell.headers.is_empty() && cell.headers.iter().all(|header| ids.contains(header.as_slice()))
    })
}
