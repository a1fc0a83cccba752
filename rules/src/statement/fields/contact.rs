//! The contact that a statement gives, and the ways to reach the Défenseur des droits.

use crate::standards::word_list::{WordList, entries};
use crate::statement::{
    document::Document,
    links::is_document,
    model::{Confidence, Contact, Read, Remedies},
    sections::Placed,
    source::same_page,
    wording::{Section, says},
};
use url::Url;

pub fn contact(document: &Document<'_>) -> Option<Read<Contact>> {
    let below: Vec<_> = document.below(Section::Contact).collect();
    if let Some(read) = read(document, &below, Confidence::Certain) {
        return Some(read);
    }
    // Lines after the text that says whom to contact, if there is no heading.
    const NEAR: usize = 4;
    let begins =
        document.lines.iter().enumerate().filter(|(_, placed)| says("contact-sentence", &placed.line.text));
    let near: Vec<_> = begins
        .flat_map(|(at, _)| document.lines.iter().enumerate().skip(at).take(NEAR))
        .filter(|(_, placed)| !matches!(placed.section, Section::Remedies | Section::Elsewhere))
        .collect();
    read(document, &near, Confidence::Probable).or_else(|| in_a_sentence(document))
}

/// «Contact : accueil@valmont.example», in the middle of a text.
fn in_a_sentence(document: &Document<'_>) -> Option<Read<Contact>> {
    let says_whom = |text: &str| says("contact-words", text) || says("contact-label", text);
    let sentence = document
        .sentences()
        .filter(|sentence| !matches!(sentence.section, Section::Remedies | Section::Elsewhere))
        .find(|sentence| has_address(sentence.text) && says_whom(sentence.text))?;
    let contact = Contact { addresses: addresses(sentence.text), ..Contact::default() };
    Some(document.read(contact, sentence, Confidence::Probable))
}

fn read(
    document: &Document<'_>,
    lines: &[(usize, &Placed)],
    confidence: Confidence,
) -> Option<Read<Contact>> {
    let mut contact = Contact::default();
    let mut place = None;
    for (at, placed) in lines {
        let before = contact.clone();
        add(&mut contact, placed, document.page.url());
        if contact != before && place.is_none() {
            place = Some((*at, placed.line.text.clone()));
        }
    }
    let (at, excerpt) = place?;
    Some(document.read_at(contact, at, &excerpt, confidence))
}

fn add(contact: &mut Contact, placed: &Placed, here: &str) {
    for link in &placed.line.links {
        if let Some(address) = link.href.strip_prefix("mailto:") {
            let address = address.split('?').next().unwrap_or_default().trim();
            // If the text contains an address, it counts instead of the link's, because it is the one that people read.
            if !has_address(&placed.line.text) && is_address(address) {
                push(&mut contact.addresses, address.to_lowercase());
            }
        } else if let Some(number) = link.href.strip_prefix("tel:") {
            push(&mut contact.telephones, number.trim().to_owned());
        } else if link.href.starts_with("http") && is_form(link, &placed.line.text, here) {
            push(&mut contact.forms, link.href.clone());
        }
    }
    for address in addresses(&placed.line.text) {
        push(&mut contact.addresses, address);
    }
    if let Some(form) = written_form(&placed.line.text).filter(|_| contact.forms.is_empty()) {
        push(&mut contact.forms, form);
    }
}

fn push(list: &mut Vec<String>, value: String) {
    const MOST: usize = 10;
    if !list.contains(&value) && list.len() < MOST {
        list.push(value);
    }
}

/// Parts of addresses of links that lead to a contact.
static LINKED: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/contact-addresses.txt")));

fn is_form(link: &crate::statement::text::LinkInLine, line: &str, here: &str) -> bool {
    // `%7B` is an opening brace of a template that was not filled in: the address leads nowhere.
    let is_elsewhere = link.href.contains("%7B")
        || link.href.contains("defenseurdesdroits")
        || link.href.contains("legifrance.gouv.fr");
    let words = link.href.to_lowercase();
    let named = says("contact-words", &link.text) || LINKED.iter().any(|word| words.contains(word));
    let leads = says("contact-words", &link.text) || !leads_nowhere(&link.href, here);
    !is_elsewhere && leads && (named || says("contact-words", line))
}

/// Parts of addresses, written as text, that lead to a contact.
static WRITTEN: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/written-contact-addresses.txt")));

/// The address of a contact that is written as text: «Envoyer un message : https://valmont.example/contact».
fn written_form(line: &str) -> Option<String> {
    let mut words = line.split_whitespace().filter(|word| word.starts_with("http"));
    let word = words.find(|word| {
        let word = word.to_lowercase();
        let is_ours = !word.contains("defenseurdesdroits");
        is_ours && WRITTEN.iter().any(|part| word.contains(part))
    })?;
    Some(word.trim_end_matches(['.', ',', ';', ')']).to_owned())
}

/// Whether the address leads to no contact: to a home page, to a file, or to the statement itself.
fn leads_nowhere(href: &str, here: &str) -> bool {
    let Ok(url) = Url::parse(href) else { return true };
    let is_home = url.path() == "/" && url.query().is_none() && url.fragment().is_none_or(str::is_empty);
    is_home || is_document(href) || (same_page(href, here) && url.fragment().is_none_or(str::is_empty))
}

fn has_address(text: &str) -> bool {
    !addresses(text).is_empty()
}

/// E-mail addresses in a text in lower case, including those disguised from robots: `nom[at]site.example`.
pub fn addresses(text: &str) -> Vec<String> {
    let mut plain = text.to_owned();
    for (written, sign) in [
        (" [at] ", "@"),
        ("[at]", "@"),
        (" (at) ", "@"),
        ("(at)", "@"),
        (" [arobase] ", "@"),
        ("[arobase]", "@"),
        (" (arobase) ", "@"),
        ("(arobase)", "@"),
        (" arobase ", "@"),
        ("[@]", "@"),
        (" AT ", "@"),
        (" DOT ", "."),
        (" [dot] ", "."),
        ("[dot]", "."),
        (" [point] ", "."),
        ("[point]", "."),
        (" (point) ", "."),
    ] {
        plain = plain.replace(written, sign);
    }
    let words = plain.split(|c: char| c.is_whitespace() || ",;<>()«»\"’'|".contains(c));
    let trimmed = words.map(|word| word.trim_matches(|c: char| ".:!?[]{}".contains(c)));
    trimmed
        .map(|word| word.trim_start_matches("mailto:"))
        .filter(|word| is_address(word))
        .map(str::to_lowercase)
        .collect()
}

fn is_address(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else { return false };
    let is_part = |part: &str, signs: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || signs.contains(c))
    };
    // The Défenseur des droits receives complaints and is not the contact of the site.
    let is_defender = host.to_lowercase().contains("defenseurdesdroits");
    let is_host = is_part(host, ".-") && host.contains('.') && !host.ends_with('.');
    is_part(name, "._-+") && is_host && !is_defender
}

pub fn remedies(document: &Document<'_>) -> Option<Read<Remedies>> {
    const NEAR: usize = 14;
    let first = document.lines.iter().position(|placed| says("defender", &placed.line.text))?;
    let from = document
        .lines
        .iter()
        .position(|placed| placed.section == Section::Remedies)
        .map_or(first, |at| at.min(first));
    let near = || document.lines[from..].iter().take(NEAR.max(first - from + NEAR));
    let has_form =
        near().flat_map(|placed| &placed.line.links).any(|link| link.href.contains("defenseurdesdroits.fr"));
    let postal = ["71120", "75342", "75 342", "75334", "75409", "Fontenoy"];
    let has_postal_address = near().any(|placed| postal.iter().any(|part| placed.line.text.contains(part)));
    let excerpt = &document.lines[first].line.text;
    Some(document.read_at(Remedies { has_form, has_postal_address }, first, excerpt, Confidence::Certain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_also_when_written_against_robots() {
        assert_eq!(addresses("E-mail : rgaa@valmont.example."), ["rgaa@valmont.example"]);
        assert_eq!(addresses("Courriel : handicap[at]valmont.example"), ["handicap@valmont.example"]);
        assert_eq!(addresses("mairie (arobase) valmont.example"), ["mairie@valmont.example"]);
        assert_eq!(addresses("contact@defenseurdesdroits.fr"), Vec::<String>::new());
        assert_eq!(addresses("@valmont sur un réseau, a@b"), Vec::<String>::new());
    }
}
