//! The body that makes the statement, and the sites that the statement covers.

use crate::page::host_of;
use crate::standards::word_list::{WordList, entries};
use crate::statement::{
    document::{Document, Sentence},
    model::{Confidence, Read},
    text::{Captured, Phrase},
    wording::{Section, find, says},
};

const MOST_WORDS: usize = 40;

pub fn who(document: &Document<'_>) -> Option<Read<String>> {
    let named = |sentence: Sentence<'_>| {
        let phrase = Phrase::from_text(sentence.text);
        let (wording, hit) = find("who", &phrase)?;
        let (_, Captured::Text(from, to)) = hit.captured? else { return None };
        let name = name(whole(&phrase, from, to))?;
        Some((wording.rank, document.read(name, sentence, Confidence::Certain)))
    };
    let found: Vec<_> = document.sentences().filter_map(named).collect();
    let first = found.into_iter().min_by_key(|(rank, _)| *rank).map(|(_, read)| read);
    first.or_else(|| declarant(document))
}

/// The words with the brackets around them, which show that a template was not filled in.
fn whole<'a>(phrase: &Phrase<'a>, from: usize, to: usize) -> &'a str {
    let (Some(first), Some(last)) =
        (phrase.tokens.get(from), to.checked_sub(1).and_then(|to| phrase.tokens.get(to)))
    else {
        return "";
    };
    let before = phrase.text[..first.start]
        .trim_end_matches(|c: char| !c.is_whitespace() && !c.is_alphanumeric())
        .len();
    let behind = &phrase.text[last.end..];
    let closing = behind.len() - behind.trim_start_matches([')', ']', '}', '>', ' ', '»']).len();
    phrase.text[before..last.end + closing].trim()
}

/// The first line of the section on the declarant: statements under the RGAA 3 begin with its name and address.
fn declarant(document: &Document<'_>) -> Option<Read<String>> {
    let (at, placed) = document.below(Section::Identity).next()?;
    let name = name(&placed.line.text)?;
    Some(document.read_at(name, at, &placed.line.text, Confidence::Probable))
}

/// The name without introductory words. `None` for words that name nobody, such as «Notre organisation».
fn name(text: &str) -> Option<String> {
    static LEADS: WordList =
        WordList::new(|| entries(include_str!("../../../data/words/leads-to-party.txt")));
    let mut name = text.trim();
    let begins_with_lead = |name: &str| LEADS.contains(&Phrase::from_text(name).word(0));
    if begins_with_lead(name)
        && let Some((_, rest)) = name.rsplit_once(", ")
    {
        name = rest.trim();
    }
    let name = name.trim_matches(|c: char| c.is_whitespace() || ",;:–—-«»\"".contains(c));
    let is_long = Phrase::from_text(name).len() > MOST_WORDS;
    (!name.is_empty() && !is_long && !is_placeholder(name)).then(|| name.to_owned())
}

/// Whether the text is a part of a template that nobody filled in, or a general term that names nobody.
pub fn is_placeholder(text: &str) -> bool {
    text.contains(['{', '}', '[', ']', '<', '>', '…'])
        || text.contains("XX")
        || text.contains("___")
        || says("generic", text)
}

/// The text that says what is covered, and the hosts named in it.
pub fn covers(document: &Document<'_>) -> (Option<Read<String>>, Vec<String>) {
    let found = document.readable().find_map(|sentence| {
        let phrase = Phrase::from_text(sentence.text);
        let (_, hit) = find("covers", &phrase)?;
        let (_, Captured::Text(from, _)) = hit.captured? else { return None };
        let start = phrase.tokens.get(from)?.start;
        Some((sentence, sentence.text.get(start..)?.trim_end_matches(['.', ' ', ';', ',']).to_owned()))
    });
    let Some((sentence, text)) = found else { return (None, Vec::new()) };
    let text = match text.trim_end().strip_suffix(':') {
        Some(before) => listed(document, sentence.at).unwrap_or_else(|| before.trim().to_owned()),
        None => text,
    };
    let links = document.lines[sentence.at].line.links.iter();
    let mut hosts: Vec<String> =
        links.filter_map(|link| host_of(&link.href)).chain(hosts_in(&text)).collect();
    hosts.sort();
    hosts.dedup();
    if is_placeholder(&text) {
        return (None, hosts);
    }
    (Some(document.read(text, sentence, Confidence::Certain)), hosts)
}

/// The items of the list that follows a line.
fn listed(document: &Document<'_>, at: usize) -> Option<String> {
    const MOST: usize = 20;
    let following = document.lines.iter().skip(at + 1);
    let items: Vec<&str> = following
        .take_while(|placed| placed.line.item.is_some())
        .take(MOST)
        .map(|placed| placed.line.text.trim_end_matches([';', '.', ',', ' ']))
        .collect();
    (!items.is_empty()).then(|| items.join(", "))
}

/// Hosts written in a text, with or without a scheme.
fn hosts_in(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || "()«»,;\"".contains(c));
    let written = |word: &str| {
        let word = word.trim_end_matches(['.', '/', ':']);
        if word.starts_with("http") {
            return host_of(word);
        }
        let name = word.split('/').next().unwrap_or_default();
        let labels: Vec<&str> = name.split('.').collect();
        let is_label =
            |label: &&str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let ends_well = labels
            .last()
            .is_some_and(|last| last.len() >= 2 && last.bytes().all(|b| b.is_ascii_alphabetic()));
        let is_host = labels.len() >= 2 && labels.iter().all(is_label) && ends_well;
        is_host.then(|| host_of(&format!("https://{name}/"))).flatten()
    };
    words.filter_map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_stands_before_the_promise() {
        assert_eq!(name("La commune de Valmont,").as_deref(), Some("La commune de Valmont"));
        assert_eq!(
            name("Conformément à la loi, la ville de Valmont").as_deref(),
            Some("la ville de Valmont")
        );
        for nobody in ["Notre organisation", "{produit}", "[Nom de l’entité]", "Nous", "L’entité"] {
            assert_eq!(name(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn hosts_are_found_in_texts() {
        assert_eq!(
            hosts_in("site valmont.example (https://www.eau.valmont.example/)."),
            ["valmont.example", "eau.valmont.example"]
        );
        assert_eq!(hosts_in("Aides-territoires, version 4.1"), Vec::<String>::new());
    }
}
