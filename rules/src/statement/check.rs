//! The part of the audit document about declarations: what the site declares, which duties it meets, and which claims
//! the proofs contradict.

use super::model::{Conformity, DutyLink, Mention, Programme, Statement};
use crate::referential::CriterionId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementCheck {
    /// The day of the audit, on which ages are computed.
    pub judged_on: NaiveDate,
    /// Mentions on the home page, in reading order.
    pub mentions: Vec<Mention>,
    /// Address of the statement that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Statement>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Programme>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Programme>,
    /// Linked files that were not read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DutyLink>,
    /// Audits by people to which the statement links. Their results are never mixed with those of this audit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub human_audits: Vec<DutyLink>,
    pub duties: Vec<DutyVerdict>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
    /// Pages beside the sample that were read for this check. No rule judges them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read_beside: Vec<ReadBeside>,
    /// Addresses of the pages on which declarations were searched. «Not found» means «not on these pages».
    pub looked_at: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBeside {
    /// Number of the kept page. These pages are numbered after those of the sample.
    pub number: u32,
    /// Address as requested.
    pub url: String,
    /// BLAKE3 of the kept snapshot, in hexadecimal.
    pub snapshot: String,
}

macro_rules! duties {
    ($($name:ident $code:literal,)+) => {
        /// A duty that the law sets. Its codes are published and never change their meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Duty { $(#[serde(rename = $code)] $name,)+ }

        impl Duty {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

duties! {
    Mention "mention",
    MentionAgrees "mention-agrees",
    Statement "statement",
    Linked "statement-linked",
    Scope "scope",
    Status "status",
    Rate "rate",
    StatusAgrees "status-agrees",
    Version "rgaa-version",
    Auditor "auditor",
    SetOn "set-on",
    Valid "valid",
    Contents "non-accessible-content",
    Checked "checked-pages",
    Contact "contact",
    Remedies "remedies",
    Scheme "scheme",
    Plan "plan",
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DutyOutcome {
    Met,
    NotMet,
    /// Nothing was found on the pages that were read, which does not prove that there is nothing.
    NotFound,
    ToVerify,
}

impl DutyOutcome {
    pub const ALL: &[Self] = &[Self::Met, Self::NotMet, Self::NotFound, Self::ToVerify];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::NotFound => "not-found",
            Self::ToVerify => "to-verify",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyVerdict {
    pub duty: Duty,
    pub outcome: DutyOutcome,
    /// Key of the sentence in `data/statement/duties.tsv`, together with the duty.
    pub reason: String,
    /// Parameters of the sentence.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<String, String>,
    /// The site's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
}

/// A declaration that the proofs of this audit refute, on its pages and at its date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    pub claim: Claim,
    pub excerpt: String,
    /// Address of the page with the claim.
    pub address: String,
    /// Criteria proven non-conforming.
    pub criteria: Vec<CriterionId>,
    /// The pages that prove it. Pages that the statement lists as checked come first.
    pub pages: Vec<ProofPage>,
    /// The ceiling, in thousandths.
    pub ceiling_per_mille: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Claim {
    Conformity {
        conformity: Conformity,
    },
    /// In hundredths of one per cent.
    Rate {
        rate: super::Percent,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofPage {
    /// Index into the audit's `pages`.
    pub page: u32,
    /// Whether the statement lists it among the pages that its auditor checked.
    pub is_checked: bool,
    pub criteria: Vec<CriterionId>,
}

impl StatementCheck {
    pub fn verdict(&self, duty: Duty) -> Option<&DutyVerdict> {
        self.duties.iter().find(|verdict| verdict.duty == duty)
    }

    pub fn is_met(&self, duty: Duty) -> bool {
        self.verdict(duty).is_some_and(|verdict| verdict.outcome == DutyOutcome::Met)
    }

    /// The conformity on which the rendered mentions agree, and the words of the first one that declares it.
    pub fn mentioned(&self) -> Option<(Conformity, &str)> {
        agreed(&self.mentions)
    }

    /// The last day on which the statement is valid: three years after it was established or last updated.
    pub fn valid_until(&self) -> Option<NaiveDate> {
        let statement = self.statement.as_ref()?;
        let dates = [&statement.set_on, &statement.updated_on];
        let latest = dates.into_iter().flatten().map(|date| date.value.latest()).max()?;
        latest.checked_add_months(chrono::Months::new(36))
    }
}

/// The conformity on which the rendered mentions agree, and the words of the first one that declares it.
pub(super) fn agreed(mentions: &[Mention]) -> Option<(Conformity, &str)> {
    let shown = mentions.iter().filter(|mention| mention.is_shown);
    let mut known = shown.filter_map(|mention| Some((mention.conformity?, mention.text.as_str())));
    let first = known.next()?;
    known.all(|(conformity, _)| conformity == first.0).then_some(first)
}
