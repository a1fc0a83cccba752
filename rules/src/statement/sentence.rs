//! The sentence of a verdict and the title of a duty, from `data/statement/duties.tsv` and `duty_titles.tsv`.

use super::check::{Duty, DutyVerdict};
use crate::{messages::Language, standards::table::Table};
use std::{collections::HashMap, sync::LazyLock};

type Sentences = HashMap<(&'static str, &'static str), (&'static str, &'static str)>;

static SENTENCES: LazyLock<Sentences> = LazyLock::new(|| {
    let text = include_str!("../../data/statement/duties.tsv");
    let table = Table::parse("statement/duties.tsv", text, &["duty", "reason", "french", "english"])
        .expect("the table is part of the program and read by this module's tests");
    table.rows().map(|row| ((row.get(0), row.get(1)), (row.get(2), row.get(3)))).collect()
});

static TITLES: LazyLock<HashMap<&'static str, (&'static str, &'static str)>> = LazyLock::new(|| {
    let text = include_str!("../../data/statement/duty_titles.tsv");
    let table = Table::parse("statement/duty_titles.tsv", text, &["duty", "french", "english"])
        .expect("the table is part of the program and read by this module's tests");
    table.rows().map(|row| (row.get(0), (row.get(1), row.get(2)))).collect()
});

/// The sentence of a verdict; if its reason is not known to this program, the key of the reason.
pub fn sentence(verdict: &DutyVerdict, language: Language) -> String {
    let Some((french, english)) = SENTENCES.get(&(verdict.duty.code(), verdict.reason.as_str())) else {
        return verdict.reason.clone();
    };
    let mut text = String::new();
    let mut rest = match language {
        Language::French => *french,
        Language::English => *english,
    };
    // One pass, so that a value that looks like a parameter is not replaced in turn.
    while let Some((before, name, after)) = parameter(rest) {
        text.push_str(before);
        text.push_str(verdict.data.get(name).map_or("", String::as_str));
        rest = after;
    }
    text.push_str(rest);
    text
}

fn parameter(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

pub fn title(duty: Duty, language: Language) -> &'static str {
    let (french, english) = TITLES.get(duty.code()).copied().unwrap_or((duty.code(), duty.code()));
    match language {
        Language::French => french,
        Language::English => english,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_duty_has_a_title_and_every_reason_of_the_code_a_sentence() {
        for duty in Duty::ALL {
            assert!(TITLES.contains_key(duty.code()), "{}", duty.code());
        }
        let code = concat!(include_str!("duties/mod.rs"), include_str!("duties/programmes.rs"));
        let known: Vec<&str> = SENTENCES.keys().map(|(_, reason)| *reason).collect();
        let mut reasons = 0;
        for piece in code
            .split('"')
            .skip(1)
            .step_by(2)
            .filter(|piece| piece.len() > 3 && !piece.contains(' ') && !piece.contains('.'))
        {
            let is_parameter = [
                "address", "pages", "without", "example", "mention", "status", "rate", "version", "date",
                "until", "latest", "years", "year", "last", "hosts",
            ]
            .contains(&piece);
            assert!(is_parameter || known.contains(&piece), "«{piece}» has no sentence");
            reasons += 1;
        }
        assert!(reasons > 60, "the reasons of the code are found");
    }

    #[test]
    fn parameters_are_filled_in_once() {
        let verdict = DutyVerdict {
            duty: Duty::Status,
            outcome: super::super::DutyOutcome::Met,
            reason: "told".to_owned(),
            data: [("status".to_owned(), "{status}".to_owned())].into(),
            excerpt: None,
        };
        assert_eq!(
            sentence(&verdict, Language::French),
            "La déclaration donne l’état de conformité : {status}."
        );
    }
}
