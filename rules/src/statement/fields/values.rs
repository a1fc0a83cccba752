//! Status, rates, version and dates: every candidate is weighed by its wording and by the part it stands in.

use crate::statement::{
    document::{Document, Sentence},
    model::{Confidence, Conformity, Read},
    text::{Captured, PartialDate, Percent, Phrase},
    wording::{Section, find_all, says},
};

/// A value that may be the field's. Smaller is surer.
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
        let phrase = Phrase::of(sentence.text);
        for (wording, hit) in find_all(field, &phrase) {
            if let Some(value) = value(wording.value, hit.captured.map(|(_, captured)| captured)) {
                found.push(Candidate { tier, rank: wording.rank, value, sentence });
            }
        }
    }
    found
}

/// The surest candidate, where no other as sure says otherwise.
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
    let value = |code: &str, _| Conformity::of(code);
    let mut found = candidates(document, "conformity", tier, value);
    found.extend(candidates(
        document,
        "conformity-label",
        |section| tier(section).filter(|tier| *tier == 0),
        value,
    ));
    unanimous(document, found, |other, best| other.tier == best.tier)
}

pub fn rate(document: &Document<'_>) -> Option<Read<Percent>> {
    let mut found = candidates(document, "rate", rate_tier, percent);
    // What was told of an audit before counts only where nothing else is told.
    let is_history = |candidate: &Candidate<'_, Percent>| says("history", candidate.sentence.text);
    if !found.iter().all(is_history) {
        found.retain(|candidate| !is_history(candidate));
    }
    unanimous(document, found, |other, best| (other.tier, other.rank) == (best.tier, best.rank))
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
        Section::Introduction | Section::Establishment | Section::Other | Section::Identity => Some(1),
        _ => None,
    }
}

/// «4» and «4.1» agree; the more precise one is kept.
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
    let agree = found.iter().all(|other| found[at].value.starts_with(&other.value));
    let best = found.swap_remove(at);
    let confidence = if best.tier == 0 { Confidence::Certain } else { Confidence::Probable };
    agree.then(|| document.read(best.value, best.sentence, confidence))
}

pub fn set_on(document: &Document<'_>) -> Option<Read<PartialDate>> {
    date(document, "set")
}

pub fn updated_on(document: &Document<'_>) -> Option<Read<PartialDate>> {
    date(document, "updated")
}

fn date(document: &Document<'_>, field: &str) -> Option<Read<PartialDate>> {
    let tier = |section| match section {
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
    };
    let value = |_: &str, captured| match captured {
        Some(Captured::Date(date)) => Some(date),
        _ => None,
    };
    let found = candidates(document, field, tier, value);
    // Of two dates told alike the first is meant: nothing else is as plain.
    unanimous(document, found, |_, _| false)
}
