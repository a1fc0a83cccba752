//! Audits of the published site itself. They are kept apart from the audits of members and never counted.

use crate::both::{execute, read, read_one};
use crate::documents::{AuditDocument, DocumentRow};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{CODE, clean};
use crate::{Error, Result, Store};
use chrono::{DateTime, Utc};
use rules::audit::{Audit, AuditFacts, AuditOutcome, Summary};
use serde::{Deserialize, Serialize};

/// Head of an audit of the published site: the facts that lists show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAudit {
    pub public_id: String,
    pub host: String,
    pub started_at: DateTime<Utc>,
    pub recorded_at: DateTime<Utc>,
    /// Why the site was not evaluated. `None` if it was.
    pub cause: Option<String>,
    pub summary: Summary,
    pub rule_set: String,
    pub browser: String,
    /// Only `declared` is filled, because no list shows the other facts of such an audit.
    #[serde(flatten)]
    pub facts: AuditFacts,
    /// Version of the templates and texts of the site that was audited.
    #[serde(default)]
    pub drawn_by: String,
}

impl Store {
    /// Records an audit of the published site. A repeated call records it once. `drawn_by` is the version of the site's
    /// templates and texts.
    pub async fn put_own_audit(&self, audit: &Audit, drawn_by: &str, now: DateTime<Utc>) -> Result<OwnAudit> {
        let document = AuditDocument::from_audit(audit)?;
        let head = OwnAudit {
            public_id: document.public_id.clone(),
            host: audit.site.host.clone(),
            started_at: audit.started_at,
            recorded_at: milliseconds(now),
            cause: match &audit.outcome {
                AuditOutcome::Evaluated => None,
                AuditOutcome::NotEvaluated { cause, .. } => Some(cause.clone()),
            },
            summary: audit.summary,
            rule_set: audit.setting.way_of_looking(),
            browser: audit.setting.browser.clone(),
            facts: AuditFacts { declared: AuditFacts::from_audit(audit).declared, ..AuditFacts::default() },
            drawn_by: clean(drawn_by, CODE),
        };
        let json = serde_json::to_string(&head).expect("a head holds only strings and numbers");
        let size = i64::try_from(document.size)?;
        let mut tx = self.begin().await?;
        execute!(
            &mut tx,
            sql::PUT_OWN_AUDIT,
            &document.public_id,
            &document.hash,
            head.recorded_at,
            json,
            size,
            &document.compressed
        );
        commit(tx).await?;
        Ok(head)
    }

    /// All audits of the published site, oldest first.
    pub async fn own_audits(&self) -> Result<Vec<OwnAudit>> {
        let rows: Vec<(String, String)> = read!(self, sql::OWN_AUDITS);
        let head = |(public_id, head): (String, String)| {
            serde_json::from_str(&head)
                .map_err(|error| Error::CorruptDocument { public_id, reason: error.to_string() })
        };
        rows.into_iter().map(head).collect()
    }

    /// Canonical bytes of the audit's document, checked against the recorded hash.
    pub async fn own_audit_json(&self, public_id: &str) -> Result<Option<Vec<u8>>> {
        let row: Option<DocumentRow> = read_one!(self, sql::OWN_DOCUMENT, clean(public_id, CODE));
        row.map(DocumentRow::checked).transpose()
    }
}
