//! The facts that an audit keeps about the documents that its pages offer.

use super::{Format, Reading, offered::DocumentLink};
use crate::Outcome;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The documents of an audit: all documents that its pages link to are counted, and some are opened.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Documents {
    /// Number of documents that should be opened; 0 if opening was turned off.
    pub asked: u32,
    /// Distinct addresses by announced format; complete for the audited pages.
    pub offered: Vec<Offered>,
    /// Documents that were drawn to be opened, in the order in which they were drawn.
    pub files: Vec<DocumentFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    pub format: Format,
    /// Distinct addresses.
    pub links: u32,
    /// Number of these addresses on another host.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub elsewhere: u32,
    /// Sum of the sizes in bytes that links announce.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced_bytes: Option<u64>,
}

/// One document that was drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentFile {
    /// The address as linked.
    pub url: String,
    /// Final address, if redirects led to another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub final_url: Option<String>,
    /// Text of the first link to it. To be shown as text only.
    pub text: String,
    /// Indexes into the audit's `pages`: the pages that link to it.
    pub pages: Vec<u32>,
    /// Reason for which it was drawn.
    pub drawn: Drawn,
    /// Whether it is on another host of the site's domain, so that it may belong to another body.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub elsewhere: bool,
    /// Size of the file in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// BLAKE3 of the file, in hexadecimal. The file itself is not kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    pub reading: Reading,
    /// The decision under RGAA 13.3.1, with its reason.
    pub decision: Decision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Drawn {
    /// Linked from a page that the RGAA requires in the sample.
    Required,
    /// One of the newest documents, by the year in its address or in the text of the link.
    Newest,
    Random,
}

/// The decision about one document under RGAA 13.3.1. Software cannot prove that a document meets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// `failed`, `cantTell` or `untested`.
    pub outcome: Outcome,
    pub reason: Because,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// Proven inaccessible, too recent to be exempt, and without a replacement.
    Inaccessible,
    /// Proven inaccessible; made before 23 September 2018.
    MaybeExempt,
    /// Proven inaccessible; the file does not say when it was made.
    Undated,
    /// Proven inaccessible; something near it, or with the same name, could be its accessible version.
    MaybeReplaced,
    /// Not proven inaccessible: a person must look.
    ToVerify,
    /// It was not examined.
    NotExamined,
}

/// A document as rules see it.
#[derive(Debug, Clone)]
pub struct Opened {
    pub url: String,
    /// Whether it is on another host than the site.
    pub is_elsewhere: bool,
    pub reading: Reading,
}

impl Documents {
    /// Distinct documents that the pages link to.
    pub fn count(&self) -> u32 {
        self.offered.iter().map(|offered| offered.links).sum()
    }

    pub fn facts(&self) -> impl Iterator<Item = &super::Facts> {
        self.files.iter().filter_map(|file| match &file.reading {
            Reading::Examined { facts } => Some(facts.as_ref()),
            Reading::NotExamined { .. } => None,
        })
    }

    pub fn opened(&self) -> Vec<Opened> {
        self.files
            .iter()
            .map(|file| Opened {
                url: file.url.clone(),
                is_elsewhere: file.elsewhere,
                reading: file.reading.clone(),
            })
            .collect()
    }
}

/// The inventory of these links, by announced format. `is_own` says whether an address belongs to the site.
pub fn inventory<'a>(
    links: impl IntoIterator<Item = &'a DocumentLink>,
    is_own: impl Fn(&str) -> bool,
) -> Vec<Offered> {
    let mut seen = BTreeSet::new();
    let mut counts: BTreeMap<Format, Offered> = BTreeMap::new();
    for link in links {
        let Some(format) = link.format.filter(|_| seen.insert(link.url.as_str())) else { continue };
        let offered =
            counts.entry(format).or_insert(Offered { format, links: 0, elsewhere: 0, announced_bytes: None });
        offered.links += 1;
        offered.elsewhere += u32::from(!is_own(&link.url));
        if let Some(bytes) = link.bytes {
            offered.announced_bytes = Some(offered.announced_bytes.unwrap_or(0).saturating_add(bytes));
        }
    }
    counts.into_values().collect()
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}
