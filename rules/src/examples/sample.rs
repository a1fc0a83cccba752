//! The pages and the documents of an example that has several.

use super::blocks::PART;
use crate::{
    Outcome,
    audit::{AuditedPage, PageOutcome},
    documents::{Check, Facts, Format, Known, Opened, Reading},
};
use chrono::NaiveDate;

/// A document of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleDocument {
    pub name: String,
    /// `untagged`, `scanned` or `tagged`.
    pub kind: String,
    /// The day on which it was made; `None` if the file does not say.
    pub made: Option<NaiveDate>,
}

/// A page of an example with several pages, after a line `<!-- page NAME KIND -->`. The kind `missing` is a page that
/// the server does not find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Relative address: `contact.html`.
    pub name: String,
    /// Why the page is in the sample: `home`, `random` …
    pub kind: String,
    pub source: String,
}

impl Part {
    pub fn is_missing(&self) -> bool {
        self.kind == "missing"
    }
}

/// The fault of a line that begins a page or announces a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum HeadError {
    #[error("a page of an example has a name")]
    Page,
    #[error("a document has a name, a kind and a day")]
    Document,
}

pub(super) fn parts(source: &str) -> Result<Vec<Part>, HeadError> {
    let mut parts: Vec<Part> = Vec::new();
    if !source.starts_with(PART) {
        return Ok(parts);
    }
    for line in source.lines() {
        match (line.strip_prefix(PART), parts.last_mut()) {
            (Some(head), _) => {
                let mut words = head.trim_end_matches("-->").split_whitespace().map(str::to_owned);
                let name = words.next().ok_or(HeadError::Page)?;
                parts.push(Part {
                    name,
                    kind: words.next().unwrap_or_else(|| "random".into()),
                    source: String::new(),
                });
            }
            (None, Some(part)) => {
                part.source.push_str(line);
                part.source.push('\n');
            }
            (None, None) => {}
        }
    }
    Ok(parts)
}

const DOCUMENT: &str = "<!-- document ";

pub(super) fn documents(source: &str) -> Result<Vec<ExampleDocument>, HeadError> {
    let heads = source.lines().filter_map(|line| line.strip_prefix(DOCUMENT));
    heads
        .map(|head| {
            let words: Vec<&str> = head.trim_end_matches("-->").split_whitespace().collect();
            let [name, kind @ ("untagged" | "scanned" | "tagged"), day] = words[..] else {
                return Err(HeadError::Document);
            };
            Ok(ExampleDocument { name: name.to_owned(), kind: kind.to_owned(), made: day.parse().ok() })
        })
        .collect()
}

/// The result of opening the document: a PDF file of one page.
pub(super) fn opened(document: &ExampleDocument, base: Option<&url::Url>) -> Opened {
    let is_scanned = document.kind == "scanned";
    let known = |holds: bool| if holds { Known::Yes } else { Known::No };
    let outcome = if is_scanned { Outcome::Failed } else { Outcome::Passed };
    let text = Check { id: "text".into(), outcome, count: 0, pages: Vec::new(), evidence: None };
    let facts = Facts {
        format: Format::Pdf,
        pages: Some(1),
        title: None,
        language: None,
        producer: None,
        creator: None,
        created: document.made,
        modified: None,
        text: known(!is_scanned),
        tagged: known(document.kind == "tagged"),
        claims: Vec::new(),
        checks: vec![text],
    };
    let url = base.and_then(|base| base.join(&document.name).ok()).map(String::from).unwrap_or_default();
    Opened { url, is_elsewhere: false, reading: Reading::Examined { facts: Box::new(facts) } }
}

/// The entry that a crawl would make for a page of the example.
pub(super) fn row(part: &Part, base: Option<&url::Url>) -> AuditedPage {
    let url = base.and_then(|base| base.join(&part.name).ok()).map(String::from).unwrap_or_default();
    let page = AuditedPage::new(url, part.kind.as_str());
    if part.is_missing() {
        return AuditedPage {
            outcome: PageOutcome::NotAudited { cause: "not-found".into(), detail: None },
            ..page
        };
    }
    page
}
