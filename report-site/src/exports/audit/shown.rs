//! An audit as its exports see it: the document, its addresses, and the outcome of each criterion on each page.

use crate::{
    exports::{sheets::Book, web},
    language::Say,
    messages,
    pages::{at, audit::has_page},
};
use rules::{
    Outcome,
    audit::{Audit, AuditedPage, Beside, PageOutcome},
    documents::DocumentFile,
    judge::criterion_on_page,
    messages::{Language, Message},
    referential::{Criterion, CriterionId, Referential, TestId},
};
use std::{cell::OnceCell, collections::HashMap};

pub struct Shown<'a> {
    pub audit: &'a Audit,
    /// The canonical JSON of the audit.
    pub bytes: &'a [u8],
    /// BLAKE3 of the canonical JSON.
    pub hash: &'a str,
    /// Absolute address of the audit's page in this language, ending with `/`.
    pub permalink: String,
    pub language: Language,
    /// The main referential. `None` if this program has no data for it, as may be the case for a document of another
    /// version.
    pub referential: Option<&'static Referential>,
    /// Message of each finding, computed once for the page and all exports.
    pub messages: Vec<Message>,
    /// Folder of each finding's page, below the folder of all findings.
    pub folders: Vec<String>,
    /// Address of each page, if it is a web address.
    pub addresses: Vec<Option<String>>,
    /// The permalink, encoded for links. `None` if it is not a web address.
    link: Option<String>,
    grid: OnceCell<Book>,
    beside: OnceCell<Vec<(&'static Referential, Audit)>>,
    judged: OnceCell<Vec<JudgedPage<'a>>>,
}

/// A page that was examined.
pub struct JudgedPage<'a> {
    /// Index of the page in the document.
    pub index: u32,
    pub page: &'a AuditedPage,
    /// Outcome of each criterion of the referential, in its order. «Failed» and «inapplicable» are proven, «passed» is
    /// decided, and everything else is left to a person.
    pub outcomes: Vec<Outcome>,
}

impl<'a> Shown<'a> {
    pub fn new(
        audit: &'a Audit,
        bytes: &'a [u8],
        hash: &'a str,
        permalink: String,
        language: Language,
    ) -> Self {
        Self {
            audit,
            bytes,
            hash,
            language,
            referential: audit.referential(),
            messages: messages::of_all(&audit.findings, language),
            folders: at::findings(&audit.findings),
            addresses: audit.pages.iter().map(|page| web(&page.url)).collect(),
            link: web(&permalink),
            permalink,
            grid: OnceCell::new(),
            beside: OnceCell::new(),
            judged: OnceCell::new(),
        }
    }

    pub fn id(&self) -> &str {
        &self.hash[..12]
    }

    /// Name of a document for readers: the text of its first link, else the end of its address.
    pub fn name_of(&self, file: &DocumentFile) -> String {
        let text = file.text.trim();
        let name = if text.is_empty() { file.url.rsplit('/').next().unwrap_or_default() } else { text };
        name.chars().take(120).collect()
    }

    /// The phrase in this language.
    pub fn t<'t>(&self, french: &'t str, english: &'t str) -> &'t str {
        self.language.t(french, english)
    }

    pub fn day(&self) -> String {
        self.audit.started_at.date_naive().to_string()
    }

    /// Address where a finding is shown: its own page, or its entry in the list.
    pub fn evidence(&self, finding: usize) -> String {
        self.below(&self.permalink, finding)
    }

    /// The same address, encoded for links.
    pub fn evidence_link(&self, finding: usize) -> Option<String> {
        self.link.as_deref().map(|link| self.below(link, finding))
    }

    fn below(&self, permalink: &str, finding: usize) -> String {
        let own = self.folders[finding].as_str();
        if has_page(self.audit, finding) {
            [permalink, at::FINDINGS, "/", own, "/"].concat()
        } else {
            [permalink, "#constat-", own].concat()
        }
    }

    /// The grid, computed once by the format that asks for it first.
    pub fn grid(&self, make: fn(&Self) -> Book) -> &Book {
        self.grid.get_or_init(|| make(self))
    }

    /// The audit under each referential beside the main one, computed once. A referential that this program has no data
    /// for is in the document only.
    pub fn beside(&self) -> &[(&'static Referential, Audit)] {
        let known = || self.audit.beside.iter().filter_map(Beside::referential);
        let judged = |referential| Some((referential, self.audit.under(referential)?));
        self.beside.get_or_init(|| known().filter_map(judged).collect())
    }

    /// The pages that were examined, with their index in the document.
    pub fn examined(&self) -> impl Iterator<Item = (u32, &'a AuditedPage)> {
        (0..).zip(&self.audit.pages).filter(|(_, page)| page.outcome == PageOutcome::Audited)
    }

    /// The examined pages with the outcomes of their criteria, computed once.
    pub fn judged(&self) -> &[JudgedPage<'a>] {
        let judged = |(index, page)| JudgedPage { index, page, outcomes: self.outcomes(page) };
        self.judged.get_or_init(|| self.examined().map(judged).collect())
    }

    fn outcomes(&self, page: &AuditedPage) -> Vec<Outcome> {
        let tests = page.tests.iter().flat_map(|(outcome, tests)| tests.iter().map(|test| (*test, *outcome)));
        let tests: HashMap<TestId, Outcome> = tests.collect();
        let outcome = |test| tests.get(test).copied().unwrap_or(Outcome::Untested);
        self.criteria().map(|criterion| criterion_on_page(criterion.tests().iter().map(outcome))).collect()
    }

    /// Criteria of the main referential.
    pub fn criteria(&self) -> impl Iterator<Item = &'static Criterion> {
        self.referential.into_iter().flat_map(Referential::criteria)
    }

    /// The indexes of the pages where a criterion is proven not met.
    pub fn failed_on(&self, id: CriterionId) -> &'a [u32] {
        let result = self.audit.criteria.iter().find(|result| result.id == id);
        result.map_or(&[], |result| result.failed_on.as_slice())
    }
}
