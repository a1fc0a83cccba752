//! The outcomes of all checks of one file.

use rules::{Outcome, documents::Check};

/// Collects the outcomes of one file.
#[derive(Default)]
pub struct Checks(pub Vec<Check>);

/// Details of an outcome: a count, the numbers of pages, and a word of the file.
#[derive(Default)]
pub struct Evidence {
    pub count: u32,
    pub pages: Vec<u32>,
    pub word: Option<String>,
}

impl Evidence {
    pub fn count(count: u32) -> Self {
        Self { count, ..Self::default() }
    }

    pub fn word(word: impl Into<String>) -> Self {
        let word: String = word.into().chars().take(120).collect();
        Self { word: Some(word), ..Self::default() }
    }
}

impl Checks {
    pub fn add(&mut self, id: &'static str, outcome: Outcome, evidence: Evidence) {
        self.0.push(Check {
            id: id.to_owned(),
            outcome,
            count: evidence.count,
            pages: evidence.pages,
            evidence: evidence.word,
        });
    }

    pub fn plain(&mut self, id: &'static str, outcome: Outcome) {
        self.add(id, outcome, Evidence::default());
    }

    /// Adds an outcome: failed if faults were counted, passed if there was something to check, else inapplicable.
    pub fn counted(&mut self, id: &'static str, looked_at: u32, failed: Evidence) {
        let outcome = if failed.count > 0 {
            Outcome::Failed
        } else if looked_at > 0 {
            Outcome::Passed
        } else {
            Outcome::Inapplicable
        };
        self.add(id, outcome, failed);
    }
}
