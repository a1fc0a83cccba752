//! Decides whether a page is a statement, a statement still to be written, or neither.

use super::{
    document::Document,
    fields::values,
    links::is_document,
    model::StatementKind,
    sections::Placed,
    text::{Phrase, sentences},
    wording::{Section, all, says},
};
use regex::Regex;
use std::{collections::HashSet, sync::LazyLock};

/// Most words of a page whose statement is still to be written: such a page has little other text.
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
    let is_lesson = |title: &String| says("explains", title) || says("lesson-title", title);
    if titles.iter().any(is_lesson) || (explains > 0 && explains >= anchors) {
        return false;
    }
    if distinct(document, "lesson") >= 2 || is_model(document) {
        return false;
    }
    let is_titled = titles.iter().any(|title| is_title(title));
    if anchors == 0 {
        // Without a typical sentence, the title and the sections decide.
        let is_named = titles.iter().any(|title| says("statement-title", title));
        return is_named && sections.len() >= 2 && sections.contains(&Section::Status);
    }
    let says_more = anchors >= 2 || document.sentences().any(|sentence| says("defender", sentence.text));
    sections.len() >= 2 || (is_titled && (!sections.is_empty() || says_more))
}

/// Whether the document is a template: it has several blanks that nobody filled in, and no date of establishment.
/// Blanks are «[nom de la commune]», «{date de l’audit}», «XX %», «JJ/MM/AAAA». Code that did not run, such as
/// `{{ site.name }}`, is not a blank.
fn is_model(document: &Document<'_>) -> bool {
    const MANY: usize = 3;
    let blanks = document.lines.iter().map(|placed| blanks(&placed.line.text)).sum::<usize>();
    blanks >= MANY && values::set_on(document).is_none()
}

fn blanks(text: &str) -> usize {
    static BLANK: LazyLock<Regex> = LazyLock::new(|| {
        let bracketed = r"\[[^\[\]@.:/]*\p{L}[^\[\]@.:/]*[\s’'][^\[\]@:/]*\]|[^{$]\{[^{}().=]*\p{L}[ ’'][^{}().=]*\}[^}]|^\{[^{}().=]+\}";
        let letters = r"\b(?:XX+|NN+|nn+|xx+)\s?%|\bXXX+\b|\bxxx+\b|\bJJ/MM/AAAA\b|\bjj/mm/aaaa\b|\bXX/XX/XXXX\b|_{3,}|\.{5,}|…{2,}";
        Regex::new(&format!("{bracketed}|{letters}")).expect("the pattern is part of the program")
    });
    BLANK.find_iter(text).filter(|found| !is_against_robots(found.as_str())).count()
}

/// Whether the brackets disguise an address from robots, as `[at]` does; they are not a blank.
fn is_against_robots(text: &str) -> bool {
    matches!(text.trim_matches(['[', ']', ' ']), "at" | "arobase" | "dot" | "point")
}

fn is_title(title: &str) -> bool {
    says("statement-link", title) && !says("explains", title) && !says("lesson-title", title)
}

/// Number of different wordings of a field that occur on the page.
fn distinct(document: &Document<'_>, field: &str) -> usize {
    let phrases: Vec<Phrase<'_>> =
        document.sentences().map(|sentence| Phrase::from_text(sentence.text)).collect();
    all(field)
        .iter()
        .filter(|wording| phrases.iter().any(|phrase| wording.pattern.find(phrase).is_some()))
        .count()
}

/// The first three headings of the levels 1 to 3, and the title of the page.
fn titles(document: &Document<'_>) -> Vec<String> {
    let headings = document.lines.iter().filter(|placed| (1..=3).contains(&placed.line.level));
    let mut titles: Vec<String> = headings.take(3).map(|placed| placed.line.text.clone()).collect();
    titles.extend(document.page.title());
    titles
}

fn is_in_writing(document: &Document<'_>) -> bool {
    let words: usize = document.lines.iter().map(|placed| Phrase::from_text(&placed.line.text).len()).sum();
    let begins = |title: &String| is_title(title) || title.split(['|', '–', '—', '-', '·']).any(is_title);
    // A linked file may be the statement.
    let offers = |placed: &Placed| placed.line.links.iter().any(|link| is_document(&link.href));
    if document.lines.iter().any(offers) {
        return false;
    }
    if words > MOST_WORDS_IN_WRITING || !titles(document).iter().any(begins) {
        return false;
    }
    document
        .lines
        .iter()
        .flat_map(|placed| sentences(&placed.line.text))
        .any(|sentence| says("in-writing", sentence) && says("about-page", sentence))
}
