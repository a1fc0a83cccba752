//! The documents that the audited pages offer: their number, and for each opened one what is proven and what to do.

use super::{
    super::at,
    limits::{Limits, cut},
};
use crate::{
    declarations::{joined, midnight},
    language::Say,
    text::{Link, Text},
    words::unread,
};
use rules::{
    Outcome,
    audit::Audit,
    documents::{Because, Check, DocumentFile, Documents, Entry, Facts, Reading, Software, Wording, entry},
    messages::Language,
    referential::CriterionId,
};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct DocumentsView {
    /// «PDF : 120, ODT : 3»
    pub offered: String,
    pub count: String,
    /// Note that some documents could not be opened from this machine.
    pub elsewhere: Option<String>,
    pub rows: Vec<DocumentRow>,
    pub rows_cut: Option<String>,
    /// How to correct PDF files that are proven to be inaccessible, for each software that made one.
    pub advice: Vec<Advice>,
    /// Whether the examination of documents was switched off.
    pub is_off: bool,
}

#[derive(Debug, Serialize)]
pub struct Advice {
    pub software: &'static str,
    pub fix: String,
}

#[derive(Debug, Serialize)]
pub struct DocumentRow {
    pub name: Text,
    pub address: Link,
    /// «PDF, 12 pages, 350 ko, fait le 2 mars 2024 avec Microsoft Word»
    pub about: Option<Text>,
    /// Result of the document under RGAA 13.3.
    pub decision: &'static str,
    pub is_failed: bool,
    /// Whether the document was examined.
    pub is_decided: bool,
    pub proven: Vec<Line>,
    pub doubts: Option<String>,
    pub not_examined: Option<Text>,
}

#[derive(Debug, Serialize)]
pub struct Line {
    pub name: &'static str,
    /// Path of the defect's page, from that of the audit.
    pub path: String,
    /// «RAPDF 1.2, PDF/UA 7.3»
    pub numbers: String,
    pub fix: String,
}

/// Criterion on files for download and their accessible versions.
pub const CRITERION: CriterionId = CriterionId::new(13, 3);

/// Most proven defects shown for one document; `audit.json` has all.
const MOST_LINES: usize = 6;

impl DocumentsView {
    pub fn from_audit(audit: &Audit, limits: &Limits, language: Language) -> Option<Self> {
        let documents = audit.documents.as_ref()?;
        if documents.offered.is_empty() && documents.files.is_empty() {
            return None;
        }
        let shown: Vec<_> = documents.files.iter().take(limits.visits).collect();
        Some(Self {
            offered: offered(documents, language),
            count: language.count(
                documents.count() as usize,
                ["document distinct", "documents distincts", "distinct document", "distinct documents"],
            ),
            elsewhere: elsewhere(documents, language),
            rows_cut: cut(shown.len(), documents.files.len(), language),
            rows: shown.into_iter().map(|file| DocumentRow::from_file(file, language)).collect(),
            advice: advice(documents, language),
            is_off: documents.asked == 0,
        })
    }
}

fn offered(documents: &Documents, language: Language) -> String {
    let each = documents.offered.iter().map(|offered| {
        let links = language.number(u64::from(offered.links));
        match offered.announced_bytes {
            Some(bytes) => {
                let told = language.t("annoncés", "announced");
                format!("{} {links} ({} {told})", offered.format.name(), weight(bytes, language))
            }
            None => format!("{} {links}", offered.format.name()),
        }
    });
    each.collect::<Vec<_>>().join(", ")
}

fn elsewhere(documents: &Documents, language: Language) -> Option<String> {
    let count: u32 = documents.offered.iter().map(|offered| offered.elsewhere).sum();
    (count > 0).then(|| {
        language.count(
            count as usize,
            [
                "document est sur un autre hôte\u{A0}: il n’est ouvert que sur un hôte du même domaine, et ne met rien en échec",
                "documents sont sur un autre hôte\u{A0}: ils ne sont ouverts que sur un hôte du même domaine, et ne mettent rien en échec",
                "document stands on another host: it is opened on a host of the same domain only, and fails nothing",
                "documents stand on another host: they are opened on a host of the same domain only, and fail nothing",
            ],
        )
    })
}

impl DocumentRow {
    fn from_file(file: &DocumentFile, language: Language) -> Self {
        let name = if file.text.trim().is_empty() {
            file.url.rsplit('/').next().unwrap_or_default()
        } else {
            &file.text
        };
        let (proven, doubts, not_examined, about) = match &file.reading {
            Reading::Examined { facts } => {
                let failed = facts.checks.iter().filter(|check| check.outcome == Outcome::Failed);
                let proven =
                    failed.filter_map(|check| Line::from_check(check, language)).take(MOST_LINES).collect();
                (proven, doubts(facts, language), None, about(facts, file.bytes, language))
            }
            Reading::NotExamined { reason, detail } => {
                let detail = detail.as_deref().map(|detail| format!(" ({detail})")).unwrap_or_default();
                let told = format!("{}{detail}", unread(*reason, language));
                let told = Text::capped(&told, 160);
                (Vec::new(), None, Some(told), String::new())
            }
        };
        Self {
            name: Text::capped(name, 120),
            address: Link::to(&file.url),
            about: (!about.is_empty()).then(|| Text::capped(&about, 240)),
            decision: decision(file.decision.reason, language),
            is_failed: file.decision.outcome == Outcome::Failed,
            is_decided: not_examined.is_none(),
            proven,
            doubts,
            not_examined,
        }
    }
}

impl Line {
    fn from_check(check: &Check, language: Language) -> Option<Self> {
        let entry = entry(&check.id)?;
        let path = format!("{}/{}/", at::FINDINGS, folder(entry.id));
        let wording = wording(entry, language);
        Some(Self { name: wording.name, path, numbers: numbers(entry), fix: joined(wording.fix, language) })
    }
}

pub fn wording(entry: &Entry, language: Language) -> &Wording {
    if language == Language::French { &entry.french } else { &entry.english }
}

/// The folder of a defect below that of the findings.
pub fn folder(check: &str) -> String {
    format!("document-{check}")
}

/// «RAPDF 1.2, PDF/UA 7.3»
pub fn numbers(entry: &Entry) -> String {
    let number = |name: &str, number: &str| (!number.is_empty()).then(|| format!("{name} {number}"));
    let numbers = [number("RAPDF", entry.rapdf), number("PDF/UA", entry.pdf_ua)];
    numbers.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Each software once, in the order of the documents.
fn advice(documents: &Documents, language: Language) -> Vec<Advice> {
    let mut known: Vec<&Software> = Vec::new();
    for facts in documents.facts().filter(|facts| facts.is_inaccessible()) {
        let software = Software::from_facts(facts);
        if !known.contains(&software) {
            known.push(software);
        }
    }
    let told = |software: &Software| {
        let told = if language == Language::French { &software.french } else { &software.english };
        Advice { software: told.name, fix: joined(told.fix, language) }
    };
    known.into_iter().map(told).collect()
}

fn doubts(facts: &Facts, language: Language) -> Option<String> {
    let count = facts.checks.iter().filter(|check| check.outcome == Outcome::CantTell).count();
    (count > 0).then(|| {
        language
            .count(count, ["point à vérifier", "points à vérifier", "point to verify", "points to verify"])
    })
}

fn about(facts: &Facts, bytes: Option<u64>, language: Language) -> String {
    let mut parts = vec![facts.format.name().to_owned()];
    parts.extend(facts.pages.map(|pages| language.count(pages as usize, ["page", "pages", "page", "pages"])));
    parts.extend(bytes.map(|bytes| weight(bytes, language)));
    let made = |day: chrono::NaiveDate| {
        let day = language.day(midnight(day)).words;
        format!("{} {day}", language.t("fait le", "made on"))
    };
    parts.extend(facts.created.map(made));
    let software = facts.creator.as_ref().or(facts.producer.as_ref());
    parts.extend(software.map(|software| format!("{} {software}", language.t("avec", "with"))));
    parts.join(", ")
}

/// «350 ko», «1,2 Mo»
fn weight(bytes: u64, language: Language) -> String {
    if bytes < 1_000_000 {
        return format!("{} {}", bytes.div_ceil(1000), language.t("ko", "kB"));
    }
    let tenths = bytes.div_ceil(100_000);
    let point = language.t(",", ".");
    format!("{}{point}{} {}", tenths / 10, tenths % 10, language.t("Mo", "MB"))
}

fn decision(because: Because, language: Language) -> &'static str {
    match because {
        Because::Inaccessible => language.t(
            "Prouvé inaccessible, et rien n’a été trouvé qui pourrait en être une version accessible",
            "Proven inaccessible, and nothing was found that could be an accessible version of it",
        ),
        Because::MaybeExempt => language.t(
            "Inaccessible\u{A0}; fait avant le 23 septembre 2018, peut-être exempté",
            "Inaccessible; made before 23 September 2018, perhaps exempt",
        ),
        Because::Undated => language.t(
            "Inaccessible\u{A0}; sans date, peut-être exempté",
            "Inaccessible; without a date, perhaps exempt",
        ),
        Because::MaybeReplaced => language.t(
            "Inaccessible\u{A0}; une autre version est peut-être proposée, à vérifier",
            "Inaccessible; another version may be offered, to be verified",
        ),
        Because::ToVerify => language.t("À vérifier par une personne", "To be verified by a person"),
        Because::NotExamined => language.t("Non examiné", "Not examined"),
    }
}
