//! One cell: a text or a number, where it leads, and what computes it.

use super::{Formula, Style};
use crate::exports::{cells::neutral, web};
use std::borrow::Cow;

#[derive(Debug, Clone, Default)]
pub struct Cell {
    pub text: Cow<'static, str>,
    pub is_number: bool,
    pub href: Option<String>,
    pub style: Style,
    /// The text is what it gives.
    pub formula: Option<Box<Formula>>,
}

impl Cell {
    pub fn empty() -> Self {
        Self::default()
    }

    /// Text that others wrote.
    pub fn text(raw: &str, most: usize) -> Self {
        Self { text: neutral(raw, most).into(), ..Self::default() }
    }

    /// Text that this program wrote.
    pub fn own(text: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub fn number(value: usize) -> Self {
        Self { is_number: true, ..Self::own(value.to_string()) }
    }

    /// A text that leads to an address of the web, if it is one.
    pub fn link(raw: &str, address: &str) -> Self {
        Self { href: web(address), ..Self::text(raw, 200) }
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

    /// Computes the shown value by a formula.
    pub fn by(self, formula: Formula) -> Self {
        Self { formula: Some(Box::new(formula)), ..self }
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.formula.is_none()
    }
}
