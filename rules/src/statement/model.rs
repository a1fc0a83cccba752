//! The model of a site's statement: values with the words from which they were read. An uncertain value is `None`.

use super::text::{PartialDate, Percent};
use serde::{Deserialize, Serialize};

/// A value, the words from which it was read, and their place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read<T> {
    pub value: T,
    /// Verbatim, cut at [`MOST_EXCERPT`] characters.
    pub excerpt: String,
    /// CSS selector of the element with these words.
    pub selector: String,
    pub confidence: Confidence,
}

pub const MOST_EXCERPT: usize = 400;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Read from the exact words of the law, or from a wording that cannot mean anything else.
    Certain,
    /// The most likely reading.
    Probable,
}

/// The conformity that a site declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conformity {
    Total,
    Partial,
    Non,
}

impl Conformity {
    pub const ALL: &[Self] = &[Self::Total, Self::Partial, Self::Non];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Partial => "partial",
            Self::Non => "non",
        }
    }

    /// The wording that the law prescribes.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Total => "totalement conforme",
            Self::Partial => "partiellement conforme",
            Self::Non => "non conforme",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|conformity| conformity.code() == code)
    }
}

/// «Accessibilité : non conforme» on the home page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// `None` if the mention declares none of the three states.
    pub conformity: Option<Conformity>,
    pub text: String,
    pub selector: String,
    /// Whether it has the exact words that the law requires.
    pub is_exact: bool,
    /// Whether it was rendered when the page was captured.
    pub is_shown: bool,
    /// Target of the link, if it is a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// The kind of page or file to which a link leads, recognised by the link's words and address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    Statement,
    Scheme,
    Plan,
    HumanAudit,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyLink {
    pub target: Target,
    pub address: String,
    pub text: String,
    /// Whether the address is that of a PDF or office file, which is listed but not read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_document: bool,
}

/// The auditor according to the statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Auditor {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub kind: AuditorKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuditorKind {
    /// The body itself.
    Own,
    Company,
    /// Named, but the statement does not show whether it is a company.
    Unknown,
}

/// A list of content that is not accessible, or the declaration that there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contents {
    pub items: Vec<String>,
    /// Whether the statement declares none: «Aucune», «Néant».
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub none_declared: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedPage {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contact {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub telephones: Vec<String>,
}

/// Ways to reach the Défenseur des droits that the statement gives.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Remedies {
    pub has_form: bool,
    pub has_postal_address: bool,
}

/// The multi-year scheme, or the plan of a year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Programme {
    /// First and last year for a scheme; each year for plans.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<u16>,
    /// Addresses at which it can be read, one for each link.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    /// The latest year in the text about it, whatever it refers to. It can only make a verdict `to-verify`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest_year: Option<u16>,
    /// Whether the text says that it is still to come.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_announced_only: bool,
}

/// A statement, or a page on which one is still to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    pub kind: StatementKind,
    /// `fr` or `en`.
    pub language: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Read<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers: Option<Read<String>>,
    /// Hosts in the text that says what it covers, without `www.`
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covered_hosts: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Read<()>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conformity: Option<Read<Conformity>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Read<Percent>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub average_rate: Option<Read<Percent>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rgaa_version: Option<Read<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auditor: Option<Read<Auditor>>,
    /// It says that no audit was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_audited: Option<Read<()>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_on: Option<Read<PartialDate>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<Read<PartialDate>>,
    /// The latest date or year on the page, whatever it refers to. It can only make a verdict `to-verify`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest_date: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failures: Option<Read<Contents>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub burden: Option<Read<Contents>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exempt: Option<Read<Contents>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub technologies: Option<Read<Vec<String>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<Read<Vec<String>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tools: Option<Read<Vec<String>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages_checked: Option<Read<Vec<CheckedPage>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Read<Contact>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedies: Option<Read<Remedies>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Read<Programme>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Read<Programme>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatementKind {
    Statement,
    /// A page which says that the statement is still to be written.
    InWriting,
}

/// All that one page says about the duties.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PageReading {
    pub mentions: Vec<Mention>,
    pub links: Vec<DutyLink>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Statement>,
    /// The scheme, if the page is the scheme itself; the plan likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Read<Programme>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Read<Programme>>,
}
