//! One cell: a text or a number, with an optional link and formula.

use super::{Formula, Style};
use crate::exports::{cells::neutral, web};
use std::borrow::Cow;

#[derive(Debug, Clone, Default)]
pub struct Cell {
    pub text: Cow<'static, str>,
    pub is_number: bool,
    pub href: Option<String>,
    pub style: Style,
    /// Formula whose result is the text or the number.
    pub formula: Option<Box<Formula>>,
}

impl Cell {
    pub fn empty() -> Self {
        Self::default()
    }

    /// A cell with foreign text.
    pub fn text(raw: &str, most: usize) -> Self {
        Self { text: neutral(raw, most).into(), ..Self::default() }
    }

    /// A cell with text that this program wrote.
    pub fn own(text: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub fn number(value: usize) -> Self {
        Self { is_number: true, ..Self::own(value.to_string()) }
    }

    /// A text that links to an address, if that is a web address.
    pub fn link(raw: &str, address: &str) -> Self {
        Self { href: web(address), ..Self::text(raw, 200) }
    }

    /// Adds a link to an address that is known to be a web address.
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
