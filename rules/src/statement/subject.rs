//! The subject of a sentence, if it is an article or another determiner with a noun. It shows that a value is about
//! something else: «les vidéos sont non conformes» is not the status of the site, «le marché a été publié le …» does
//! not date the statement. A sentence without such a subject may be about the site.

use super::text::{Hit, Phrase};
use crate::standards::table::Table;
use crate::standards::word_list::{WordList, entries};
use std::{collections::HashSet, sync::LazyLock};

static ONE: WordList = WordList::new(|| entries(include_str!("../../data/words/singular-determiners.txt")));
static SEVERAL: WordList = WordList::new(|| entries(include_str!("../../data/words/plural-determiners.txt")));
/// Words that may be between the determiner and the noun.
static BETWEEN: WordList = WordList::new(|| entries(include_str!("../../data/words/words-before-nouns.txt")));

struct Subject<'p> {
    noun: &'p str,
    is_plural: bool,
}

/// Whether the subject of the sentence allows that the value at this place belongs to the field.
pub fn may_say(field: &str, phrase: &Phrase<'_>, hit: &Hit) -> bool {
    let Some(subject) = subject(phrase, hit.start) else { return true };
    match field {
        "set" | "updated" => {
            let mut words = (0..hit.end).map(|at| phrase.word(at));
            is_listed("dated", subject.noun) || words.any(|word| matches!(word, "declaration" | "statement"))
        }
        "conformity" | "rate" if subject.is_plural => is_listed("sites", subject.noun),
        "conformity" | "rate" => !is_listed("part", subject.noun),
        _ => true,
    }
}

/// The subject of the clause that contains the token `at`. If the clause begins there, the subject of the clause before
/// it: «le procès-verbal, rédigé le …».
fn subject<'p>(phrase: &'p Phrase<'_>, at: usize) -> Option<Subject<'p>> {
    let mut begin = clause(phrase, at);
    while begin == at && begin > 0 {
        begin = clause(phrase, begin - 1);
        if begin == 0 {
            break;
        }
    }
    noun(phrase, begin, at)
}

fn clause(phrase: &Phrase<'_>, at: usize) -> usize {
    let ends = |before: &usize| {
        phrase.gap_after(*before).contains([',', ';', ':', '(', ')', '–', '—', '|', '«', '»'])
    };
    (0..at).rev().find(ends).map_or(0, |before| before + 1)
}

fn noun<'p>(phrase: &'p Phrase<'_>, begin: usize, until: usize) -> Option<Subject<'p>> {
    let is_article = |at: &usize| ONE.contains(&phrase.word(*at)) || SEVERAL.contains(&phrase.word(*at));
    let articles = (begin..until).take_while(is_article).count();
    if articles == 0 {
        return None;
    }
    let noun = (begin + articles..until).find(|at| !BETWEEN.contains(&phrase.word(*at)))?;
    let is_plural = (begin..noun).any(|at| SEVERAL.contains(&phrase.word(at)));
    Some(Subject { noun: phrase.word(noun), is_plural })
}

fn is_listed(of: &'static str, noun: &str) -> bool {
    static LISTED: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
        let text = include_str!("../../data/statement/subjects.tsv");
        let table = Table::parse("statement/subjects.tsv", text, &["of", "noun"])
            .expect("the table is part of the program and read by this module's tests");
        table.rows().map(|row| (row.get(0), row.get(1))).collect()
    });
    LISTED.iter().any(|(list, word)| *list == of && *word == noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_is_the_noun_behind_the_article_of_the_clause() {
        for (sentence, word, expected) in [
            ("Les vidéos publiées avant 2020 sont non conformes", "non", Some(("videos", true))),
            ("À ce jour, les deux sites sont non conformes", "non", Some(("sites", true))),
            ("Le procès-verbal, rédigé le 3 mai 2024, est joint", "redige", Some(("proces", false))),
            ("Publiée le 3 mai 2024, cette déclaration vaut trois ans", "publiee", None),
            ("Déclaration établie le 3 mai 2024", "etablie", None),
        ] {
            let phrase = Phrase::from_text(sentence);
            let at = (0..phrase.len()).find(|at| phrase.word(*at) == word).expect("the word stands there");
            let found = subject(&phrase, at).map(|subject| (subject.noun, subject.is_plural));
            assert_eq!(found, expected, "{sentence}");
        }
    }
}
