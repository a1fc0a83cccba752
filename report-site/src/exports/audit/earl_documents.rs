//! The documents of an audit in EARL: the outcome of each document under criterion 13.3, then each of its checks that
//! failed or that a person has to verify.

use super::{
    Shown,
    earl_graph::{Subject, Test, assertion},
};
use crate::{exports::web, text::Text};
use rules::{
    Outcome,
    documents::{Check, DocumentFile, Reading, Wording, entry},
    messages::Language,
    referential::CriterionId,
};

/// Most documents that are written; no audit opens as many.
const MOST_FILES: usize = 200;
const ON_DOCUMENTS: CriterionId = CriterionId::new(13, 3);

/// The checks of one document, with the texts of their results.
pub struct Checked<'a> {
    file: &'a DocumentFile,
    criterion: Test,
    checks: Vec<(&'a Check, Test, &'static str)>,
}

fn files<'a>(shown: &Shown<'a>) -> impl Iterator<Item = &'a DocumentFile> {
    shown.audit.documents.iter().flat_map(|documents| &documents.files).take(MOST_FILES)
}

pub fn ids(shown: &Shown<'_>) -> impl Iterator<Item = String> {
    (0..files(shown).count()).map(id)
}

fn id(number: usize) -> String {
    format!("#document-{number}")
}

pub fn checked<'a>(shown: &Shown<'a>) -> Vec<Checked<'a>> {
    let of_file = |file: &'a DocumentFile| {
        let checks = match &file.reading {
            Reading::Examined { facts } => facts.checks.as_slice(),
            Reading::NotExamined { .. } => &[],
        };
        let told = checks.iter().filter(|check| matches!(check.outcome, Outcome::Failed | Outcome::CantTell));
        Checked {
            file,
            criterion: Test::criterion(shown, ON_DOCUMENTS),
            checks: told.filter_map(|check| test(check, shown.language)).collect(),
        }
    };
    files(shown).map(of_file).collect()
}

/// The test of a check, titled with its numbers in RAPDF and PDF/UA, and the text of its result. `None` for a check
/// that this program does not know.
fn test(check: &Check, language: Language) -> Option<(&Check, Test, &'static str)> {
    let entry = entry(&check.id)?;
    let wording: &Wording = if language == Language::French { &entry.french } else { &entry.english };
    let numbers = [("RAPDF 1.1", entry.rapdf), ("PDF/UA-1", entry.pdf_ua)];
    let numbers: Vec<_> = numbers.iter().filter(|(_, number)| !number.is_empty()).collect();
    let numbers: String = numbers.iter().map(|(name, number)| format!(", {name} {number}")).collect();
    let title = format!("{}{numbers}", wording.name);
    Some((check, Test::requirement(None, title), wording.what))
}

/// Subjects named for readers: by the text of the link to the document, else by the end of its address.
pub fn subjects<'a>(shown: &Shown<'_>, checked: &'a [Checked<'_>], date: &'a str) -> Vec<Subject<'a>> {
    let subject = |(number, checked): (usize, &'a Checked<'_>)| {
        let mut assertions = vec![assertion(&checked.criterion, checked.file.decision.outcome, date)];
        assertions.extend(checked.checks.iter().map(|(check, test, what)| {
            let mut assertion = assertion(test, check.outcome, date);
            assertion.result.description = Some(what);
            assertion
        }));
        Subject {
            id: id(number),
            types: "TestSubject",
            title: Text::line(&shown.name_of(checked.file)).to_string(),
            source: web(&checked.file.url),
            parts: Vec::new(),
            assertions,
        }
    };
    checked.iter().enumerate().map(subject).collect()
}
