//! Is this page a statement, one still to be written, or another page?

use super::{
    document::Document,
    model::StatementKind,
    text::{Phrase, sentences},
    wording::{Section, all, says},
};
use std::collections::HashSet;

/// A page that says it is being written has little else to say.
const MOST_WORDS_IN_WRITING: usize = 250;

pub fn kind(document: &Document<'_>) -> Option<StatementKind> {
    let is_digital = titles(document).iter().any(|title| says("digital", title))
        || document.sentences().any(|sentence| says("digital", sentence.text));
    if is_digital && is_statement(document) {
        return Some(StatementKind::Statement);
    }
    is_in_writing(document).then_some(StatementKind::InWriting)
}

fn is_statement(document: &Document<'_>) -> bool {
    let anchors = distinct(document, "anchor");
    let explains = distinct(document, "explains");
    let sections: HashSet<Section> = document
        .lines
        .iter()
        .map(|placed| placed.section)
        .filter(|section| {
            use Section::{Elsewhere, Introduction, Other, Plan, Scheme};
            !matches!(section, Introduction | Other | Scheme | Plan | Elsewhere)
        })
        .collect();
    let titles = titles(document);
    if titles.iter().any(|title| says("explains", title)) || (explains > 0 && explains >= anchors) {
        return false;
    }
    let is_titled = titles.iter().any(|title| is_title(title));
    if anchors == 0 {
        // Its title and its parts say what no sentence says.
        let is_named = titles.iter().any(|title| says("statement-title", title));
        return is_named && sections.len() >= 2 && sections.contains(&Section::Status);
    }
    let says_more = anchors >= 2 || document.sentences().any(|sentence| says("defender", sentence.text));
    sections.len() >= 2 || (is_titled && (!sections.is_empty() || says_more))
}

fn is_title(title: &str) -> bool {
    says("statement-link", title) && !says("explains", title)
}

/// How many different wordings of a field the page holds.
fn distinct(document: &Document<'_>, field: &str) -> usize {
    let phrases: Vec<Phrase<'_>> = document.sentences().map(|sentence| Phrase::of(sentence.text)).collect();
    all(field)
        .iter()
        .filter(|wording| phrases.iter().any(|phrase| wording.pattern.find(phrase).is_some()))
        .count()
}

/// The page's title and its first headings.
fn titles(document: &Document<'_>) -> Vec<String> {
    let headings = document.lines.iter().filter(|placed| (1..=3).contains(&placed.line.level));
    let mut titles: Vec<String> = headings.take(3).map(|placed| placed.line.text.clone()).collect();
    titles.extend(document.page.title());
    titles
}

fn is_in_writing(document: &Document<'_>) -> bool {
    let words: usize = document.lines.iter().map(|placed| Phrase::of(&placed.line.text).len()).sum();
    let begins = |title: &String| is_title(title) || title.split(['|', '–', '—', '-', '·']).any(is_title);
    if words > MOST_WORDS_IN_WRITING || !titles(document).iter().any(begins) {
        return false;
    }
    document
        .lines
        .iter()
        .flat_map(|placed| sentences(&placed.line.text))
        .any(|sentence| says("in-writing", sentence) && says("about-page", sentence))
}
