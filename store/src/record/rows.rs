//! The rows of an audit that are needed for queries across sites. Everything else is read from its document.

use crate::Result;
use crate::both::{Open, execute};
use crate::documents::AuditDocument;
use crate::figures::{AGENCY, SYSTEM, THEME};
use crate::id::milliseconds;
use crate::leases::Lease;
use crate::statements as sql;
use crate::text::{ADDRESS, CODE, clean};
use chrono::{DateTime, Utc};
use rules::Outcome;
use rules::audit::{Audit, AuditFacts, AuditOutcome, Finding, PageOutcome};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The head of an audit: the facts in its row of the table `audit`.
pub struct Head<'a> {
    document: &'a AuditDocument<'a>,
    path: String,
    host: String,
    started_at: DateTime<Utc>,
    ended_at: DateTime<Utc>,
    recorded_at: DateTime<Utc>,
    referential: String,
    rule_set: String,
    cause: Option<String>,
    rejudged_from: Option<String>,
}

/// The figures of an audit, in the order of the parameters of both statements that write a head.
fn figures(audit: &Audit) -> [i64; 9] {
    let s = &audit.summary;
    [
        s.criteria,
        s.failed,
        s.inapplicable,
        s.passed,
        s.cant_tell,
        s.pages_audited,
        s.pages_not_audited,
        s.defects,
        s.occurrences,
    ]
    .map(i64::from)
}

/// Runs a statement that writes a head. The two such statements have three parameters of their own, followed by the
/// same columns.
macro_rules! put_head {
    ($tx:expr, $head:expr, $sql:expr, $($own:expr),*) => {{
        let head: &Head<'_> = $head;
        let [criteria, failed, inapplicable, passed, cant_tell, audited, not_audited, defects, occurrences] =
            figures(head.document.audit);
        let changed = execute!(
            $tx,
            $sql,
            $($own,)*
            &head.document.public_id,
            &head.document.hash,
            &head.path,
            &head.host,
            head.started_at,
            head.ended_at,
            head.recorded_at,
            &head.referential,
            &head.rule_set,
            &head.cause,
            criteria,
            failed,
            inapplicable,
            passed,
            cant_tell,
            audited,
            not_audited,
            defects,
            occurrences,
        );
        Ok(changed == 1)
    }};
}

impl<'a> Head<'a> {
    pub fn from_document(document: &'a AuditDocument<'a>, now: DateTime<Utc>) -> Self {
        let audit = document.audit;
        let setting = &audit.setting;
        Self {
            document,
            path: clean(&document.path, ADDRESS),
            host: clean(&audit.site.host, ADDRESS),
            started_at: milliseconds(audit.started_at),
            ended_at: milliseconds(audit.ended_at),
            recorded_at: milliseconds(now),
            referential: clean(&format!("{} {}", setting.referential, setting.referential_version), CODE),
            rule_set: clean(&setting.way_of_looking(), CODE),
            cause: match &audit.outcome {
                AuditOutcome::Evaluated => None,
                AuditOutcome::NotEvaluated { cause, .. } => Some(clean(cause, CODE)),
            },
            rejudged_from: audit.rejudged_from.as_deref().map(|id| clean(id, CODE)),
        }
    }

    /// Writes the head into the leased row. `false` if the lease is lost.
    pub async fn record_leased(&self, tx: &mut Open, lease: &Lease, owner: &str) -> Result<bool> {
        put_head!(tx, self, sql::RECORD_LEASED, lease.audit, owner, i64::from(lease.attempt))
    }

    /// Writes the head of a second judgement. `false` if the audit `of` does not exist.
    pub async fn record_rejudged(&self, tx: &mut Open, id: Uuid, of: Uuid) -> Result<bool> {
        put_head!(tx, self, sql::RECORD_REJUDGED, id, of, &self.rejudged_from)
    }
}

/// Writes the document, the facts for lists, the software, the failed criteria, the causes and the distinct defects.
pub async fn put_all(tx: &mut Open, id: Uuid, document: &AuditDocument<'_>) -> Result<()> {
    let audit = document.audit;
    let size = i64::try_from(document.size)?;
    execute!(tx, sql::PUT_DOCUMENT, id, size, &document.compressed);
    execute!(tx, sql::SET_BROWSER, id, clean(&audit.setting.browser, CODE));
    execute!(tx, sql::SET_FACTS, id, crate::facts::json(&AuditFacts::from_audit(audit)));
    for (kind, name) in made_with(audit) {
        execute!(tx, sql::PUT_MADE_WITH, id, kind, clean(name, ADDRESS));
    }
    for criterion in failed_criteria(audit) {
        execute!(tx, sql::PUT_CRITERION, id, criterion);
    }
    for (cause, pages) in causes(audit) {
        execute!(tx, sql::PUT_CAUSE, id, cause, pages);
    }
    for (number, finding) in defects(audit) {
        let (fingerprint, rule) = (clean(&finding.id, CODE), clean(&finding.rule, CODE));
        let reason = clean(&finding.reason, CODE);
        let tests = finding.tests.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let occurrences = i64::from(finding.count);
        execute!(
            tx,
            sql::PUT_FINDING,
            id,
            number,
            fingerprint,
            rule,
            reason,
            tests,
            occurrences,
            pages(finding)
        );
    }
    Ok(())
}

fn failed_criteria(audit: &Audit) -> BTreeSet<String> {
    let failed = audit.criteria.iter().filter(|criterion| criterion.outcome == Outcome::Failed);
    failed.map(|criterion| criterion.id.to_string()).collect()
}

fn causes(audit: &Audit) -> BTreeMap<String, i64> {
    let mut causes = BTreeMap::new();
    for page in &audit.pages {
        if let PageOutcome::NotAudited { cause, .. } = &page.outcome {
            *causes.entry(clean(cause, CODE)).or_default() += 1;
        }
    }
    causes
}

/// Systems, themes and agencies that the site was made with, each with its kind.
fn made_with(audit: &Audit) -> impl Iterator<Item = (&'static str, &str)> {
    let parts = audit.made_with.iter().flat_map(|of| {
        let system = of.system.iter().map(|name| (SYSTEM, name));
        let themes = of.themes.iter().map(|name| (THEME, name));
        system.chain(themes).chain(of.agencies.iter().map(|name| (AGENCY, name)))
    });
    parts.map(|(kind, name)| (kind, name.as_str()))
}

/// Distinct defects with their numbers among the findings of the audit. Findings to verify are left out: they are many,
/// and no published page counts them across sites.
fn defects(audit: &Audit) -> impl Iterator<Item = (i64, &Finding)> {
    (0..).zip(&audit.findings).filter(|(_, finding)| finding.outcome == Outcome::Failed)
}

/// Number of pages on which a finding has kept places.
fn pages(finding: &Finding) -> i64 {
    let pages: BTreeSet<u32> = finding.places.iter().map(|place| place.page).collect();
    i64::try_from(pages.len()).unwrap_or(i64::MAX)
}
