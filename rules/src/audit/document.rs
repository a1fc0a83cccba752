//! The types of the audit document, which is serialised as `audit.json`. A document is written once and never changes.

use super::{PageKind, Summary};
use crate::{
    Outcome,
    consent::Question,
    documents::Documents,
    made_with::MadeWith,
    page::{Frame, Picture},
    referential::{CriterionId, TestId},
    statement::StatementCheck,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{
    cmp::{Ordering, Reverse},
    collections::BTreeMap,
};

/// Test numbers by outcome.
pub type TestsByOutcome = BTreeMap<Outcome, Vec<TestId>>;

/// The audit of one site at one date. The order of the fields is that of the canonical JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Audit {
    /// Version of this document's shape, see [`super::FORMAT`].
    pub format: u32,
    pub site: AuditedSite,
    pub started_at: DateTime<Utc>,
    pub ended_at: DateTime<Utc>,
    pub setting: Setting,
    pub outcome: AuditOutcome,
    pub sample: Sample,
    pub summary: Summary,
    /// All criteria of the referential, in its order.
    pub criteria: Vec<CriterionResult>,
    /// Test numbers by outcome on the whole sample; each test of the referential occurs once.
    pub tests: TestsByOutcome,
    pub pages: Vec<AuditedPage>,
    /// Distinct defects (`failed`), then points to verify (`cantTell`), in the order of the referential.
    pub findings: Vec<Finding>,
    /// The id of the audit whose stored pages were judged again, if this is such a second judgement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejudged_from: Option<String>,
    /// What the site declares, judged and compared with what was proven. Absent if the home page was not seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<StatementCheck>,
    /// Content management system, theme and agency, as far as the pages reveal them. Absent if they reveal none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_with: Option<MadeWith>,
    /// The documents that its pages offer. Absent if documents were not examined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documents: Option<Documents>,
    /// The results under other referentials, if any were chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Beside>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedSite {
    /// Host name in lower case, as in the permalink, with `_port` if the port is not the default of the scheme.
    pub host: String,
    /// The address at which the audit began.
    pub url: String,
    /// Name of the member at the date of the audit, if the registry gave one.
    pub name: Option<String>,
}

/// The conditions of an audit. Two audits are compared only as far as their conditions are the same.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Setting {
    /// `RGAA`
    pub referential: String,
    /// `4.1.2`
    pub referential_version: String,
    /// Digest of the rules used, so that a change of rules is not mistaken for a change of the site.
    pub rule_set: String,
    /// Version of the program.
    pub program: String,
    /// Product and version of the browser, as it names itself.
    pub browser: String,
    /// Width of the window in CSS pixels.
    pub viewport_width: u32,
    pub viewport_height: u32,
    /// `as-delivered`: nothing was clicked, a consent banner is part of the page.
    pub consent: String,
    /// Digest of each rule by its id: a change of one rule leaves the findings of the others comparable.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<String, String>,
    /// Digest of the code that captured the pages. Empty where no page was captured.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub capture: String,
}

impl Setting {
    /// Identifies rules and capture together. Audits with different values cannot be compared as a whole.
    pub fn way_of_looking(&self) -> String {
        [self.rule_set.as_str(), self.capture.as_str()].join(if self.capture.is_empty() { "" } else { "-" })
    }
}

/// Whether the site could be evaluated at all.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum AuditOutcome {
    Evaluated,
    /// The audit was not possible: stable code of a cause (`dns`, `robots`, `firewall` …) and a technical detail for
    /// the webmaster.
    NotEvaluated {
        cause: String,
        detail: Option<String>,
    },
}

/// Cause of a page that was lost because no browser was available, a failure on our side.
pub const BROWSER_UNAVAILABLE: &str = "browser-unavailable";

impl Audit {
    /// Number of pages lost to a failure on our side; 0 if the site was not evaluated. If it is not 0, only a part of
    /// the sample was seen: defects may be missing, and the figures are not compared with those of other audits.
    pub fn pages_lost(&self) -> u32 {
        let is_lost = |page: &&AuditedPage| matches!(&page.outcome, PageOutcome::NotAudited { cause, .. } if cause == BROWSER_UNAVAILABLE);
        let lost = self.pages.iter().filter(is_lost).count();
        if self.outcome == AuditOutcome::Evaluated { u32::try_from(lost).unwrap_or(u32::MAX) } else { 0 }
    }
}

/// How the pages were drawn; the same seed draws the same pages from the same site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    pub seed: u64,
    /// Number of pages wanted.
    pub asked: u32,
    /// Number of addresses of the site that were known when the pages were drawn.
    pub known: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuditedPage {
    /// The address as requested.
    pub url: String,
    /// Final address, if redirects led to another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub final_url: Option<String>,
    pub title: Option<String>,
    /// Reason for which it is in the sample.
    pub kind: PageKind,
    pub captured_at: Option<DateTime<Utc>>,
    pub outcome: PageOutcome,
    /// BLAKE3 of the kept snapshot, in hexadecimal, so that a replay can be checked.
    pub snapshot: Option<String>,
    /// The picture of the page, where one was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// How the page settled, if that took time or a part of it did not settle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<PageStanding>,
    /// The consent dialog in front of it, unanswered. Absent if there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Question>,
    /// Test numbers by outcome on this page; empty if the page was not audited.
    pub tests: TestsByOutcome,
}

impl AuditedPage {
    /// A page of which only the address and the reason are known.
    pub fn new(url: impl Into<String>, kind: impl Into<PageKind>) -> Self {
        Self {
            url: url.into(),
            final_url: None,
            title: None,
            kind: kind.into(),
            captured_at: None,
            outcome: PageOutcome::Audited,
            snapshot: None,
            picture: None,
            standing: None,
            consent: None,
            tests: TestsByOutcome::new(),
        }
    }
}

/// How a page settled. A page is judged when it has settled: no request that affects the displayed content is pending,
/// and nothing changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageStanding {
    /// Time waited after the `load` event, in milliseconds.
    pub waited_milliseconds: u32,
    /// Whether the time limit came before the page had settled: it still changed, or requests were pending. It was
    /// judged in that state.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub timed_out: bool,
    /// CSS selectors of parts that still moved, at most ten. No rule passes or fails them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moving: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PageOutcome {
    Audited,
    NotAudited { cause: String, detail: Option<String> },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CriterionResult {
    pub id: CriterionId,
    /// `failed` = non conforme, `inapplicable` = non applicable, `passed` = conforme, `cantTell` = à vérifier.
    pub outcome: Outcome,
    /// Indexes into `pages` of the pages where it is proven non-conforming.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed_on: Vec<u32>,
    /// The other criteria of a proof «one of these», when no single criterion is proven.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed_with: Vec<CriterionId>,
}

/// A distinct defect or point to verify: a template's defect on 300 pages is one finding with 300 places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable from audit to audit: digest of rule, reason, outcome and normalised excerpt. Hexadecimal, 16 digits.
    pub id: String,
    pub rule: String,
    /// `failed` or `cantTell`.
    pub outcome: Outcome,
    /// Key of the message table.
    pub reason: String,
    /// Parameters of the message (`ratio`, `expected` …).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<String, String>,
    /// Tests that it concerns. With `either`, it proves that one of them fails, but not which one.
    pub tests: Vec<TestId>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub either: bool,
    /// Excerpt of the markup, shortened. To be shown as text only.
    pub html: String,
    /// Number of occurrences on all pages, including those whose places were not kept.
    pub count: u32,
    /// The first places, at most [`Finding::MOST_PLACES`].
    pub places: Vec<Place>,
}

impl Finding {
    pub const MOST_PLACES: usize = 50;

    /// Defects first, then in the order of the referential.
    pub fn in_order(&self, other: &Self) -> Ordering {
        let rank = |finding: &Self| (Reverse(finding.outcome), finding.tests.first().copied());
        rank(self)
            .cmp(&rank(other))
            .then_with(|| self.rule.cmp(&other.rule))
            .then_with(|| self.id.cmp(&other.id))
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Index into `pages`.
    pub page: u32,
    /// CSS selector of the element; ` >>> ` marks the entry into a shadow root or a frame.
    pub selector: String,
    /// Position of the element in the page's picture, if it is visible there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<Frame>,
}

/// The result of the same verdicts under another referential.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    pub referential: String,
    pub referential_version: String,
    pub summary: Summary,
    /// All criteria of the referential, in its order.
    pub criteria: Vec<CriterionResult>,
    /// Its test numbers by outcome on the whole sample.
    pub tests: TestsByOutcome,
    /// Its test numbers by outcome on each page, in the order of the audit's pages.
    pub pages: Vec<TestsByOutcome>,
    /// Findings of the audit that this referential asks about too.
    pub shared: Vec<SharedFinding>,
    /// Findings that only this referential asks about, or that prove something else under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// A finding of the audit under other test numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedFinding {
    /// Index into the findings of the audit.
    pub finding: u32,
    pub tests: Vec<TestId>,
}
