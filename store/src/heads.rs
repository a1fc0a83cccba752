//! Heads of recorded audits: the facts that lists and histories show without the audit documents.

use crate::both::{read, read_one};
use crate::statements as sql;
use crate::text::{ADDRESS, CODE, clean};
use crate::{Error, Result, Store};
use chrono::{DateTime, Utc};
use rules::audit::{AuditFacts, Summary};
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditHead {
    pub id: Uuid,
    pub site: Uuid,
    pub campaign: Uuid,
    pub public_id: String,
    pub hash: String,
    /// Path of the permalink, below the site's root.
    pub path: String,
    pub host: String,
    pub started_at: DateTime<Utc>,
    pub ended_at: DateTime<Utc>,
    pub recorded_at: DateTime<Utc>,
    /// Name and version of the main referential, such as `RGAA 4.1.2`.
    pub referential: String,
    /// Digest of the rules and the capture by which the site was audited ([`rules::audit::Setting::way_of_looking`]).
    pub rule_set: String,
    /// Product and version of the browser. Empty if no page was captured.
    pub browser: String,
    /// Why the site was not evaluated. `None` if it was.
    pub cause: Option<String>,
    pub summary: Summary,
    pub facts: AuditFacts,
    /// Public id of the audit whose kept pages were judged again.
    pub rejudged_from: Option<String>,
    pub withdrawn: Option<Withdrawal>,
    /// Number of the last change that touched this audit; see [`Store::revision`](crate::Store::revision).
    pub revision: i64,
}

/// The withdrawal of an audit. The permalink stays, and shows the withdrawal instead of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    pub at: DateTime<Utc>,
    pub reason: String,
}

#[derive(sqlx_macros::FromRow)]
struct HeadRow {
    id: Uuid,
    site_id: Uuid,
    campaign_id: Uuid,
    public_id: String,
    hash: String,
    path: String,
    host: String,
    started_at: DateTime<Utc>,
    ended_at: DateTime<Utc>,
    recorded_at: DateTime<Utc>,
    referential: String,
    rule_set: String,
    browser: Option<String>,
    cause: Option<String>,
    facts: Option<String>,
    criteria: i64,
    failed: i64,
    inapplicable: i64,
    passed: i64,
    cant_tell: i64,
    pages_audited: i64,
    pages_not_audited: i64,
    defects: i64,
    occurrences: i64,
    rejudged_from: Option<String>,
    withdrawn_at: Option<DateTime<Utc>>,
    withdrawn_reason: Option<String>,
    revision: i64,
}

impl Store {
    /// All audits of a site, oldest first.
    pub async fn audit_heads(&self, site: Uuid) -> Result<Vec<AuditHead>> {
        heads(read!(self, sql::HEADS_OF_SITE, site))
    }

    /// All audits whose permalinks are under a host, oldest first, for whichever of its sites they were planned.
    pub async fn audit_heads_of_host(&self, host: &str) -> Result<Vec<AuditHead>> {
        heads(read!(self, sql::HEADS_OF_HOST, clean(host, ADDRESS)))
    }

    /// Recorded audits of a campaign in the order of their ids, from the first after `after`.
    pub async fn audit_heads_of_campaign(
        &self,
        campaign: Uuid,
        after: Uuid,
        limit: u32,
    ) -> Result<Vec<AuditHead>> {
        heads(read!(self, sql::HEADS_OF_CAMPAIGN, campaign, after, i64::from(limit)))
    }

    pub async fn audit_head(&self, public_id: &str) -> Result<Option<AuditHead>> {
        let row: Option<HeadRow> = read_one!(self, sql::HEAD, clean(public_id, CODE));
        row.map(HeadRow::head).transpose()
    }

    /// Audits that were recorded, withdrawn or replied to after a revision, in the order of their last changes.
    pub async fn audits_changed_after(&self, revision: i64, limit: u32) -> Result<Vec<AuditHead>> {
        heads(read!(self, sql::HEADS_CHANGED_AFTER, revision, i64::from(limit)))
    }

    /// The latest audit of each site that is not withdrawn, in the order of the sites' ids, which follow `after_site`.
    pub async fn latest_heads(&self, after_site: Uuid, limit: u32) -> Result<Vec<AuditHead>> {
        heads(read!(self, sql::LATEST_AFTER, after_site, i64::from(limit)))
    }
}

fn heads(rows: Vec<HeadRow>) -> Result<Vec<AuditHead>> {
    rows.into_iter().map(HeadRow::head).collect()
}

impl HeadRow {
    fn head(self) -> Result<AuditHead> {
        let number = |value: i64| u32::try_from(value);
        let summary = Summary {
            criteria: number(self.criteria)?,
            failed: number(self.failed)?,
            inapplicable: number(self.inapplicable)?,
            passed: number(self.passed)?,
            cant_tell: number(self.cant_tell)?,
            pages_audited: number(self.pages_audited)?,
            pages_not_audited: number(self.pages_not_audited)?,
            defects: number(self.defects)?,
            occurrences: number(self.occurrences)?,
        };
        let withdrawn =
            self.withdrawn_at.map(|at| Withdrawal { at, reason: self.withdrawn_reason.unwrap_or_default() });
        let facts = self.facts.as_deref().map_or(Ok(AuditFacts::default()), serde_json::from_str);
        let facts = facts.map_err(|error| Error::CorruptDocument {
            public_id: self.public_id.clone(),
            reason: format!("column «facts»: {error}"),
        })?;
        Ok(AuditHead {
            id: self.id,
            site: self.site_id,
            campaign: self.campaign_id,
            public_id: self.public_id,
            hash: self.hash,
            path: self.path,
            host: self.host,
            started_at: self.started_at,
            ended_at: self.ended_at,
            recorded_at: self.recorded_at,
            referential: self.referential,
            rule_set: self.rule_set,
            browser: self.browser.unwrap_or_default(),
            cause: self.cause,
            summary,
            facts,
            rejudged_from: self.rejudged_from,
            withdrawn,
            revision: self.revision,
        })
    }
}
