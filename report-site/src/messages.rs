//! The words of a rule's finding: those of the table in `rules`, or the key for a reason that the table does not
//! word, as in the document of another version.

use crate::words::spaced;
use rules::{
    audit::Finding,
    messages::{Language, Message, message as worded},
};
use std::collections::BTreeMap;

/// `data` are the parameters of this finding.
pub fn message(rule: &str, reason: &str, language: Language, data: &BTreeMap<String, String>) -> Message {
    let Some(message) = worded(reason, data, language) else { return keys(rule, reason, data) };
    match language {
        Language::English => message,
        Language::French => {
            Message { what: spaced(&message.what), why: spaced(&message.why), fix: spaced(&message.fix) }
        }
    }
}

/// The words of all findings, in their order.
pub fn of_all(findings: &[Finding], language: Language) -> Vec<Message> {
    let words = |finding: &Finding| message(&finding.rule, &finding.reason, language, &finding.data);
    findings.iter().map(words).collect()
}

/// One line for the defect in general, without the figures of one place.
pub fn title(rule: &str, reason: &str, language: Language) -> String {
    without_parameters(&message(rule, reason, language, &BTreeMap::new()).what)
}

fn keys(rule: &str, reason: &str, data: &BTreeMap<String, String>) -> Message {
    let parameters: Vec<_> = data.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let shown = if parameters.is_empty() { String::new() } else { format!(" ({})", parameters.join(", ")) };
    Message { what: format!("{rule} : {reason}{shown}"), why: String::new(), fix: String::new() }
}

/// `{ratio}` becomes `…`.
pub fn without_parameters(text: &str) -> String {
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
        let message = message("contrast", "no-such-reason", Language::French, &data);
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
