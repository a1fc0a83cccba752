//! Where the words of a rule's finding come from.

pub use rules::messages::{Language, Message};
use std::collections::BTreeMap;

pub trait Messages: Sync {
    /// `data` are the parameters of this finding.
    fn message(
        &self,
        rule: &str,
        reason: &str,
        language: Language,
        data: &BTreeMap<String, String>,
    ) -> Message;

    /// One line for the defect in general, without the figures of one place.
    fn title(&self, rule: &str, reason: &str, language: Language) -> String {
        without_parameters(&self.message(rule, reason, language, &BTreeMap::new()).what)
    }

    /// Changes whenever any message does: pages that show messages are then drawn again.
    fn version(&self) -> String;
}

/// The table of `rules`; the key itself for a reason that the table does not word.
#[derive(Debug, Clone, Copy, Default)]
pub struct RuleMessages;

impl Messages for RuleMessages {
    fn message(
        &self,
        rule: &str,
        reason: &str,
        language: Language,
        data: &BTreeMap<String, String>,
    ) -> Message {
        rules::messages::message(reason, data, language).unwrap_or_else(|| keys(rule, reason, data))
    }

    fn version(&self) -> String {
        rules::messages::digest()
    }
}

fn keys(rule: &str, reason: &str, data: &BTreeMap<String, String>) -> Message {
    let parameters: Vec<_> = data.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let shown = if parameters.is_empty() { String::new() } else { format!(" ({})", parameters.join(", ")) };
    Message { what: format!("{rule} : {reason}{shown}"), why: String::new(), fix: String::new() }
}

/// `{ratio}` becomes `…`.
fn without_parameters(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, part| match part.split_once('}') {
        Some((_, rest)) => shown + "…" + rest,
        None => shown + "{" + part,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_without_words_shows_its_key() {
        let data = BTreeMap::from([("ratio".to_owned(), "3,2".to_owned())]);
        let message = RuleMessages.message("contrast", "no-such-reason", Language::French, &data);
        assert_eq!(message.what, "contrast : no-such-reason (ratio = 3,2)");
    }

    #[test]
    fn a_title_has_no_figures() {
        assert_eq!(
            without_parameters("Contraste de {ratio}:1, {seuil} demandé {"),
            "Contraste de …:1, … demandé {"
        );
    }
}
