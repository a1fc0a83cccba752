//! Technologies, test environment, tools and the pages that were checked.

use crate::statement::{
    document::{Document, Sentence},
    model::{CheckedPage, Confidence, Read},
    sections::Placed,
    text::{Captured, Phrase},
    wording::{Section, find, says},
};

const MOST: usize = 100;
const LONGEST: usize = 250;
/// Most words of a text whose commas separate the items of an enumeration.
const SHORT: usize = 16;

pub fn items(document: &Document<'_>, section: Section) -> Option<Read<Vec<String>>> {
    let lines = lines(document, section);
    let (at, first) = lines.first()?;
    let items: Vec<String> = lines.iter().flat_map(|(_, placed)| parts(placed)).take(MOST).collect();
    (!items.is_empty()).then(|| document.read_at(items, *at, &first.line.text, Confidence::Certain))
}

/// The list items of a section, or its paragraphs if it has no list items.
fn lines<'d>(document: &'d Document<'_>, section: Section) -> Vec<(usize, &'d Placed)> {
    let all = document.below(section).filter(|(_, placed)| {
        let text = &placed.line.text;
        !text.ends_with(':') && text.len() <= LONGEST && !says("boilerplate", text)
    });
    let all: Vec<_> = all.collect();
    let has_items = all.iter().any(|(_, placed)| placed.line.item.is_some());
    all.into_iter().filter(|(_, placed)| !has_items || placed.line.item.is_some()).collect()
}

fn parts(placed: &Placed) -> Vec<String> {
    let text = placed.line.text.as_str();
    let is_enumeration = placed.line.item.is_none() && Phrase::from_text(text).len() <= SHORT;
    let parts: Vec<&str> = if is_enumeration { text.split([',', ';', '•']).collect() } else { vec![text] };
    let clean = |part: &str| {
        part.trim()
            .trim_start_matches(['-', '–', '•', '·', '*'])
            .trim()
            .trim_end_matches(['.', ';', ',', ' '])
            .to_owned()
    };
    parts.into_iter().map(clean).filter(|part| part.chars().any(char::is_alphanumeric)).collect()
}

pub fn pages(document: &Document<'_>) -> Option<Read<Vec<CheckedPage>>> {
    let lines: Vec<_> = document
        .below(Section::Pages)
        .filter(|(_, placed)| !placed.line.text.ends_with(':') || !placed.line.links.is_empty())
        .collect();
    let lines = of_the_list(lines);
    let Some((at, first)) = lines.first() else { return pages_in_a_sentence(document) };
    let pages = lines.iter().flat_map(|(_, placed)| pages_of(placed));
    let pages: Vec<CheckedPage> = pages.filter(|page| !says("no-page", &page.name)).take(MOST).collect();
    (!pages.is_empty()).then(|| document.read_at(pages, *at, &first.line.text, Confidence::Certain))
}

/// The list items up to a text that ends the list; all lines if there are no list items.
fn of_the_list(lines: Vec<(usize, &Placed)>) -> Vec<(usize, &Placed)> {
    let Some(first) = lines.iter().position(|(_, placed)| placed.line.item.is_some()) else { return lines };
    let goes_on = |placed: &Placed| {
        placed.line.item.is_some()
            || placed.line.is_emphasised
            || Phrase::from_text(&placed.line.text).len() <= SHORT && !placed.line.text.ends_with('.')
    };
    let list = lines.into_iter().skip(first).take_while(|(_, placed)| goes_on(placed));
    list.filter(|(_, placed)| placed.line.item.is_some()).collect()
}

/// «L’audit a porté sur les pages suivantes : accueil, contact, plan du site.»
fn pages_in_a_sentence(document: &Document<'_>) -> Option<Read<Vec<CheckedPage>>> {
    let listed = |sentence: Sentence<'_>| {
        let pages = names_in(sentence.text).or_else(|| names_below(document, sentence))?;
        (pages.len() > 1)
            .then(|| document.read(pages.into_iter().take(MOST).collect(), sentence, Confidence::Probable))
    };
    document.sentences().find_map(listed)
}

/// The pages that a sentence lists.
pub(super) fn names_in(sentence: &str) -> Option<Vec<CheckedPage>> {
    let phrase = Phrase::from_text(sentence);
    let (_, hit) = find("pages-listed", &phrase)?;
    let Some((_, Captured::Text(from, to))) = hit.captured else { return None };
    let is_told = phrase.gap_after(from.checked_sub(1)?).contains(':');
    is_told.then(|| names(phrase.slice(from, to)))
}

/// The list below «Il a porté sur les pages suivantes :». Each item is one name or several.
fn names_below(document: &Document<'_>, sentence: Sentence<'_>) -> Option<Vec<CheckedPage>> {
    if !sentence.text.ends_with(':') || !says("pages-below", sentence.text) {
        return None;
    }
    let items = document.lines.iter().skip(sentence.at + 1);
    let items = items.take_while(|placed| placed.line.item.is_some());
    let pages = items.flat_map(|placed| {
        if placed.line.text.contains(',') { names(&placed.line.text) } else { pages_of(placed) }
    });
    Some(pages.filter(|page| !says("no-page", &page.name)).collect())
}

fn names(list: &str) -> Vec<CheckedPage> {
    let names = list.split([',', ';']).flat_map(|part| part.split(" et "));
    let page = |name: &str| CheckedPage { name: name.trim().trim_end_matches('.').to_owned(), address: None };
    names.map(page).filter(|page| !page.name.is_empty() && !says("no-page", &page.name)).collect()
}

fn pages_of(placed: &Placed) -> Vec<CheckedPage> {
    let text = placed.line.text.as_str();
    // «L’échantillon compte douze pages, dont l’accueil» is about the sample and does not name its pages reliably.
    if says("about-sample", text) {
        return Vec::new();
    }
    if placed.line.item.is_none() && !text.contains("://") {
        // Outside a list only names count, such as «index.html, contact.html», not sentences.
        if Phrase::from_text(text).len() > 40 || text.trim_end().ends_with('.') && !text.contains(',') {
            return Vec::new();
        }
        let names = text.split([',', ';']).map(|name| name.trim().trim_end_matches('.'));
        let page = |name: &str| CheckedPage { name: name.to_owned(), address: None };
        return names.filter(|name| name.chars().any(char::is_alphanumeric)).map(page).collect();
    }
    let written =
        text.split_whitespace().find(|word| word.starts_with("http://") || word.starts_with("https://"));
    let linked =
        placed.line.links.iter().map(|link| link.href.as_str()).find(|href| href.starts_with("http"));
    let address = linked.or(written).map(|address| address.trim_end_matches([')', ',', ';']).to_owned());
    let name = match text.find("http://").or_else(|| text.find("https://")) {
        Some(at) => &text[..at],
        None => text,
    };
    let name = name.trim().trim_end_matches([':', '-', '–', '—', '(', '|', ';', ',', '.', ' ']).trim();
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric() && !"(«\"[".contains(c));
    if name.is_empty() && (address.is_none() || text.chars().all(|c| !c.is_alphanumeric())) {
        return Vec::new();
    }
    vec![CheckedPage { name: name.chars().take(LONGEST).collect(), address }]
}
