//! Workbooks: what is in them stands here, how a format writes it in a file of its own. The same book gives the
//! same bytes.

mod archive;
mod ods;
mod xlsx;
mod xml;

pub use ods::ods;
pub use xlsx::xlsx;

use super::{cells::neutral, web};
use chrono::{DateTime, Utc};
use rules::messages::Language;

pub struct Book {
    pub title: String,
    pub language: Language,
    pub created: DateTime<Utc>,
    pub sheets: Vec<Sheet>,
}

pub struct Sheet {
    /// At most 31 characters, none of `[]:*?/\`.
    pub name: &'static str,
    /// In characters.
    pub widths: Vec<u16>,
    /// Rows and columns that stay in view.
    pub frozen: (u16, u16),
    pub rows: Vec<Vec<Cell>>,
    pub to_fill: Option<ToFill>,
}

/// Cells that a person fills, from a list.
pub struct ToFill {
    pub choices: &'static [&'static str],
    /// First row and column, last row and column, counted from 0.
    pub from: (u16, u16),
    pub to: (u16, u16),
}

#[derive(Debug, Clone, Default)]
pub struct Cell {
    pub text: String,
    pub href: Option<String>,
    pub style: Style,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    #[default]
    Plain,
    Head,
    /// Proven non-conforming.
    Failed,
    /// Proven not applicable.
    Inapplicable,
}

impl Style {
    pub const ALL: [Self; 4] = [Self::Plain, Self::Head, Self::Failed, Self::Inapplicable];

    fn is_bold(self) -> bool {
        matches!(self, Self::Head | Self::Failed)
    }

    /// The colour behind the text: red, green and blue.
    fn ground(self) -> Option<u32> {
        match self {
            Self::Plain => None,
            Self::Head | Self::Inapplicable => Some(0xE8_E8_E8),
            Self::Failed => Some(0xF9_D6_D5),
        }
    }
}

impl Cell {
    pub fn empty() -> Self {
        Self::default()
    }

    /// What others wrote.
    pub fn text(raw: &str, most: usize) -> Self {
        Self { text: neutral(raw, most), ..Self::default() }
    }

    /// A text that leads to an address of the web, if it is one.
    pub fn link(raw: &str, address: &str) -> Self {
        Self { text: neutral(raw, 200), href: web(address), style: Style::Plain }
    }

    /// To an address that is known to be one of the web.
    pub fn leading_to(self, href: Option<String>) -> Self {
        Self { href, ..self }
    }

    pub fn head(text: &str) -> Self {
        Self { style: Style::Head, ..Self::text(text, 200) }
    }

    pub fn styled(self, style: Style) -> Self {
        Self { style, ..self }
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}
