//! The file from which a supervisory authority starts its control: the sample with its reasons, the failures, the parts
//! that were not covered, and the four checks of the law: accessibility, statement, scheme and plan, way to report. Two
//! formats are written from this one model.

use super::Shown;
use crate::{exports::safe, language::Say, pages::verdict::tag};
use chrono::NaiveDate;
use rules::{
    Outcome,
    audit::{AuditOutcome, PageOutcome},
    documents::DocumentsDigest,
    messages::Language,
    referential::CriterionId,
    statement::{Declared, Duty, DutyOutcome},
};
use serde::Serialize;
use std::collections::BTreeSet;

/// Version of the document's format. Adding a field keeps the version, changing a field raises it.
const FORM: u32 = 1;

#[derive(Serialize)]
pub struct Control<'a> {
    form: u32,
    pub site: &'a str,
    pub host: &'a str,
    pub audited_on: String,
    pub permalink: &'a str,
    /// Digest of `audit.json`.
    hash: &'a str,
    pub referential: String,
    /// Why the site could not be evaluated.
    pub not_evaluated: Option<&'a str>,
    pub checks: Vec<Check>,
    pub sample: Sample<'a>,
    pub failures: Vec<Failure>,
    pub not_covered: NotCovered,
    pub statement: Option<Declared>,
    pub documents: Option<DocumentsDigest>,
}

/// The four checks, by the names they have in the file.
pub const CHECKS: [&str; 4] = ["accessibility", "statement", "scheme-and-plan", "way-to-report"];
pub const NOT_LOOKED_FOR: &str = "not-looked-for";

/// One of [`CHECKS`].
#[derive(Serialize)]
pub struct Check {
    pub check: &'static str,
    /// `met`, `not-met` (proven), `to-verify` (by a person), `not-found` (where it was looked for) or
    /// [`NOT_LOOKED_FOR`].
    pub outcome: &'static str,
}

#[derive(Serialize)]
pub struct Sample<'a> {
    asked: u32,
    known: u32,
    seed: u64,
    pub pages: Vec<SampledPage<'a>>,
}

#[derive(Serialize)]
pub struct SampledPage<'a> {
    pub url: &'a str,
    pub title: Option<&'a str>,
    /// Reason for which the page is in the sample.
    pub reason: &'a str,
    /// Reason for which the page could not be examined.
    pub not_examined: Option<&'a str>,
}

/// A criterion that is proven not met.
#[derive(Serialize)]
pub struct Failure {
    pub criterion: CriterionId,
    /// Pages of the sample, counted from 1.
    pub pages: Vec<u32>,
    /// Absolute addresses of the proofs.
    pub evidence: Vec<String>,
}

#[derive(Serialize)]
pub struct NotCovered {
    /// Criteria whose outcome on the sample is `cantTell`.
    pub criteria_to_verify: Vec<CriterionId>,
    pub pages_not_examined: u32,
    /// Number of pages not examined because of a failure of ours. If it is above 0, the site was seen only in part.
    pub pages_lost: u32,
    pub documents_not_examined: Option<u32>,
}

const MOST_EVIDENCE: usize = 5;

impl<'a> Control<'a> {
    pub fn new(shown: &'a Shown<'_>) -> Self {
        let audit = shown.audit;
        let setting = &audit.setting;
        let documents = audit.documents.as_ref().map(DocumentsDigest::from_documents);
        let statement = audit.statement.as_ref().map(Declared::from_check);
        let pages = audit.pages.iter().map(|page| SampledPage {
            url: &page.url,
            title: page.title.as_deref(),
            reason: page.kind.code(),
            not_examined: match &page.outcome {
                PageOutcome::Audited => None,
                PageOutcome::NotAudited { cause, .. } => Some(cause),
            },
        });
        Self {
            form: FORM,
            site: &audit.site.url,
            host: &audit.site.host,
            audited_on: shown.day(),
            permalink: &shown.permalink,
            hash: shown.hash,
            referential: format!("{} {}", setting.referential, setting.referential_version),
            not_evaluated: match &audit.outcome {
                AuditOutcome::Evaluated => None,
                AuditOutcome::NotEvaluated { cause, .. } => Some(cause),
            },
            checks: of_audit(shown, statement.as_ref()),
            sample: Sample {
                asked: audit.sample.asked,
                known: audit.sample.known,
                seed: audit.sample.seed,
                pages: pages.collect(),
            },
            failures: failures(shown),
            not_covered: NotCovered {
                criteria_to_verify: with(shown, Outcome::CantTell).collect(),
                pages_not_examined: audit.summary.pages_not_audited,
                pages_lost: audit.pages_lost(),
                documents_not_examined: documents.as_ref().map(|digest| digest.not_examined),
            },
            statement: statement.as_ref().map(safe),
            documents,
        }
    }
}

fn with(shown: &Shown<'_>, outcome: Outcome) -> impl Iterator<Item = CriterionId> {
    let found = shown.audit.criteria.iter().filter(move |result| result.outcome == outcome);
    found.map(|result| result.id)
}

/// The four checks in the order of the law. Empty for a site that was not evaluated.
fn of_audit(shown: &Shown<'_>, declared: Option<&Declared>) -> Vec<Check> {
    if shown.audit.outcome != AuditOutcome::Evaluated {
        return Vec::new();
    }
    checks(shown.audit.summary.failed, declared, shown.audit.started_at.date_naive())
}

/// Checks of a site with `failed` criteria proven not met, on the day of its audit.
pub fn checks(failed: u32, declared: Option<&Declared>, day: NaiveDate) -> Vec<Check> {
    let accessibility = match failed {
        0 => DutyOutcome::ToVerify,
        _ => DutyOutcome::NotMet,
    };
    let both = |one: DutyOutcome, other: DutyOutcome| if one == DutyOutcome::Met { other } else { one };
    let outcomes = [
        Some(accessibility),
        declared.map(|said| said.statement_on(day)),
        declared.map(|said| both(said.scheme_on(day), said.plan_on(day))),
        declared.map(|said| said.outcome(Duty::Contact)),
    ];
    let told = |(check, outcome): (_, Option<DutyOutcome>)| Check {
        check,
        outcome: outcome.map_or(NOT_LOOKED_FOR, DutyOutcome::code),
    };
    CHECKS.into_iter().zip(outcomes).map(told).collect()
}

/// The name of a check for readers.
pub fn name_of(check: &str, language: Language) -> &'static str {
    match check {
        "accessibility" => language.t("1. Accessibilité", "1. Accessibility"),
        "statement" => language.t("2. Déclaration d’accessibilité", "2. Accessibility statement"),
        "scheme-and-plan" => {
            language.t("3. Schéma pluriannuel et plan de l’année", "3. Multi-year scheme and plan")
        }
        _ => language.t("4. Moyen de signaler un défaut", "4. Way to report a defect"),
    }
}

/// The text for an outcome, for readers.
pub fn said(outcome: &str, language: Language) -> &'static str {
    let known = DutyOutcome::ALL.iter().find(|known| known.code() == outcome);
    known.map_or(language.t("pas cherché", "not looked for"), |known| tag(*known, language).1)
}

fn failures(shown: &Shown<'_>) -> Vec<Failure> {
    let numbered = || shown.audit.findings.iter().enumerate();
    let failure = |criterion: CriterionId| {
        let proofs = numbered().filter(|(_, finding)| {
            let concerns = finding.tests.iter().any(|test| test.criterion() == criterion);
            finding.outcome == Outcome::Failed && concerns
        });
        let evidence = proofs.map(|(number, _)| shown.evidence(number)).take(MOST_EVIDENCE).collect();
        let pages: BTreeSet<u32> = shown.failed_on(criterion).iter().map(|page| page + 1).collect();
        Failure { criterion, pages: pages.into_iter().collect(), evidence }
    };
    with(shown, Outcome::Failed).map(failure).collect()
}
