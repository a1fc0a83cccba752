//! The part of an audit that says what the site declares, whether it does what the law asks, and what contradicts it.

use super::model::{Conformity, DutyLink, Mention, Programme, Statement};
use crate::referential::CriterionId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementCheck {
    /// The day of the audit: ages are counted up to it.
    pub judged_on: NaiveDate,
    /// Mentions on the home page, in reading order.
    pub mentions: Vec<Mention>,
    /// Where the statement was read.
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
    /// Audits by people that the statement links: never mixed with this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub human_audits: Vec<DutyLink>,
    pub duties: Vec<DutyVerdict>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
    /// Pages that were read for this and are no part of the sample: read, never judged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read_beside: Vec<ReadBeside>,
    /// Addresses where the statement was looked for: what was not found was not found there.
    pub looked_at: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBeside {
    /// Number of the kept page, behind those of the sample.
    pub number: u32,
    /// As requested.
    pub url: String,
    /// BLAKE3 of the kept snapshot, in hexadecimal.
    pub snapshot: String,
}

macro_rules! duties {
    ($($name:ident $code:literal,)+) => {
        /// Something the law asks. Codes are published and never change meaning.
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
    /// Nothing was found where we looked; that is not to say that there is nothing.
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
    /// Key of `data/statement/duties.tsv`, under the duty.
    pub reason: String,
    /// Parameters of the sentence.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<String, String>,
    /// The site's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
}

/// A declaration that what was proven refutes, on the pages of this audit and at its date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    pub claim: Claim,
    pub excerpt: String,
    /// Where the claim stands.
    pub address: String,
    /// Criteria proven non-conforming.
    pub criteria: Vec<CriterionId>,
    /// The pages that prove it: those the statement lists as checked come first.
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
    /// Whether the statement lists it among the pages its auditor checked.
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

    /// The conformity that the shown mentions agree on, and the words of the first.
    pub fn mentioned(&self) -> Option<(Conformity, &str)> {
        agreed(&self.mentions)
    }

    /// The last day on which the statement is valid: three years after it was last set or updated.
    pub fn valid_until(&self) -> Option<NaiveDate> {
        let statement = self.statement.as_ref()?;
        let dates = [&statement.set_on, &statement.updated_on];
        let latest = dates.into_iter().flatten().map(|date| date.value.latest()).max()?;
        latest.checked_add_months(chrono::Months::new(36))
    }
}

/// The conformity that the shown mentions agree on, and the words of the first.
pub(super) fn agreed(mentions: &[Mention]) -> Option<(Conformity, &str)> {
    let shown = mentions.iter().filter(|mention| mention.is_shown);
    let mut known = shown.filter_map(|mention| Some((mention.conformity?, mention.text.as_str())));
    let first = known.next()?;
    known.all(|(conformity, _)| conformity == first.0).then_some(first)
}
