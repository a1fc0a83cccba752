//! The facts of one file.

use crate::Outcome;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Format of a file, recognised by its bytes and never by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Pdf,
    Odt,
    Ods,
    Odp,
    Docx,
    Xlsx,
    Pptx,
    Epub,
}

impl Format {
    pub const ALL: [Self; 8] =
        [Self::Pdf, Self::Odt, Self::Ods, Self::Odp, Self::Docx, Self::Xlsx, Self::Pptx, Self::Epub];

    /// Name of the format, for readers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Odt => "ODT",
            Self::Ods => "ODS",
            Self::Odp => "ODP",
            Self::Docx => "DOCX",
            Self::Xlsx => "XLSX",
            Self::Pptx => "PPTX",
            Self::Epub => "EPUB",
        }
    }

    pub fn extension(self) -> String {
        self.name().to_ascii_lowercase()
    }
}

/// Whether something is true of a file, or the file does not show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Known {
    Yes,
    No,
    #[default]
    Unknown,
}

/// The result of reading a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reading {
    Examined {
        facts: Box<Facts>,
    },
    NotExamined {
        reason: Unread,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        detail: Option<String>,
    },
}

/// Reason for which a file was not examined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unread {
    /// The file opens only with a password.
    Password,
    /// The file is damaged.
    Damaged,
    /// The file exceeds a limit: size, depth or compression.
    Excess,
    /// The file has none of the supported formats.
    Format,
    /// The file could not be loaded.
    Fetch,
    /// robots.txt forbids it.
    Robots,
    /// A defect of this program.
    Internal,
}

impl Unread {
    pub const ALL: [Self; 7] = [
        Self::Password,
        Self::Damaged,
        Self::Excess,
        Self::Format,
        Self::Fetch,
        Self::Robots,
        Self::Internal,
    ];
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    pub format: Format,
    /// Number of pages, slides or sheets, where the file gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Language tag, as written in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Software that produced the file (`Producer`, `meta:generator`, `Application`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub producer: Option<String>,
    /// Software that the text was written with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creator: Option<String>,
    /// Date of creation, as the metadata of the file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<NaiveDate>,
    /// Whether it contains text at all. [`Known::No`] only if every page was read and shows something.
    pub text: Known,
    /// Whether it contains the structure that assistive technologies need: in a PDF, its tags. Other formats always
    /// have it.
    pub tagged: Known,
    /// Standards to which the file claims to conform: `PDF/UA-1` and similar ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<String>,
    /// The results of the checks, in the order of the catalogue.
    pub checks: Vec<Check>,
}

/// The result of one check of the catalogue on one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Key of the catalogue of checks.
    pub id: String,
    pub outcome: Outcome,
    /// Number of times it failed or must be verified; 0 if that cannot be counted.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub count: u32,
    /// Numbers of the first pages concerned, from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<u32>,
    /// A text of the file as evidence (a tag, a date, a name).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl Facts {
    pub fn check(&self, id: &str) -> Option<&Check> {
        self.checks.iter().find(|check| check.id == id)
    }

    pub fn outcome(&self, id: &str) -> Outcome {
        self.check(id).map_or(Outcome::Untested, |check| check.outcome)
    }

    /// Whether the file proves that it is inaccessible: no tag reaches its content, which is text or pictures of pages.
    pub fn is_inaccessible(&self) -> bool {
        let shows_text = self.text == Known::Yes;
        let shows_pictures = self.text == Known::No && self.outcome("text") == Outcome::Failed;
        self.tagged == Known::No && (shows_text || shows_pictures)
    }

    /// The latest of the file's own dates.
    pub fn last_date(&self) -> Option<NaiveDate> {
        self.created.max(self.modified)
    }
}
