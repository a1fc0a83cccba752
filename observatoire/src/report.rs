//! The output of `audit` on standard output: JSON objects for programs, lines of text for people.

use crate::{
    cli::Format,
    document_report::OneDocument,
    progress::summary::label,
    terminal::{one_line, shown},
    words::{self, say},
};
use anyhow::{Context, Result};
use crawler::conduct::PageReport;
use rules::{
    Outcome,
    audit::{Audit, AuditOutcome},
    documents::DocumentsDigest,
    judge::PageFinding,
    messages::{self, Language},
    referential::Referential,
};
use serde_json::{Value, json};
use std::io::{Write, stdout};

pub struct Output {
    format: Format,
    /// Referential whose tests are printed for single pages.
    referential: &'static Referential,
    /// Objects for the single document that `--format json` prints at the end.
    all: Vec<Value>,
}

impl Output {
    pub fn new(format: Format, referential: &'static Referential) -> Self {
        Self { format, referential, all: Vec::new() }
    }

    pub fn page(&mut self, page: &PageReport) -> Result<()> {
        match self.format {
            Format::Jsonl => print(&page_object(page, self.referential).to_string()),
            Format::Json => {
                self.all.push(page_object(page, self.referential));
                Ok(())
            }
            Format::Text => print(&page_text(page, self.referential)),
        }
    }

    pub fn site(&mut self, audit: &Audit) -> Result<()> {
        let object = || serde_json::to_value(audit).with_context(|| say!("audit-no-json"));
        match self.format {
            Format::Jsonl => print(&object()?.to_string()),
            Format::Json => {
                self.all.push(object()?);
                Ok(())
            }
            Format::Text => print(&site_text(audit)),
        }
    }

    pub fn document(&mut self, document: &OneDocument) -> Result<()> {
        match self.format {
            Format::Jsonl => print(&document.object().to_string()),
            Format::Json => {
                self.all.push(document.object());
                Ok(())
            }
            Format::Text => print(&shown(&document.text())),
        }
    }

    pub fn finish(self) -> Result<()> {
        match self.format {
            Format::Json => print(&serde_json::to_string_pretty(&self.all)?),
            Format::Text | Format::Jsonl => Ok(()),
        }
    }
}

/// Prints a line to standard output. It is an error if the reader has closed the pipe, so that the command stops.
pub fn print(text: &str) -> Result<()> {
    let mut out = stdout().lock();
    writeln!(out, "{}", shown(text)).and_then(|()| out.flush()).with_context(|| say!("output-closed"))
}

/// Prints a message to standard error. Only results go to standard output.
pub fn tell(text: &str) {
    eprintln!("{}", shown(text));
}

/// The JSON object of a page, for `--format json` and `jsonl`. Its shape is stable.
fn page_object(page: &PageReport, referential: &Referential) -> Value {
    match &page.verdict {
        Err(failure) => json!({
            "url": page.url, "outcome": "not-audited", "reason": failure.to_string(), "tests": [], "rules": [],
        }),
        Ok(judged) => {
            let tests = judged.verdict.tests(referential);
            let tests = tests.map(|(id, outcome)| json!({ "id": id, "outcome": outcome }));
            let rules = judged.verdict.rules.iter().map(|verdict| {
                json!({
                    "id": verdict.rule.id,
                    "act": verdict.rule.act,
                    "tests": referential.tests_of(verdict.rule.aspects),
                    "outcome": verdict.outcome,
                    "findings": verdict.findings.iter().map(|found| finding(found, referential)).collect::<Vec<_>>(),
                    "notListed": verdict.not_listed,
                })
            });
            json!({
                "url": page.url, "outcome": "audited", "reason": null,
                "tests": tests.collect::<Vec<_>>(), "rules": rules.collect::<Vec<_>>(),
            })
        }
    }
}

fn finding(finding: &PageFinding, referential: &Referential) -> Value {
    json!({
        "outcome": finding.outcome,
        "reason": finding.reason,
        "message": what(finding.reason, &finding.data, Language::French),
        "selector": finding.selector,
        "html": finding.html,
        "tests": referential.tests_of(&finding.aspects),
        "either": finding.either,
    })
}

fn what(reason: &str, data: &std::collections::BTreeMap<String, String>, language: Language) -> String {
    messages::message(reason, data, language).map_or_else(|| reason.to_owned(), |message| message.what)
}

fn page_text(page: &PageReport, referential: &Referential) -> String {
    let judged = match &page.verdict {
        Err(failure) => return format!("{}\n{}", page.url, say!("page-not-audited", failure = failure)),
        Ok(judged) => judged,
    };
    let language = words::Language::of_surroundings().of_site();
    let mut text = page.url.clone();
    for verdict in &judged.verdict.rules {
        for found in verdict.findings.iter().filter(|found| found.outcome == Outcome::Failed) {
            text.push_str(&format!(
                "\n  {}  {}",
                numbers(&referential.tests_of(&found.aspects), found.either),
                what(found.reason, &found.data, language)
            ));
            text.push_str(&format!("\n      {}\n      {}", one_line(&found.selector), one_line(&found.html)));
        }
    }
    let count = |outcome| judged.verdict.tests(referential).filter(|(_, held)| *held == outcome).count();
    text.push('\n');
    text.push_str(&say!(
        "page-tests",
        failed = count(Outcome::Failed),
        passed = count(Outcome::Passed),
        inapplicable = count(Outcome::Inapplicable),
    ));
    text
}

fn numbers(tests: &[rules::referential::TestId], either: bool) -> String {
    let between = if either { say!("or") } else { ", ".to_owned() };
    tests.iter().map(ToString::to_string).collect::<Vec<_>>().join(&between)
}

fn site_text(audit: &Audit) -> String {
    let language = words::Language::of_surroundings().of_site();
    let mut text = audit.site.url.clone();
    if let AuditOutcome::NotEvaluated { cause, detail } = &audit.outcome {
        let detail = detail.as_deref().map(|detail| format!(" ({detail})")).unwrap_or_default();
        let told = say!("report-not-evaluated", cause = label(cause), detail = detail);
        return format!("{text}\n{told}");
    }
    for found in audit.findings.iter().filter(|found| found.outcome == Outcome::Failed) {
        text.push_str(&format!(
            "\n  {}  {}",
            numbers(&found.tests, found.either),
            what(&found.reason, &found.data, language)
        ));
        if let Some(place) = found.places.first() {
            let page = &audit.pages[place.page as usize].url;
            text.push_str("\n      ");
            text.push_str(&say!("report-times", count = found.count, page = page));
            text.push_str(&format!("\n      {}\n      {}", one_line(&place.selector), one_line(&found.html)));
        }
    }
    let summary = &audit.summary;
    text.push('\n');
    text.push_str(&say!(
        "report-criteria",
        pages = summary.pages_audited,
        failed = summary.failed,
        inapplicable = summary.inapplicable,
        open = summary.cant_tell,
    ));
    if let Some(documents) = audit.documents.as_ref().filter(|documents| documents.count() > 0) {
        let told = DocumentsDigest::from_documents(documents);
        text.push('\n');
        text.push_str(&say!(
            "report-documents",
            offered = told.offered,
            examined = told.examined,
            untagged = told.untagged,
            pictures = told.pictures,
            failed = told.failed,
        ));
    }
    if let Some(ceiling) = summary.ceiling() {
        text.push('\n');
        text.push_str(&say!(
            "report-ceiling",
            numerator = ceiling.numerator,
            denominator = ceiling.denominator,
        ));
    }
    text
}
