//! Lines of lists that several kinds of page share.

use super::{at, figures::CeilingView};
use crate::{
    catalog::Host,
    engine::UnsafePath,
    input::AuditHead,
    language::{Day, Say},
    text::Text,
    words,
};
use rules::{audit::AuditOutcome, messages::Language};
use serde::Serialize;

/// One audit in a list.
#[derive(Debug, Clone, Serialize)]
pub struct AuditRow {
    pub day: Day,
    /// Hour of the audit, if the list shows several audits of the site begun on the same day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hour: Option<String>,
    pub host: Text,
    /// Path of the permalink, from the root.
    pub path: String,
    pub site_path: String,
    pub result: Outcome,
}

/// One line about an audit.
#[derive(Debug, Clone, Serialize)]
pub struct Outcome {
    pub evaluated: bool,
    /// «9 critères non conformes prouvés», or the cause.
    pub first: String,
    /// The other figures.
    pub second: String,
}

impl AuditRow {
    /// The line of an audit. `None` for a host that cannot have an address; its page reports the problem.
    pub fn from_head(head: &AuditHead, language: Language) -> Option<Self> {
        Self::new(head, language).ok()
    }

    fn new(head: &AuditHead, language: Language) -> Result<Self, UnsafePath> {
        Ok(Self {
            day: language.day(head.started_at),
            hour: None,
            host: Text::line(&head.host),
            path: at::audit(head)?.to_string(),
            site_path: at::site(&head.host)?.to_string(),
            result: Outcome::from_head(head, language),
        })
    }
}

/// «9 critères non conformes prouvés»
pub fn proven(failed: u32, language: Language) -> String {
    let words = [
        "critère non conforme prouvé",
        "critères non conformes prouvés",
        "criterion proven not met",
        "criteria proven not met",
    ];
    language.count(failed, words)
}

impl Outcome {
    pub fn from_head(head: &AuditHead, language: Language) -> Self {
        if let Some(withdrawal) = &head.withdrawn {
            let day = language.day(withdrawal.at).words;
            let first = format!("{} {day}", language.t("Audit retiré le", "Audit withdrawn on"));
            return Self { evaluated: false, first, second: String::new() };
        }
        match &head.outcome {
            AuditOutcome::Evaluated => Self::evaluated(head, language),
            AuditOutcome::NotEvaluated { cause, .. } => Self {
                evaluated: false,
                first: format!(
                    "{} {}",
                    language.t("Non évalué\u{A0}:", "Not evaluated:"),
                    words::cause(cause).label.said(language)
                ),
                second: String::new(),
            },
        }
    }

    fn evaluated(head: &AuditHead, language: Language) -> Self {
        let summary = &head.summary;
        let excluded = summary.ceiling().and_then(|ceiling| CeilingView::excluded(ceiling, language));
        let ceiling = excluded.map_or_else(String::new, |above| {
            format!("{} {above}", language.t(", taux exclus\u{A0}:", ", rates excluded:"))
        });
        let second = format!(
            "{} {}, {} {}{ceiling}",
            summary.inapplicable,
            language.t("non applicables", "not applicable"),
            summary.cant_tell,
            language.t("à vérifier", "to verify")
        );
        let part = if head.is_whole() { "" } else { language.t(", vu en partie", ", seen in part") };
        let second = second + part;
        Self { evaluated: true, first: proven(summary.failed, language), second }
    }
}

/// One site in a list, with the result of its latest audit.
#[derive(Debug, Clone, Serialize)]
pub struct SiteRow {
    pub host: Text,
    pub path: String,
    /// Day, permalink and result of the latest audit.
    pub latest: Option<AuditRow>,
}

impl SiteRow {
    pub fn from_host(name: &str, host: &Host<'_>, language: Language) -> Option<Self> {
        Some(Self {
            host: Text::line(name),
            path: at::site(name).ok()?.to_string(),
            latest: host.latest().and_then(|head| AuditRow::from_head(head, language)),
        })
    }
}
