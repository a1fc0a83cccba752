//! Workbooks: their content is defined here, and each format has a module that writes it. The same workbook gives the
//! same bytes.

mod archive;
mod cell;
mod formula;
mod ods;
mod style;
mod xlsx;
mod xml;

pub use cell::Cell;
pub use formula::{Area, Formula};
pub use ods::ods;
pub use style::Style;
pub use xlsx::xlsx;

use chrono::{DateTime, Utc};
use rules::messages::Language;
use std::borrow::Cow;

pub struct Book {
    pub title: String,
    pub language: Language,
    pub created: DateTime<Utc>,
    pub sheets: Vec<Sheet>,
}

/// Name of a sheet: at most 31 characters, none of `[]:*?/\`.
pub type Name = Cow<'static, str>;

/// A sheet. In print it is as wide as a page of A4 in landscape, and its frozen rows are repeated on each page.
pub struct Sheet {
    pub name: Name,
    /// Widths of the columns, in characters.
    pub widths: Vec<u16>,
    /// Number of rows and columns that stay in view while scrolling.
    pub frozen: (u16, u16),
    pub rows: Vec<Vec<Cell>>,
    pub to_fill: Vec<ToFill>,
}

/// Cells that a person fills with a value from a list.
#[derive(Debug, Clone)]
pub struct ToFill {
    pub choices: &'static [&'static str],
    /// First row and column, last row and column, counted from 0.
    pub from: (u16, u16),
    pub to: (u16, u16),
}

impl Sheet {
    pub fn new(name: impl Into<Name>, widths: Vec<u16>, rows: Vec<Vec<Cell>>) -> Self {
        Self { name: name.into(), widths, frozen: (0, 0), rows, to_fill: Vec::new() }
    }

    /// A sheet with a row of heads, which stays in view, and lines below it.
    pub fn below<const N: usize>(
        name: impl Into<Name>,
        heads: [&'static str; N],
        widths: [u16; N],
        lines: impl Iterator<Item = Vec<Cell>>,
    ) -> Self {
        let rows = std::iter::once(heads.map(Cell::head).to_vec()).chain(lines).collect();
        Self { frozen: (1, 0), ..Self::new(name, widths.to_vec(), rows) }
    }

    fn is_to_fill(&self, row: u16, column: u16) -> Option<usize> {
        self.to_fill.iter().position(|cells| cells.holds(row, column))
    }
}

impl ToFill {
    fn holds(&self, row: u16, column: u16) -> bool {
        (self.from.0..=self.to.0).contains(&row) && (self.from.1..=self.to.1).contains(&column)
    }
}
