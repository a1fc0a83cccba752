//! Where the words of a rule's finding come from.

use std::collections::BTreeMap;

/// Language of what people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    French,
    English,
}

/// A finding in three parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    /// What is wrong, here.
    pub what: String,
    /// Whom it hinders, and how. Empty when nothing is known.
    pub why: String,
    /// What to do. Empty when nothing is known.
    pub fix: String,
}

pub trait Messages: Sync {
    /// `data` are the parameters of this finding.
    fn message(&self, rule: &str, reason: &str, lang: Lang, data: &BTreeMap<String, String>) -> Message;

    /// One line for the defect in general, without the figures of one place.
    fn title(&self, rule: &str, reason: &str, lang: Lang) -> String {
        self.message(rule, reason, lang, &BTreeMap::new()).what
    }

    /// Changes whenever any message does: pages that show messages are then drawn again.
    fn version(&self) -> String;
}

/// Shows the key itself: for a reason that no table words yet.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReasonKeys;

impl Messages for ReasonKeys {
    fn message(&self, rule: &str, reason: &str, _: Lang, data: &BTreeMap<String, String>) -> Message {
        let parameters: Vec<_> = data.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let shown =
            if parameters.is_empty() { String::new() } else { format!(" ({})", parameters.join(", ")) };
        Message { what: format!("{rule} : {reason}{shown}"), ..Message::default() }
    }

    fn version(&self) -> String {
        "keys".into()
    }
}
