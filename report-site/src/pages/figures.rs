//! The figures of one audit, as shown on its own page and on the page of its site.

use crate::language::Say;
use askama::Template;
use rules::{
    audit::{Ceiling, Summary},
    messages::Language,
    referential::Referential,
};
use serde::Serialize;

#[derive(Debug, Clone, Template, Serialize)]
#[template(path = "figures.html")]
pub struct Figures {
    pub language: Language,
    pub failed: Figure,
    pub inapplicable: Figure,
    pub passed: Figure,
    pub cant_tell: Figure,
    pub criteria: u32,
    /// «9 défauts distincts», «210 occurrences»
    pub defects: String,
    pub occurrences: String,
    pub ceiling: Option<CeilingView>,
}

/// A number and the word that follows it.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    pub value: u32,
    pub unit: &'static str,
}

/// The template of figures escapes the text it shows.
impl askama::filters::HtmlSafe for Figures {}

/// The ceiling: no rate can be above it. It is always shown with these words, so that nobody takes it for a rate.
#[derive(Debug, Clone, Serialize)]
pub struct CeilingView {
    /// `88,2 %`
    pub rate: String,
    pub numerator: u32,
    pub denominator: u32,
}

impl Figures {
    /// The figures under a referential, without a ceiling if the referential knows no rate.
    pub fn under(summary: &Summary, referential: &Referential, language: Language) -> Self {
        let figures = Self::from_summary(summary, language);
        if referential.has_rate() { figures } else { Self { ceiling: None, ..figures } }
    }

    pub fn from_summary(summary: &Summary, language: Language) -> Self {
        let figure = |value: u32| Figure {
            value,
            unit: match (language, value) {
                (Language::French, 0 | 1) => "critère",
                (Language::French, _) => "critères",
                (Language::English, 1) => "criterion",
                (Language::English, _) => "criteria",
            },
        };
        Self {
            language,
            failed: figure(summary.failed),
            inapplicable: figure(summary.inapplicable),
            passed: figure(summary.passed),
            cant_tell: figure(summary.cant_tell),
            criteria: summary.criteria,
            defects: language.count(
                summary.defects,
                ["défaut distinct", "défauts distincts", "distinct defect", "distinct defects"],
            ),
            occurrences: language
                .count(summary.occurrences, ["occurrence", "occurrences", "occurrence", "occurrences"]),
            ceiling: summary.ceiling().map(|ceiling| CeilingView::from_ceiling(ceiling, language)),
        }
    }

    pub fn t<'a>(&self, french: &'a str, english: &'a str) -> &'a str {
        self.language.t(french, english)
    }
}

impl CeilingView {
    /// «plus de 88,2 %»: the rates that no audit of these pages can reach. `None` where nothing is proven not met.
    pub fn excluded(ceiling: Ceiling, language: Language) -> Option<String> {
        let above = language.t("plus de", "above");
        let rate = || language.per_cent(ceiling.per_mille());
        (ceiling.numerator < ceiling.denominator).then(|| format!("{above} {}", rate()))
    }

    pub fn from_ceiling(ceiling: Ceiling, language: Language) -> Self {
        Self {
            rate: language.per_cent(ceiling.per_mille()),
            numerator: ceiling.numerator,
            denominator: ceiling.denominator,
        }
    }
}
