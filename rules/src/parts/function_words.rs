//! The language of a short text, recognised by its function words: articles, pronouns, prepositions. This serves texts
//! that are too short for a detector. The answer is certain only if the text has many function words of one language
//! and few or none of the claimed one.

use super::close_languages::are_close;
use crate::standards::table::Table;
use crate::standards::word_list::{PairList, pairs};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// Least number of function words; a text with fewer may be a name.
const FEWEST: usize = 3;
/// Least share of function words among all words of a text.
const SHARE: f64 = 0.4;
/// Function words of the other language that are required for each function word of the claimed language.
const ADVANTAGE: usize = 4;

static WORDS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let text = include_str!("../../data/languages/function-words.tsv");
    let table = Table::parse("languages/function-words.tsv", text, &["language", "words"])
        .expect("built in, and read by this module's tests");
    table.rows().map(|row| (row.get(0), row.get(1).split(' ').collect())).collect()
});

/// The most typical function words of each language. A text without any of them may be a list of names.
static STRONG: PairList = PairList::new(|| pairs(include_str!("../../data/words/strong-function-words.tsv")));

/// The language, other than the claimed one, in which the text is certainly written. Both are codes of ISO 639-1.
pub(crate) fn other_language(text: &str, claimed: &str) -> Option<&'static str> {
    let words = words_of(text);
    let (best, most) = WORDS
        .keys()
        .map(|language| (*language, count(&words, language)))
        .max_by_key(|(language, most)| (*most, *language))?;
    if best == claimed || are_close(best, claimed) || most < FEWEST {
        return None;
    }
    let (own, foreign) = counts_of(&words, claimed, best);
    let is_known = WORDS.contains_key(claimed);
    let is_certain = most as f64 >= SHARE * words.len() as f64
        && foreign >= 2
        && foreign >= ADVANTAGE * own
        && distinct(&words, best) >= FEWEST
        && (is_known || is_strong(&words, best));
    let is_sentence =
        || is_known && own == 0 && distinct(&words, best) + 1 >= FEWEST && !is_titled(text, best);
    let is_short_sentence = most as f64 >= SHARE * words.len() as f64 && foreign >= 2 && is_sentence();
    (is_certain || is_short_sentence).then_some(best)
}

pub(crate) fn words_of(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn count(words: &[String], language: &str) -> usize {
    WORDS.get(language).map_or(0, |known| words.iter().filter(|word| known.contains(word.as_str())).count())
}

/// Whether the text has at least 8 words, and at least 3 different ones of the most typical words of the language. This
/// is required if the function words of the claimed language are not known.
fn is_strong(words: &[String], language: &str) -> bool {
    const FEWEST_WORDS: usize = 8;
    let strong = STRONG.iter().find(|(code, _)| *code == language).map_or("", |(_, strong)| strong);
    let held = strong.split(' ').filter(|word| words.iter().any(|held| held == word)).count();
    words.len() >= FEWEST_WORDS && held >= 3
}

/// Whether all words of the text that are no function words begin with a capital, as in names and titles.
fn is_titled(text: &str, language: &str) -> bool {
    let Some(known) = WORDS.get(language) else { return true };
    let content = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let mut content = content.filter(|word| !known.contains(word.to_lowercase().as_str()));
    content.all(|word| word.starts_with(char::is_uppercase))
}

/// Like [`other_language`], but strict enough to report a defect. The text must have at least `fewest` different
/// function words of the other language, because titles have few and sentences have more, and none that belongs only to
/// the claimed language.
pub(crate) fn language_of_sentence(text: &str, claimed: &str, fewest: usize) -> Option<&'static str> {
    let found = other_language(text, claimed)?;
    let words = words_of(text);
    let (own, _) = counts_of(&words, claimed, found);
    (own == 0 && WORDS.contains_key(claimed) && distinct(&words, found) >= fewest).then_some(found)
}

/// Number of function words in the text that belong only to the first of the two languages, then only to the second.
pub(crate) fn counts(text: &str, one: &str, other: &str) -> (usize, usize) {
    counts_of(&words_of(text), one, other)
}

fn counts_of(words: &[String], one: &str, other: &str) -> (usize, usize) {
    let empty = HashSet::new();
    let (first, second) = (WORDS.get(one).unwrap_or(&empty), WORDS.get(other).unwrap_or(&empty));
    let only = |own: &HashSet<&str>, foreign: &HashSet<&str>| {
        words.iter().filter(|word| own.contains(word.as_str()) && !foreign.contains(word.as_str())).count()
    };
    (only(first, second), only(second, first))
}

/// Number of different function words of the language. A repeated word counts once, because a song may repeat it.
pub(crate) fn distinct(words: &[String], language: &str) -> usize {
    let Some(known) = WORDS.get(language) else { return 0 };
    words.iter().filter(|word| known.contains(word.as_str())).collect::<HashSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_shows_its_language() {
        assert_eq!(other_language("La mairie est dans la rue du port", "en"), Some("fr"));
        assert_eq!(other_language("The mayor of the town will see you", "fr"), Some("en"));
        assert_eq!(other_language("Das ist nicht der Weg zum Rathaus", "fr"), Some("de"));
    }

    #[test]
    fn its_own_language_is_never_contradicted() {
        assert_eq!(other_language("La mairie est dans la rue du port", "fr"), None);
        assert_eq!(other_language("The mayor of the town will see you", "en"), None);
    }

    #[test]
    fn a_short_sentence_shows_it_too() {
        assert_eq!(other_language("Het zwembad is op zondag gesloten", "en"), Some("nl"));
        assert_eq!(other_language("Guten Tag, wie geht es Ihnen und der Familie?", "en"), Some("de"));
        let rain = "It is going to rain all day in the town and in the hills.";
        assert_eq!(other_language(rain, "da"), Some("en"));
    }

    #[test]
    fn a_title_is_no_sentence() {
        assert_eq!(other_language("The Lord of the Rings", "fr"), None);
        assert_eq!(other_language("Musée de la Ville de Paris", "en"), None);
        assert_eq!(language_of_sentence("The Lord of the Rings: the Return of the King", "fr", 4), None);
        let sentence = "We are sorry, but the page you are looking for was not found.";
        assert_eq!(language_of_sentence(sentence, "fr", 4), Some("en"));
    }

    #[test]
    fn names_and_neighbours_are_left_alone() {
        assert_eq!(other_language("Villa de la Reine", "en"), None);
        assert_eq!(other_language("El libro de la historia es muy largo", "pt"), None);
        assert_eq!(other_language("La mairie est dans la rue du port", "br"), None);
    }
}
