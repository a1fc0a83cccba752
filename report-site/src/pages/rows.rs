//! Lines of lists that several kinds of page share.

use super::{at, figures::CeilingView};
use crate::{
    catalog::Host,
    engine::UnsafePath,
    french::{Day, count},
    input::AuditHead,
    text::Text,
    words,
};
use rules::audit::AuditOutcome;
use serde::Serialize;

/// One audit in a list.
#[derive(Debug, Clone, Serialize)]
pub struct AuditRow {
    pub day: Day,
    pub host: Text,
    /// Of the permalink and of the site's page, from the root.
    pub path: String,
    pub site_path: String,
    pub result: Outcome,
}

/// What one line says of an audit.
#[derive(Debug, Clone, Serialize)]
pub struct Outcome {
    pub evaluated: bool,
    /// «9 critères non conformes prouvés», or the cause.
    pub first: String,
    /// The other figures.
    pub second: String,
}

impl AuditRow {
    /// `None` for a host that cannot have an address: its page is reported as a problem.
    pub fn of(head: &AuditHead) -> Option<Self> {
        Self::new(head).ok()
    }

    fn new(head: &AuditHead) -> Result<Self, UnsafePath> {
        Ok(Self {
            day: Day::of(head.started_at),
            host: Text::line(&head.host),
            path: at::audit(head)?.to_string(),
            site_path: at::site(&head.host)?.to_string(),
            result: Outcome::of(head),
        })
    }
}

impl Outcome {
    pub fn of(head: &AuditHead) -> Self {
        if let Some(withdrawal) = &head.withdrawn {
            let day = Day::of(withdrawal.at).words;
            return Self {
                evaluated: false, first: format!("Audit retiré le {day}"), second: String::new()
            };
        }
        match &head.outcome {
            AuditOutcome::Evaluated => Self::evaluated(head),
            AuditOutcome::NotEvaluated { cause, .. } => Self {
                evaluated: false,
                first: format!("Non évalué\u{A0}: {}", words::cause(cause).label.french),
                second: String::new(),
            },
        }
    }

    fn evaluated(head: &AuditHead) -> Self {
        let summary = &head.summary;
        let proven = count(summary.failed, "critère non conforme prouvé", "critères non conformes prouvés");
        let ceiling = summary.ceiling().map(CeilingView::of);
        let ceiling = ceiling.map_or_else(String::new, |found| format!(", plafond {}", found.rate));
        let left =
            format!("{} non applicables, {} à vérifier{ceiling}", summary.inapplicable, summary.cant_tell);
        Self { evaluated: true, first: proven, second: left }
    }
}

/// One site in a list, with what its latest audit says.
#[derive(Debug, Clone, Serialize)]
pub struct SiteRow {
    pub host: Text,
    pub path: String,
    /// Day, permalink and result of the latest audit.
    pub latest: Option<AuditRow>,
}

impl SiteRow {
    pub fn of(name: &str, host: &Host<'_>) -> Option<Self> {
        Some(Self {
            host: Text::line(name),
            path: at::site(name).ok()?.to_string(),
            latest: host.latest().and_then(AuditRow::of),
        })
    }
}
