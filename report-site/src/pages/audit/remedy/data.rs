//! Values for the gaps in a line of the table: words of the finding, and texts that only a person knows.

use crate::language::Say;
use rules::{audit::Finding, messages::Language};

pub struct Filled<'f> {
    pub finding: &'f Finding,
    pub what: &'static str,
    pub value: &'static str,
    pub language: Language,
}

impl Filled<'_> {
    pub fn html(&self) -> &str {
        &self.finding.html
    }

    /// The text that a person writes, in brackets.
    pub fn in_brackets(&self) -> String {
        format!("[{}]", self.value)
    }

    /// An id that a person chooses, in brackets.
    pub fn some_id(&self) -> &'static str {
        self.language.t("[identifiant unique]", "[unique id]")
    }

    /// The text with the finding's data in place of `{name}`. `None` if the finding lacks one of the values, or holds
    /// only a shortened one.
    pub fn told(&self, text: &str) -> Option<String> {
        let mut told = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            let word = self.finding.data.get(name).filter(|word| !word.is_empty() && !word.ends_with('…'))?;
            told.extend([before, word]);
            rest = after;
        }
        Some(told + rest)
    }
}
