//! An audit under a referential other than its main one: the same captures and verdicts, counted by other tests.

use super::{Audit, AuditedPage, Beside, Finding, Setting};
use crate::referential::Referential;

impl Beside {
    pub fn referential(&self) -> Option<&'static Referential> {
        Referential::named(&self.referential, &self.referential_version)
    }

    fn is_of(&self, referential: &Referential) -> bool {
        self.referential == referential.name() && self.referential_version == referential.version()
    }
}

impl Audit {
    /// The main referential. `None` if this program has no data for it.
    pub fn referential(&self) -> Option<&'static Referential> {
        Referential::named(&self.setting.referential, &self.setting.referential_version)
    }

    /// All referentials it was judged by, the main one first.
    pub fn referentials(&self) -> Vec<&'static Referential> {
        self.referential().into_iter().chain(self.beside.iter().filter_map(Beside::referential)).collect()
    }

    /// The same audit with this one of its referentials as the main one, and none beside. `None` if the audit was not
    /// judged by it. Under a referential that was beside, the statement is left out, because a declaration under one
    /// standard is not compared with the results under another.
    pub fn under(&self, referential: &Referential) -> Option<Self> {
        if self.setting.referential == referential.name()
            && self.setting.referential_version == referential.version()
        {
            return Some(Self { beside: Vec::new(), ..self.clone() });
        }
        let beside = self.beside.iter().find(|beside| beside.is_of(referential))?;
        let pages = self.pages.iter().enumerate().map(|(number, page)| match beside.pages.get(number) {
            Some(tests) => AuditedPage { tests: tests.clone(), ..page.clone() },
            None => page.clone(),
        });
        // Each field is listed instead of `..self.clone()`, because a clone would also copy the results under the other
        // referentials, which are the largest part of an audit.
        Some(Self {
            format: self.format,
            site: self.site.clone(),
            started_at: self.started_at,
            ended_at: self.ended_at,
            setting: Setting {
                referential: beside.referential.clone(),
                referential_version: beside.referential_version.clone(),
                ..self.setting.clone()
            },
            outcome: self.outcome.clone(),
            sample: self.sample.clone(),
            summary: beside.summary,
            criteria: beside.criteria.clone(),
            tests: beside.tests.clone(),
            pages: pages.collect(),
            findings: self.findings_under(beside),
            rejudged_from: self.rejudged_from.clone(),
            statement: None,
            made_with: self.made_with.clone(),
            documents: self.documents.clone(),
            beside: Vec::new(),
        })
    }

    fn findings_under(&self, beside: &Beside) -> Vec<Finding> {
        let shared = beside.shared.iter().filter_map(|shared| {
            let finding = self.findings.get(shared.finding as usize)?;
            Some(Finding { tests: shared.tests.clone(), ..finding.clone() })
        });
        let mut findings: Vec<Finding> = shared.chain(beside.findings.iter().cloned()).collect();
        findings.sort_by(Finding::in_order);
        findings
    }
}
