//! The figures of one audit, as they stand on its own page and on the page of its site.

use crate::french::{count, per_cent};
use askama::Template;
use rules::audit::{Ceiling, Summary};
use serde::Serialize;

#[derive(Debug, Clone, Template, Serialize)]
#[template(path = "figures.html")]
pub struct Figures {
    pub criteria: u32,
    pub failed: u32,
    pub inapplicable: u32,
    pub passed: u32,
    pub cant_tell: u32,
    /// «9 défauts distincts», «210 occurrences»
    pub defects: String,
    pub occurrences: String,
    pub ceiling: Option<CeilingView>,
}

/// Its template escapes what it shows.
impl askama::filters::HtmlSafe for Figures {}

#[derive(Debug, Clone, Serialize)]
pub struct CeilingView {
    /// `88,2 %`
    pub rate: String,
    pub numerator: u32,
    pub denominator: u32,
}

impl Figures {
    pub fn of(summary: &Summary) -> Self {
        Self {
            criteria: summary.criteria,
            failed: summary.failed,
            inapplicable: summary.inapplicable,
            passed: summary.passed,
            cant_tell: summary.cant_tell,
            defects: count(summary.defects, "défaut distinct", "défauts distincts"),
            occurrences: count(summary.occurrences, "occurrence", "occurrences"),
            ceiling: summary.ceiling().map(CeilingView::of),
        }
    }
}

impl CeilingView {
    pub fn of(ceiling: Ceiling) -> Self {
        Self {
            rate: per_cent(ceiling.per_mille()),
            numerator: ceiling.numerator,
            denominator: ceiling.denominator,
        }
    }
}
