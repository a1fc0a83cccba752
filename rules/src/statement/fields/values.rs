//! Status, rates, version and dates. Every candidate for a value is ranked by its section and its wording.

use crate::statement::{
    document::{Document, Sentence},
    model::{Confidence, Conformity, Read},
    text::{Captured, PartialDate, Percent, Phrase, dates_from, dates_in, years_in},
    wording::{Section, find_all, says},
};
use std::cmp::Reverse;

/// A possible value of a field. The smaller `tier` and then `rank` are, the more certain it is.
struct Candidate<'d, T> {
    tier: u8,
    rank: usize,
    value: T,
    sentence: Sentence<'d>,
}

fn candidates<'d, T>(
    document: &'d Document<'_>,
    field: &str,
    tier: impl Fn(Section) -> Option<u8>,
    value: impl Fn(&'static str, Option<Captured>) -> Option<T>,
) -> Vec<Candidate<'d, T>> {
    let mut found = Vec::new();
    for sentence in document.readable() {
        let Some(tier) = tier(sentence.section) else { continue };
        let phrase = Phrase::from_text(sentence.text);
        for (wording, hit) in find_all(field, &phrase) {
            if let Some(value) = value(wording.value, hit.captured.map(|(_, captured)| captured)) {
                found.push(Candidate { tier, rank: wording.rank, value, sentence });
            }
        }
    }
    found
}

/// The most certain candidate. `None` if an equally certain one has another value; `as_sure` compares the certainty of
/// a candidate with that of the best.
fn unanimous<T: PartialEq>(
    document: &Document<'_>,
    found: Vec<Candidate<'_, T>>,
    as_sure: impl Fn(&Candidate<'_, T>, &Candidate<'_, T>) -> bool,
) -> Option<Read<T>> {
    let best =
        found.iter().enumerate().min_by_key(|(at, candidate)| (candidate.tier, candidate.rank, *at))?.0;
    let contradicted =
        found.iter().any(|other| as_sure(other, &found[best]) && other.value != found[best].value);
    if contradicted {
        return None;
    }
    let confidence = if found[best].tier == 0 { Confidence::Certain } else { Confidence::Probable };
    let best = found.into_iter().nth(best)?;
    Some(document.read(best.value, best.sentence, confidence))
}

pub fn conformity(document: &Document<'_>) -> Option<Read<Conformity>> {
    let tier = |section| match section {
        Section::Status => Some(0),
        Section::Introduction | Section::Results => Some(1),
        Section::Establishment | Section::Identity | Section::Other => Some(2),
        _ => None,
    };
    let value = |code: &str, _| Conformity::from_code(code);
    let mut found = candidates(document, "conformity", tier, value);
    found.extend(candidates(
        document,
        "conformity-label",
        |section| tier(section).filter(|tier| *tier == 0),
        value,
    ));
    let values: Vec<Conformity> = found.iter().map(|candidate| candidate.value).collect();
    unanimous(document, found, |other, best| other.tier == best.tier)
        .map(|read| unless_otherwise(read, &values))
}

/// The value, which is only probable if any candidate has another value.
fn unless_otherwise<T: PartialEq>(mut read: Read<T>, all: &[T]) -> Read<T> {
    if all.iter().any(|other| *other != read.value) {
        read.confidence = Confidence::Probable;
    }
    read
}

pub fn rate(document: &Document<'_>) -> Option<Read<Percent>> {
    let mut found = candidates(document, "rate", rate_tier, percent);
    let values: Vec<Percent> = found.iter().map(|candidate| candidate.value).collect();
    // The rate of an earlier audit counts only if there is no other rate.
    let is_history = |candidate: &Candidate<'_, Percent>| says("history", candidate.sentence.text);
    if !found.iter().all(is_history) {
        found.retain(|candidate| !is_history(candidate));
    }
    unanimous(document, found, |other, best| (other.tier, other.rank) == (best.tier, best.rank))
        .map(|read| unless_otherwise(read, &values))
}

pub fn average(document: &Document<'_>) -> Option<Read<Percent>> {
    let found = candidates(document, "average", rate_tier, percent);
    unanimous(document, found, |other, best| other.tier == best.tier)
}

fn percent(_: &'static str, captured: Option<Captured>) -> Option<Percent> {
    match captured {
        Some(Captured::Rate(rate)) => Some(rate),
        _ => None,
    }
}

fn rate_tier(section: Section) -> Option<u8> {
    match section {
        Section::Results | Section::Status => Some(0),
        Section::Introduction
        | Section::Establishment
        | Section::Other
        | Section::Identity
        | Section::Pages => Some(1),
        _ => None,
    }
}

/// The version of the RGAA. «4» and «4.1» agree, and the more precise one counts.
pub fn version(document: &Document<'_>) -> Option<Read<String>> {
    let tier = |section| match section {
        Section::Results | Section::Status => Some(0),
        Section::Introduction | Section::Other | Section::Establishment => Some(1),
        Section::Environment | Section::Pages | Section::Tools | Section::Failures => Some(2),
        _ => None,
    };
    let value = |_: &str, captured| match captured {
        Some(Captured::Version(version)) => Some(version),
        _ => None,
    };
    let mut found = candidates(document, "version", tier, value);
    let surest = found.iter().map(|candidate| candidate.tier).min()?;
    found.retain(|candidate| candidate.tier == surest);
    let longest = found.iter().map(|candidate| candidate.value.len()).max()?;
    let at = found.iter().position(|candidate| candidate.value.len() == longest)?;
    let is_old = found[at].value.starts_with(['1', '2', '3']) || found[at].value == "4.0";
    // «selon le RGAA 3.0, aujourd’hui la 4.1.2» does not show which version the statement is under.
    let agree = found.iter().all(|other| found[at].value.starts_with(&other.value))
        && !(is_old && names_the_current(document));
    let best = found.swap_remove(at);
    let confidence = if best.tier == 0 { Confidence::Certain } else { Confidence::Probable };
    agree.then(|| document.read(best.value, best.sentence, confidence))
}

fn names_the_current(document: &Document<'_>) -> bool {
    let is_current = |word: &str| word.trim_start_matches('v').starts_with("4.1");
    document
        .sentences()
        .any(|sentence| Phrase::from_text(sentence.text).tokens.iter().any(|token| is_current(&token.folded)))
}

pub fn set_on(document: &Document<'_>) -> Option<Read<PartialDate>> {
    // Of equally certain dates, the first one counts.
    unanimous(document, dates(document, "set"), |_, _| false)
}

/// The date of the latest update that the text gives.
pub fn updated_on(document: &Document<'_>) -> Option<Read<PartialDate>> {
    let mut found = dates(document, "updated");
    found.extend(listed_updates(document));
    let last =
        found.into_iter().max_by_key(|candidate| (candidate.value.latest(), Reverse(candidate.tier)))?;
    let confidence = if last.tier == 0 { Confidence::Certain } else { Confidence::Probable };
    Some(document.read(last.value, last.sentence, confidence))
}

fn dates<'d>(document: &'d Document<'_>, field: &str) -> Vec<Candidate<'d, PartialDate>> {
    let mut found = Vec::new();
    for sentence in document.readable() {
        let phrase = Phrase::from_text(sentence.text);
        let tier = date_tier(sentence.section).or_else(|| tier_of_itself(sentence.section, &phrase));
        let Some(tier) = tier else { continue };
        let said = dates_said(field, &phrase).into_iter();
        found.extend(said.map(|(rank, value)| Candidate { tier, rank, value, sentence }));
    }
    found
}

/// The dates that a sentence gives for a field, with the rank of their wording.
pub fn dates_said(field: &str, phrase: &Phrase<'_>) -> Vec<(usize, PartialDate)> {
    let mut found = Vec::new();
    for (wording, hit) in find_all(field, phrase) {
        let Some((_, Captured::Date(date))) = hit.captured else { continue };
        // «mises à jour : 12 mai 2022, 3 juin 2024 et 4 mars 2026»
        let further = if field == "updated" { dates_from(phrase, hit.end) } else { Vec::new() };
        let value = further.into_iter().chain([date]).max_by_key(|date| date.latest()).unwrap_or(date);
        found.push((wording.rank, value));
    }
    found
}

/// The dates of the list below «Elle a été mise à jour :».
fn listed_updates<'d>(document: &'d Document<'_>) -> Vec<Candidate<'d, PartialDate>> {
    const MOST: usize = 30;
    let begins = document
        .sentences()
        .filter(|sentence| sentence.text.ends_with(':') && says("update-label", sentence.text));
    let mut found = Vec::new();
    for begin in begins {
        let Some(tier) = date_tier(begin.section) else { continue };
        let items = document.lines.iter().enumerate().skip(begin.at + 1).take(MOST);
        for (at, placed) in items.take_while(|(_, placed)| placed.line.item.is_some()) {
            let phrase = Phrase::from_text(&placed.line.text);
            let sentence = Sentence { text: &placed.line.text, at, section: placed.section };
            let date = dates_in(&phrase).into_iter().max_by_key(|date| date.latest());
            found.extend(date.map(|value| Candidate { tier, rank: 0, value, sentence }));
        }
    }
    found
}

fn date_tier(section: Section) -> Option<u8> {
    match section {
        Section::Establishment => Some(0),
        Section::Introduction | Section::Status | Section::Results | Section::Other | Section::Identity => {
            Some(1)
        }
        Section::Remedies
        | Section::Contact
        | Section::Pages
        | Section::Technologies
        | Section::Environment => Some(2),
        _ => None,
    }
}

/// The tier of a sentence such as «Cette déclaration a été établie le …» in a section with a list: it dates the
/// statement, although it is in the last item. `None` for any other sentence.
fn tier_of_itself(section: Section, phrase: &Phrase<'_>) -> Option<u8> {
    use Section::{Burden, Exempt, Failures, Inaccessible, Tools};
    const LAST: u8 = 3;
    let is_in_list = matches!(section, Burden | Exempt | Failures | Inaccessible | Tools);
    let is_demonstrative = matches!(phrase.word(0), "cette" | "la");
    let names_itself = (1..3).any(|at| phrase.word(at) == "declaration");
    (is_in_list && is_demonstrative && names_itself).then_some(LAST)
}

/// The latest date or year on the page, in any words: the text was written on that date or later, or names a date that
/// is still to come.
pub fn latest_date(document: &Document<'_>) -> Option<PartialDate> {
    let texts = document.sentences().flat_map(|sentence| {
        let phrase = Phrase::from_text(sentence.text);
        let mut dates = dates_in(&phrase);
        dates.extend(years_in(sentence.text));
        dates
    });
    let links =
        document.lines.iter().flat_map(|placed| &placed.line.links).flat_map(|link| years_in(&link.href));
    texts.chain(links).max_by_key(|date| date.latest())
}
