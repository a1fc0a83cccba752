//! The texts of a rule's findings, from the table in `rules`. For a reason that the table does not contain (in a
//! document of another version) the key is shown.

use crate::words::spaced;
use rules::{
    audit::Finding,
    messages::{Language, Message, message as worded},
};
use std::collections::BTreeMap;

/// The message of a finding. `data` holds the parameters of its texts.
pub fn message(rule: &str, reason: &str, language: Language, data: &BTreeMap<String, String>) -> Message {
    let Some(message) = worded(reason, data, language) else { return keys(rule, reason, data) };
    match language {
        Language::English => message,
        Language::French => {
            Message { what: spaced(&message.what), why: spaced(&message.why), fix: spaced(&message.fix) }
        }
    }
}

/// The messages of all findings, in their order.
pub fn of_all(findings: &[Finding], language: Language) -> Vec<Message> {
    let words = |finding: &Finding| message(&finding.rule, &finding.reason, language, &finding.data);
    findings.iter().map(words).collect()
}

/// Title of the kind of defect, without the figures of one place.
pub fn title(rule: &str, reason: &str, language: Language) -> String {
    general(&message(rule, reason, language, &BTreeMap::new()).what)
}

/// The sentence without the details of one place: brackets with parameters, and a part with parameters after a colon,
/// are left out.
fn general(what: &str) -> String {
    let mut kept = String::new();
    let mut rest = what;
    while let Some((before, behind)) = rest.split_once('(') {
        let (inside, after) = behind.split_once(')').unwrap_or((behind, ""));
        if inside.contains('{') {
            kept.push_str(before.trim_end())
        } else {
            kept.extend([before, "(", inside, ")"])
        }
        rest = after;
    }
    kept.push_str(rest);
    let is_outside = |at: &usize| kept[..*at].matches('{').count() == kept[..*at].matches('}').count();
    let colon = kept.match_indices(':').map(|(at, _)| at).find(is_outside);
    let colon = colon.filter(|at| kept[*at..].contains('{') && says_something(&kept[..*at]));
    if let Some(at) = colon {
        kept.truncate(kept[..at].trim_end().len());
        kept.push('.');
    }
    without_parameters(&without_quotes(&kept))
}

/// The sentence without quoted parameters that commas set off, as in «Ce lien, « Voir », ne dit pas …».
fn without_quotes(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(", ") {
        kept.push_str(before);
        match after_quote(behind) {
            Some(after) => rest = after,
            None => {
                kept.push_str(", ");
                rest = behind;
            }
        }
    }
    kept + rest
}

/// The text after a quoted parameter and the comma that ends the insertion. A full stop ends it, too, and is kept.
/// `None` if the text does not begin with such an insertion.
fn after_quote(text: &str) -> Option<&str> {
    let (open, close) = if text.starts_with('«') { ('«', '»') } else { ('“', '”') };
    let (inside, after) = text.strip_prefix(open)?.split_once(close)?;
    let name = inside.trim().strip_prefix('{')?.strip_suffix('}')?;
    let is_one = !name.contains(['{', '}']);
    is_one.then(|| if after.starts_with('.') { Some(after) } else { after.strip_prefix(',') })?
}

/// Whether the text has more than ten letters besides the parameters.
fn says_something(text: &str) -> bool {
    const WORDS: usize = 10;
    without_parameters(text).chars().filter(|sign| sign.is_alphabetic()).count() > WORDS
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
    fn a_title_says_nothing_of_one_place() {
        for (what, title) in [
            ("Texte trop pâle : {ratio}:1 ({text} sur {ground}) au lieu de {limit}:1.", "Texte trop pâle."),
            ("Texte pâle ({ratio}:1) d’un élément (masqué).", "Texte pâle d’un élément (masqué)."),
            ("Le rôle « {role} » n’existe pas.", "Le rôle « … » n’existe pas."),
            ("L’élément {element} porte des attributs : {attributes}.", "L’élément … porte des attributs."),
            ("{text} : {reason}.", "… : …."),
            ("Ce lien, «\u{A0}{name}\u{A0}», ne dit rien, vraiment.", "Ce lien ne dit rien, vraiment."),
            ("Ils ont le même titre, « {title} ».", "Ils ont le même titre."),
            ("The link, “{name}”, does not hold the text, “{text}”.", "The link does not hold the text."),
            ("Ce titre annonce « {title} », et rien d’autre.", "Ce titre annonce « … », et rien d’autre."),
            ("Le cadre n’a pas de titre.", "Le cadre n’a pas de titre."),
        ] {
            assert_eq!(general(what), title);
        }
        let tables = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/data/messages");
        let files = std::fs::read_dir(tables).unwrap().map(|file| file.unwrap().path());
        let lines: String = files.map(|file| std::fs::read_to_string(file).unwrap()).collect();
        let reasons = lines.lines().filter_map(|line| line.split_once('\t')).map(|(reason, _)| reason);
        for reason in reasons.filter(|reason| *reason != "reason") {
            for language in [Language::French, Language::English] {
                let title = title("", reason, language);
                assert!(!title.contains(":1") && !title.contains('{'), "{reason}: {title}");
            }
        }
    }

    #[test]
    fn a_title_has_no_figures() {
        assert_eq!(
            without_parameters("Contraste de {ratio}:1, {seuil} demandé {"),
            "Contraste de …:1, … demandé {"
        );
    }
}
