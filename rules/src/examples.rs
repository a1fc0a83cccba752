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
    let mut examples = Vec::new();
    let mut open: Option<Example> = None;
    for (line, text) in (1..).zip(markdown.lines()) {
        let Some(info) = text.strip_prefix("```") else {
            if let Some(example) = &mut open {
                example.source.push_str(text);
                example.source.push('\n');
            }
            continue;
        };
        match open.take() {
            Some(example) => examples.push(whole(example)),
            None => open = begin(rule, line, info)?,
        }
    }
    match open {
        Some(example) => Err(ExampleError {
            rule: rule.to_owned(),
            line: example.line,
            reason: "the block is not closed".into(),
        }),
        None => Ok(examples),
    }
}

fn begin(rule: &str, line: usize, info: &str) -> Result<Option<Example>, ExampleError> {
    let wrong = |reason: String| ExampleError { rule: rule.to_owned(), line, reason };
    let mut words = info.split_whitespace();
    let content_type = match words.next() {
        Some("html") => "text/html",
        Some("svg") => "image/svg+xml",
        Some("xhtml") => "application/xhtml+xml",
        other => {
            return Err(wrong(format!(
                "a block is `html`, `svg` or `xhtml`, not `{}`",
                other.unwrap_or_default()
            )));
        }
    };
    let name = words.next().ok_or_else(|| wrong("the expected outcome is missing".into()))?;
    let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.name() == name);
    let outcome = outcome.ok_or_else(|| wrong(format!("`{name}` is not an outcome")))?;
    let mut reasons: Vec<String> = words.map(str::to_owned).collect();
    reasons.sort();
    if matches!(outcome, Outcome::Failed | Outcome::CantTell) == reasons.is_empty() {
        return Err(wrong("`failed` and `cantTell` name their reasons, the others none".into()));
    }
    Ok(Some(Example { line, content_type, outcome, reasons, source: String::new() }))
}

fn whole(mut example: Example) -> Example {
    let start = example.source.trim_start().get(..5).unwrap_or_default().to_ascii_lowercase();
    let is_document = ["<!doc", "<html", "<?xml"].contains(&start.as_str());
    if example.content_type == "text/html" && !is_document {
        example.source = format!(
            "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Exemple</title></head><body>\n{}</body></html>\n",
            example.source
        );
    }
    example
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
