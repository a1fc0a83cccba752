//! An audit as its exports see it: the document, its addresses, and what each page says of each criterion.

use super::grid;
use crate::{
    exports::sheets::Book,
    language::Say,
    pages::{at, audit::has_page},
};
use rules::{
    Outcome,
    audit::{Audit, AuditedPage, PageOutcome},
    judge::criterion_on_page,
    messages::Language,
    referential::{Criterion, CriterionId, Referential, ReferentialId, TestId},
};
use std::{cell::OnceCell, collections::HashMap};

pub struct Shown<'a> {
    pub audit: &'a Audit,
    /// The canonical JSON.
    pub bytes: &'a [u8],
    /// BLAKE3 of it.
    pub hash: &'a str,
    /// Whole address of its page in this language, which ends with `/`.
    pub permalink: String,
    pub language: Language,
    /// Where a stranger's document is read, the data of its referential may not be there.
    pub referential: Option<&'static Referential>,
    grid: OnceCell<Book>,
}

impl<'a> Shown<'a> {
    pub fn of(
        audit: &'a Audit,
        bytes: &'a [u8],
        hash: &'a str,
        permalink: String,
        language: Language,
    ) -> Self {
        let setting = &audit.setting;
        let same = |id: &ReferentialId| {
            id.name() == setting.referential && id.version() == setting.referential_version
        };
        let referential = ReferentialId::ALL.into_iter().find(same).map(ReferentialId::referential);
        Self { audit, bytes, hash, permalink, language, referential, grid: OnceCell::new() }
    }

    pub fn id(&self) -> &str {
        &self.hash[..12]
    }

    /// The one of two phrases that is in this language.
    pub fn t<'t>(&self, french: &'t str, english: &'t str) -> &'t str {
        self.language.t(french, english)
    }

    pub fn day(&self) -> String {
        self.audit.started_at.date_naive().to_string()
    }

    /// Where a finding is shown: a page of its own, or its place in the list.
    pub fn evidence(&self, finding: usize) -> String {
        let own = at::finding(&self.audit.findings, finding);
        match has_page(self.audit, finding) {
            true => format!("{}{}/{own}/", self.permalink, at::FINDINGS),
            false => format!("{}#constat-{own}", self.permalink),
        }
    }

    /// The grid, whichever format asks for it first.
    pub fn grid(&self) -> &Book {
        self.grid.get_or_init(|| grid::book(self))
    }

    /// The pages that were examined, with their index in the document.
    pub fn examined(&self) -> impl Iterator<Item = (u32, &'a AuditedPage)> {
        (0..).zip(&self.audit.pages).filter(|(_, page)| page.outcome == PageOutcome::Audited)
    }

    /// What is known of each criterion on each examined page: failed and inapplicable are proven, passed is
    /// decided, all else is for a person.
    pub fn on_page(&self, page: &AuditedPage) -> impl Fn(&Criterion) -> Outcome + use<> {
        let tests = page.tests.iter().flat_map(|(outcome, tests)| tests.iter().map(|test| (*test, *outcome)));
        let tests: HashMap<TestId, Outcome> = tests.collect();
        move |criterion| {
            let outcome = |test| tests.get(test).copied().unwrap_or(Outcome::Untested);
            criterion_on_page(criterion.tests().iter().map(outcome))
        }
    }

    /// The indexes of the pages where a criterion is proven non-conforming, and those of its findings.
    pub fn failed_on(&self, id: CriterionId) -> &'a [u32] {
        let result = self.audit.criteria.iter().find(|result| result.id == id);
        result.map_or(&[], |result| result.failed_on.as_slice())
    }
}
