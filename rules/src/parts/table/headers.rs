//! The header cells of a cell, by HTML's algorithm for `headers`, `scope` and `th` without `scope`.

use super::{Cell, Grid};
use crate::Node;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Row,
    Column,
    RowGroup,
    ColumnGroup,
    Auto,
}

impl<'p> Grid<'p> {
    /// Whether this cell is the header of some other cell.
    pub fn heads_any(&self, header: &Cell<'p>) -> bool {
        header.is_header
            && self.reached(header).any(|cell| cell.node != header.node && self.has_header(cell, header))
    }

    /// Cells that may have this header: those in its rows and columns, and all cells if the header has an `id` or the
    /// scope of a row group.
    fn reached<'g>(&'g self, header: &Cell<'p>) -> impl Iterator<Item = &'g Cell<'p>> + use<'g, 'p> {
        let rows = (header.row..header.row + header.rows).flat_map(|row| self.row(row));
        let columns = (header.column..header.column + header.columns).flat_map(|column| self.column(column));
        let whole = self.cells.iter();
        let names_it = header.node.attribute("id").is_some() || scope(header.node) == Scope::RowGroup;
        rows.chain(columns).chain(whole.filter(move |_| names_it))
    }

    fn has_header(&self, cell: &Cell<'p>, header: &Cell<'p>) -> bool {
        match cell.node.attribute("headers") {
            Some(_) => cell.node.tokens("headers").any(|id| cell.node.by_id(id) == Some(header.node)),
            None => self.applies(header, cell),
        }
    }

    /// Header cells of a cell, without the cell itself.
    #[cfg(test)]
    pub(super) fn headers_of(&self, cell: &Cell<'p>) -> Vec<&Cell<'p>> {
        let headers = self.cells.iter().filter(|header| header.node != cell.node);
        headers
            .filter(|header| {
                (header.is_header || cell.node.has_attribute("headers")) && self.has_header(cell, header)
            })
            .collect()
    }

    /// Whether the header applies to the cell by its scope. A header of the same kind between them does not matter
    /// here, because the question is whether some header applies, not which one is nearest.
    fn applies(&self, header: &Cell<'p>, cell: &Cell<'p>) -> bool {
        let same_rows = header.row < cell.row + cell.rows && cell.row < header.row + header.rows;
        let same_columns =
            header.column < cell.column + cell.columns && cell.column < header.column + header.columns;
        let same_group = self.groups.get(header.row) == self.groups.get(cell.row);
        let scope = scope(header.node);
        match scope {
            Scope::Row => same_rows,
            Scope::Column => same_columns,
            Scope::RowGroup => same_group && cell.row >= header.row,
            Scope::ColumnGroup => same_columns,
            Scope::Auto if self.heads_columns(header) => same_columns && cell.row > header.row,
            Scope::Auto if self.heads_rows(header) => same_rows && cell.column > header.column,
            Scope::Auto => false,
        }
    }

    /// Whether the rows of the header contain no data cell.
    fn heads_columns(&self, header: &Cell<'p>) -> bool {
        (header.row..header.row + header.rows).all(|row| self.row(row).all(|cell| cell.is_header))
    }

    /// Whether the columns of the header contain no data cell, or the header comes before the first data cell of its
    /// row.
    fn heads_rows(&self, header: &Cell<'p>) -> bool {
        let columns = header.column..header.column + header.columns;
        columns.into_iter().all(|column| self.column(column).all(|cell| cell.is_header))
            || self.first_data_column(header.row).is_some_and(|first| header.column < first)
    }

    /// The column of the first data cell of a row. Chromium and screen readers take a `th` without `scope` before it as
    /// a header of the row, too.
    fn first_data_column(&self, row: usize) -> Option<usize> {
        self.row(row).filter(|cell| !cell.is_header).map(|cell| cell.column).min()
    }
}

fn scope(header: Node<'_>) -> Scope {
    match header.role_tokens().first().map(String::as_str) {
        Some("columnheader") => return Scope::Column,
        Some("rowheader") => return Scope::Row,
        _ => {}
    }
    match header.attribute("scope").map(|value| value.trim().to_ascii_lowercase()).as_deref() {
        Some("row") => Scope::Row,
        Some("col") => Scope::Column,
        Some("rowgroup") => Scope::RowGroup,
        Some("colgroup") => Scope::ColumnGroup,
        _ => Scope::Auto,
    }
}
