//! The examples of a rule's Markdown: each fenced block is a page, its info string the expected verdict.

use crate::{Outcome, Page, Rule, judge::judge_with};
use std::collections::BTreeSet;

/// One page and what the rule must say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Line of the fence in the Markdown, from 1.
    pub line: usize,
    /// `text/html`, `image/svg+xml` or `application/xhtml+xml`.
    pub content_type: &'static str,
    pub outcome: Outcome,
    /// Reason keys of the findings, sorted, for `failed` and `cantTell`.
    pub reasons: Vec<String>,
    /// A whole document: a fragment is put into the body of a French one.
    pub source: String,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{rule}.md line {line}: {reason}")]
pub struct ExampleError {
    pub rule: String,
    pub line: usize,
    pub reason: String,
}

impl Example {
    /// Name of the example by what it is, so that its captured page can be kept.
    pub fn key(&self) -> String {
        crate::audit::hash_of(format!("{}\n{}", self.content_type, self.source).as_bytes())[..24].to_owned()
    }

    /// What the rule says otherwise than the example expects; `None` when it holds.
    pub fn contradiction(&self, rule: &'static Rule, page: &Page) -> Option<String> {
        let verdict = judge_with(page, &[rule]);
        let found = &verdict.rules[0];
        let strongest = found.findings.iter().filter(|finding| finding.outcome == found.outcome);
        let reasons: BTreeSet<&str> = strongest.map(|finding| finding.reason).collect();
        let expected: BTreeSet<&str> = self.reasons.iter().map(String::as_str).collect();
        let speaks = matches!(self.outcome, Outcome::Failed | Outcome::CantTell);
        let holds = found.outcome == self.outcome && (!speaks || reasons == expected);
        (!holds).then(|| {
            let (line, outcome) = (self.line, self.outcome);
            format!(
                "{}.md line {line}: expected {outcome} {expected:?}, found {} {reasons:?}",
                rule.id, found.outcome
            )
        })
    }
}

/// All examples of a rule, in order.
pub fn of(rule: &Rule) -> Result<Vec<Example>, ExampleError> {
    parse(rule.id, rule.doc)
}

/// All examples of a rule's Markdown, in order.
pub fn parse(rule: &str, markdown: &str) -> Result<Vec<Example>, ExampleError> {
    blocks(rule, markdown)?.into_iter().map(|block| read(rule, block)).collect()
}

/// A fenced block of a Markdown file: a page, and what its info string says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub line: usize,
    pub content_type: &'static str,
    /// What follows the language in the info string.
    pub words: Vec<String>,
    /// A whole document.
    pub source: String,
}

/// All fenced blocks of a Markdown file, in order.
pub fn blocks(file: &str, markdown: &str) -> Result<Vec<Block>, ExampleError> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (line, text) in (1..).zip(markdown.lines()) {
        let Some(info) = text.strip_prefix("```") else {
            if let Some(block) = &mut open {
                block.source.push_str(text);
                block.source.push('\n');
            }
            continue;
        };
        match open.take() {
            Some(block) => blocks.push(whole(block)),
            None => open = Some(begin(file, line, info)?),
        }
    }
    match open {
        Some(block) => Err(wrong(file, block.line, "the block is not closed".into())),
        None => Ok(blocks),
    }
}

fn wrong(file: &str, line: usize, reason: String) -> ExampleError {
    ExampleError { rule: file.to_owned(), line, reason }
}

fn begin(file: &str, line: usize, info: &str) -> Result<Block, ExampleError> {
    let mut words = info.split_whitespace().map(str::to_owned);
    let content_type = match words.next().as_deref() {
        Some("html") => "text/html",
        Some("svg") => "image/svg+xml",
        Some("xhtml") => "application/xhtml+xml",
        other => {
            let found = other.unwrap_or_default();
            return Err(wrong(file, line, format!("a block is `html`, `svg` or `xhtml`, not `{found}`")));
        }
    };
    Ok(Block { line, content_type, words: words.collect(), source: String::new() })
}

fn read(rule: &str, block: Block) -> Result<Example, ExampleError> {
    let Block { line, content_type, words, source } = block;
    let wrong = |reason: String| wrong(rule, line, reason);
    let mut words = words.into_iter();
    let name = words.next().ok_or_else(|| wrong("the expected outcome is missing".into()))?;
    let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.name() == name);
    let outcome = outcome.ok_or_else(|| wrong(format!("`{name}` is not an outcome")))?;
    let mut reasons: Vec<String> = words.collect();
    reasons.sort();
    if matches!(outcome, Outcome::Failed | Outcome::CantTell) == reasons.is_empty() {
        return Err(wrong("`failed` and `cantTell` name their reasons, the others none".into()));
    }
    Ok(Example { line, content_type, outcome, reasons, source })
}

fn whole(mut block: Block) -> Block {
    let start = block.source.trim_start().get(..5).unwrap_or_default().to_ascii_lowercase();
    let is_document = ["<!doc", "<html", "<?xml"].contains(&start.as_str());
    if block.content_type == "text/html" && !is_document {
        block.source = format!(
            "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Exemple</title></head><body>\n{}</body></html>\n",
            block.source
        );
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use std::{collections::BTreeSet, path::Path};

    #[test]
    fn every_rule_has_a_passing_and_a_failing_or_doubtful_example() {
        for rule in catalogue::ALL.iter() {
            let outcomes: BTreeSet<Outcome> =
                of(rule).unwrap().iter().map(|example| example.outcome).collect();
            assert!(
                outcomes.contains(&Outcome::Passed) || outcomes.contains(&Outcome::CantTell),
                "{}",
                rule.id
            );
            assert!(
                outcomes.contains(&Outcome::Failed) || outcomes.contains(&Outcome::CantTell),
                "{}",
                rule.id
            );
            assert!(
                outcomes.contains(&Outcome::Inapplicable),
                "{} has no example where it does not apply",
                rule.id
            );
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
        assert_eq!(names, rules);
    }
}
