//! Reads the fields of a statement. Related fields have a module of their own.

mod auditor;
mod auditor_words;
mod contact;
mod contents;
mod lists;
mod party;
pub mod programme;
pub mod values;

use super::{
    document::Document,
    model::{Confidence, Read, Statement, StatementKind},
    recognise,
    wording::{Section, says},
};
use crate::standards::word_list::{WordList, entries};

pub fn statement(document: &Document<'_>) -> Option<Statement> {
    let kind = recognise::kind(document)?;
    let language = language(document);
    if kind == StatementKind::InWriting {
        return Some(empty(kind, language));
    }
    let who = party::who(document);
    let (covers, covered_hosts) = party::covers(document);
    let rate = values::rate(document);
    let auditor = auditor::read(document, who.as_ref().map(|who| who.value.as_str()));
    let not_audited = match (&rate, &auditor) {
        (None, None) => first_saying(document, "not-audited"),
        _ => None,
    };
    Some(Statement {
        commitment: first_saying(document, "commitment"),
        conformity: values::conformity(document),
        average_rate: values::average(document),
        rgaa_version: values::version(document),
        set_on: values::set_on(document),
        updated_on: values::updated_on(document),
        latest_date: values::latest_date(document),
        failures: contents::failures(document),
        burden: contents::listed(document, Section::Burden),
        exempt: contents::listed(document, Section::Exempt),
        technologies: lists::items(document, Section::Technologies),
        environment: lists::items(document, Section::Environment),
        tools: lists::items(document, Section::Tools),
        pages_checked: lists::pages(document),
        contact: contact::contact(document),
        remedies: contact::remedies(document),
        scheme: programme::of_statement(document, programme::ProgrammeKind::Scheme),
        plan: programme::of_statement(document, programme::ProgrammeKind::Plan),
        who,
        covers,
        covered_hosts,
        rate,
        auditor,
        not_audited,
        ..empty(kind, language)
    })
}

fn first_saying(document: &Document<'_>, field: &str) -> Option<Read<()>> {
    let found = document.sentences().find(|sentence| says(field, sentence.text))?;
    Some(document.read((), found, Confidence::Certain))
}

/// Frequent words of statements in French.
static FRENCH: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/frequent-words-of-french-statements.txt")));

/// Frequent words of statements in English.
static ENGLISH: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/frequent-words-of-english-statements.txt")));

fn language(document: &Document<'_>) -> String {
    let text: String =
        document.lines.iter().take(60).map(|placed| placed.line.text.as_str()).collect::<Vec<_>>().join(" ");
    let count = |words: &[&str]| {
        super::text::fold_words(&text).split(' ').filter(|word| words.contains(word)).count()
    };
    let (french, english) = (count(&FRENCH), count(&ENGLISH));
    if english > french { "en" } else { "fr" }.to_owned()
}

fn empty(kind: StatementKind, language: String) -> Statement {
    Statement {
        kind,
        language,
        who: None,
        covers: None,
        covered_hosts: Vec::new(),
        commitment: None,
        conformity: None,
        rate: None,
        average_rate: None,
        rgaa_version: None,
        auditor: None,
        not_audited: None,
        set_on: None,
        updated_on: None,
        latest_date: None,
        failures: None,
        burden: None,
        exempt: None,
        technologies: None,
        environment: None,
        tools: None,
        pages_checked: None,
        contact: None,
        remedies: None,
        scheme: None,
        plan: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::{
        mention,
        model::Conformity,
        text::Phrase,
        wording::{find_all, written},
    };

    /// The table contains sentences with the value that they give a field, and similar sentences that give none.
    #[test]
    fn sentences_say_what_they_say_and_no_more() {
        let lines = include_str!("../../../tests/statement_sentences.tsv").lines().skip(1);
        let wrong: Vec<String> = lines
            .filter_map(|line| {
                let cells: Vec<&str> = line.split('\t').collect();
                let [field, sentence, expected] = cells[..] else { return Some(line.to_owned()) };
                let read = read(field, sentence).unwrap_or_else(|| "none".to_owned());
                (read != expected).then(|| format!("{field}: «{sentence}» reads {read}, not {expected}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    fn read(field: &str, sentence: &str) -> Option<String> {
        let phrase = Phrase::from_text(sentence);
        match field {
            "auditor" => auditor::said(&phrase, None)?.1.name,
            "set" | "updated" => {
                let said = values::dates_said(field, &phrase);
                said.into_iter()
                    .map(|(_, date)| date)
                    .max_by_key(|date| date.latest())
                    .map(|date| date.to_string())
            }
            "scheme" => match programme::years(programme::ProgrammeKind::Scheme, &phrase)[..] {
                [first, last] => Some(format!("{first}-{last}")),
                _ => None,
            },
            "plan" => {
                let years = programme::years(programme::ProgrammeKind::Plan, &phrase);
                let years: Vec<String> = years.iter().map(u16::to_string).collect();
                (!years.is_empty()).then(|| years.join(" "))
            }
            "mention" => {
                let (conformity, _) = mention::conformity(&phrase)?;
                Some(conformity.map_or("unclear", Conformity::code).to_owned())
            }
            "address" => contact::addresses(sentence).into_iter().next(),
            "announced" | "defender" | "in-writing" | "none-declared" | "not-audited" | "statement-link" => {
                says(field, sentence).then(|| "yes".to_owned())
            }
            "checked-pages" => {
                let pages = lists::names_in(sentence)?.into_iter().map(|page| page.name);
                Some(pages.collect::<Vec<_>>().join(" + "))
            }
            _ => {
                let (wording, hit) =
                    find_all(field, &phrase).into_iter().min_by_key(|(wording, _)| wording.rank)?;
                let value = hit.captured.map(|(_, value)| written(&phrase, &value));
                Some(value.unwrap_or_else(|| wording.value.to_owned()))
            }
        }
    }
}
