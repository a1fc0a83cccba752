//! The examples in a rule's Markdown: each fenced block is a page, and its info string is the expected verdict.

mod blocks;
pub mod predicates;
mod sample;

pub use blocks::{Block, ExampleError, blocks};
pub use sample::{ExampleDocument, Part};

use crate::{
    Outcome, Page, Rule,
    audit::AuditedPage,
    catalogue,
    documents::Opened,
    judge::judge_by,
    proofs::{self, Proof},
    sampled::{PageDigest, SampleRule, Sampled, SampledPage, Sighting},
};
use sample::{documents, opened, parts, row};
use std::collections::BTreeSet;

/// One page and the expected verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Line of the fence in the Markdown, from 1.
    pub line: usize,
    /// `text/html`, `image/svg+xml` or `application/xhtml+xml`.
    pub content_type: &'static str,
    pub outcome: Outcome,
    /// Reason keys of the findings, sorted, for `failed` and `cantTell`.
    pub reasons: Vec<String>,
    /// A whole document: an HTML fragment is wrapped in a French one. For a rule that needs several pages, all of them,
    /// each after a line `<!-- page NAME KIND -->`.
    pub source: String,
    /// The pages of a sample; empty for an example of one page.
    pub parts: Vec<Part>,
    /// Documents that the audit has opened, each declared by a line
    /// `<!-- document NAME untagged|scanned|tagged DAY|- -->`.
    pub documents: Vec<ExampleDocument>,
}

impl Example {
    /// Key of the example, made from its content, by which its captured page is kept.
    pub fn key(&self) -> String {
        crate::audit::hash_of(format!("{}\n{}", self.content_type, self.source).as_bytes())[..24].to_owned()
    }

    /// Keys of its captured pages, one for each part; `None` for a page that the server does not find.
    pub fn keys(&self) -> Vec<Option<String>> {
        let key = self.key();
        if self.parts.is_empty() {
            return vec![Some(key)];
        }
        let ranked = self.parts.iter().enumerate();
        ranked.map(|(rank, part)| (!part.is_missing()).then(|| format!("{key}-{rank}"))).collect()
    }

    /// The proofs that the verdict of the rule on this example gives; `pages` are its captured pages.
    pub fn proofs(&self, rule: &'static Rule, pages: &[Option<Page>]) -> Vec<Proof> {
        let on_sample = catalogue::ON_SAMPLE.iter().find(|on_sample| on_sample.rule.id == rule.id);
        if let Some(on_sample) = on_sample {
            let said = self.judged_together(on_sample, pages);
            return said.iter().flat_map(|sighting| proofs::of_verdict(rule, &sighting.verdict)).collect();
        }
        let Some(page) = pages.iter().flatten().next() else { return Vec::new() };
        let found = judge_by(rule, page).findings;
        found.iter().flat_map(|finding| proofs::of_finding(rule, finding)).collect()
    }

    /// Description of the difference between the rule's verdict and the expected one; `None` when they agree.
    pub fn contradiction(&self, rule: &'static Rule, page: &Page) -> Option<String> {
        let verdict = judge_by(rule, page);
        let strongest = verdict.findings.iter().filter(|finding| finding.outcome == verdict.outcome);
        self.other_than(rule, verdict.outcome, strongest.map(|finding| finding.reason).collect())
    }

    /// Like [`Example::contradiction`], for a rule that needs several pages; `pages` are those of the parts, in order.
    pub fn contradiction_together(&self, rule: &SampleRule, pages: &[Option<Page>]) -> Option<String> {
        let said = self.judged_together(rule, pages);
        let outcome = said.iter().map(|one| one.verdict.outcome).max().unwrap_or(Outcome::Inapplicable);
        let strongest = said.iter().filter(|one| one.verdict.outcome == outcome);
        self.other_than(rule.rule, outcome, strongest.map(|one| one.verdict.reason).collect())
    }

    fn judged_together(&self, rule: &SampleRule, pages: &[Option<Page>]) -> Vec<Sighting> {
        let base = pages.iter().flatten().find_map(|page| url::Url::parse(page.url()).ok());
        let rows: Vec<AuditedPage> = self.parts.iter().map(|part| row(part, base.as_ref())).collect();
        let digests: Vec<Option<PageDigest>> =
            pages.iter().map(|page| page.as_ref().map(PageDigest::from_page)).collect();
        let seen = || rows.iter().zip(&digests);
        let documents: Vec<Opened> =
            self.documents.iter().map(|document| opened(document, base.as_ref())).collect();
        let sampled = Sampled {
            pages: seen()
                .filter_map(|(row, digest)| Some(SampledPage { row, digest: digest.as_ref()? }))
                .collect(),
            lost: seen().filter(|(_, digest)| digest.is_none()).map(|(row, _)| row).collect(),
            known: self.parts.len() as u32,
            documents: &documents,
        };
        (rule.judge)(&sampled)
    }

    fn other_than(&self, rule: &Rule, outcome: Outcome, reasons: BTreeSet<&str>) -> Option<String> {
        let expected: BTreeSet<&str> = self.reasons.iter().map(String::as_str).collect();
        let speaks = matches!(self.outcome, Outcome::Failed | Outcome::CantTell);
        let holds = outcome == self.outcome && (!speaks || reasons == expected);
        (!holds).then(|| {
            let (line, wanted) = (self.line, self.outcome);
            format!("{}.md line {line}: expected {wanted} {expected:?}, found {outcome} {reasons:?}", rule.id)
        })
    }
}

/// All examples of a rule, in order.
pub fn read_all(rule: &Rule) -> Result<Vec<Example>, ExampleError> {
    parse(rule.id, rule.doc)
}

/// All examples of a rule's Markdown, in order.
pub fn parse(rule: &str, markdown: &str) -> Result<Vec<Example>, ExampleError> {
    blocks(rule, markdown)?.into_iter().map(|block| read(rule, block)).collect()
}

fn read(rule: &str, block: Block) -> Result<Example, ExampleError> {
    let Block { line, content_type, words, source } = block;
    let wrong = |reason: String| blocks::wrong(rule, line, reason);
    let mut words = words.into_iter();
    let name = words.next().ok_or_else(|| wrong("the expected outcome is missing".into()))?;
    let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.name() == name);
    let outcome = outcome.ok_or_else(|| wrong(format!("`{name}` is not an outcome")))?;
    let mut reasons: Vec<String> = words.collect();
    reasons.sort();
    if matches!(outcome, Outcome::Failed | Outcome::CantTell) == reasons.is_empty() {
        return Err(wrong("`failed` and `cantTell` name their reasons, the others none".into()));
    }
    let parts = parts(&source).map_err(|error| wrong(error.to_string()))?;
    let documents = documents(&source).map_err(|error| wrong(error.to_string()))?;
    Ok(Example { line, content_type, outcome, reasons, source, parts, documents })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeSet, path::Path};

    #[test]
    fn every_rule_has_a_passing_and_a_failing_or_doubtful_example() {
        for rule in catalogue::ALL.iter() {
            let outcomes: BTreeSet<Outcome> =
                read_all(rule).unwrap().iter().map(|example| example.outcome).collect();
            let has = |outcome: Outcome| outcomes.contains(&outcome);
            let is_doubtful = has(Outcome::CantTell);
            let id = rule.id;
            assert!(is_doubtful || has(Outcome::Passed), "{id} has no example that passes or is in doubt");
            assert!(is_doubtful || has(Outcome::Failed), "{id} has no example that fails or is in doubt");
            assert!(has(Outcome::Inapplicable), "{id} has no example where it does not apply");
        }
    }

    #[test]
    fn every_file_is_a_rule_and_every_rule_has_its_files_name() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalogue");
        let mut names = BTreeSet::new();
        for theme in root.read_dir().unwrap().flatten().filter(|entry| entry.path().is_dir()) {
            for file in theme.path().read_dir().unwrap().flatten() {
                let path = file.path();
                let name = path.file_stem().unwrap().to_string_lossy().replace('_', "-");
                if path.extension().is_some_and(|extension| extension == "md") {
                    assert!(path.with_extension("rs").exists(), "{name} has no code");
                    names.insert(name);
                }
            }
        }
        let rules: BTreeSet<String> = catalogue::ALL.iter().map(|rule| rule.id.to_owned()).collect();
        let only = names.symmetric_difference(&rules).collect::<Vec<_>>();
        assert!(
            only.is_empty(),
            "a file that its theme's list does not name, or a name without its file: {only:?}"
        );
    }
}
