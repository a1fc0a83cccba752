//! Figures of an audit's documents. They are kept in the audit's row, so that figures of thousands of sites are
//! computed without opening audit documents.

use super::{Documents, Facts, Known, Reading, Software};
use crate::Outcome;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Counts of distinct documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentsDigest {
    /// Number of documents that the audited pages link to.
    pub offered: u32,
    /// Number of documents that were drawn and examined.
    pub examined: u32,
    /// Number of documents that were drawn but could not be examined.
    pub not_examined: u32,
    /// PDF files among those examined.
    pub pdf: u32,
    /// PDF files that consist of pictures of pages without text.
    pub pictures: u32,
    /// PDF files whose content no tag reaches, including those that consist of pictures.
    pub untagged: u32,
    /// Examined files without a title.
    pub without_title: u32,
    /// PDF files without a language.
    pub without_language: u32,
    /// Files proven to fail RGAA 13.3.1.
    pub failed: u32,
    /// The PDF files by the id of the software that made them; empty in digests that were kept without it.
    pub made_with: BTreeMap<String, MadeWith>,
}

/// Numbers of PDF files made by one software.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct MadeWith {
    pub pdf: u32,
    pub pictures: u32,
    pub untagged: u32,
}

impl DocumentsDigest {
    pub fn from_documents(documents: &Documents) -> Self {
        let mut digest = Self { offered: documents.count(), ..Self::default() };
        for file in &documents.files {
            digest.failed += u32::from(file.decision.outcome == Outcome::Failed);
            match &file.reading {
                Reading::Examined { facts } => digest.count(facts),
                Reading::NotExamined { .. } => digest.not_examined += 1,
            }
        }
        digest
    }

    fn count(&mut self, facts: &Facts) {
        let is_pdf = facts.format == super::Format::Pdf;
        let failed = |id| u32::from(facts.outcome(id) == Outcome::Failed);
        self.examined += 1;
        if is_pdf {
            let untagged = u32::from(facts.is_inaccessible());
            let pictures = if facts.text == Known::No { untagged } else { 0 };
            let made_with = self.made_with.entry(Software::from_facts(facts).id.to_owned()).or_default();
            *made_with = made_with.plus(MadeWith { pdf: 1, pictures, untagged });
            self.pdf += 1;
            self.pictures += pictures;
            self.untagged += untagged;
        }
        self.without_title += failed("title");
        self.without_language += if is_pdf { failed("language") } else { 0 };
    }

    /// The sum of both.
    pub fn plus(mut self, other: &Self) -> Self {
        let sum = u32::saturating_add;
        for (id, more) in &other.made_with {
            let made_with = self.made_with.entry(id.clone()).or_default();
            *made_with = made_with.plus(*more);
        }
        Self {
            offered: sum(self.offered, other.offered),
            examined: sum(self.examined, other.examined),
            not_examined: sum(self.not_examined, other.not_examined),
            pdf: sum(self.pdf, other.pdf),
            pictures: sum(self.pictures, other.pictures),
            untagged: sum(self.untagged, other.untagged),
            without_title: sum(self.without_title, other.without_title),
            without_language: sum(self.without_language, other.without_language),
            failed: sum(self.failed, other.failed),
            made_with: self.made_with,
        }
    }
}

impl MadeWith {
    pub fn plus(self, other: Self) -> Self {
        Self {
            pdf: self.pdf.saturating_add(other.pdf),
            pictures: self.pictures.saturating_add(other.pictures),
            untagged: self.untagged.saturating_add(other.untagged),
        }
    }
}
