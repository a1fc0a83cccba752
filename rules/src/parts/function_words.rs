//! The language of a few words, told by its smallest ones: articles, pronouns, prepositions. For texts too short for a
//! detector; certain only where those of one language abound and those of the claimed one are missing.

use super::language;
use crate::standards::table::Table;
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// Fewer than these may be a name.
const FEWEST: usize = 3;
/// Of the words of a text, the share that must be such words.
const SHARE: f64 = 0.4;
/// For one such word of the claimed language, as many of the other are asked for.
const ADVANTAGE: usize = 4;

static WORDS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let text = include_str!("../../data/languages/function-words.tsv");
    let table = Table::parse("languages/function-words.tsv", text, &["language", "words"])
        .expect("built in, and read by this module's tests");
    table.rows().map(|row| (row.get(0), row.get(1).split(' ').collect())).collect()
});

/// Another language than the claimed one (both as ISO 639-1) in which the text is certainly written.
pub(crate) fn other_language(text: &str, claimed: &str) -> Option<&'static str> {
    WORDS.get(claimed)?;
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let count = |language: &str| {
        WORDS.get(language).map_or(0, |known| words.iter().filter(|word| known.contains(*word)).count())
    };
    let own = count(claimed);
    let (best, most) = WORDS
        .keys()
        .map(|language| (*language, count(language)))
        .max_by_key(|(language, most)| (*most, *language))?;
    let is_certain = best != claimed
        && most >= FEWEST
        && most >= ADVANTAGE * own
        && most as f64 >= SHARE * words.len() as f64
        && distinct(&words, best) >= FEWEST;
    (is_certain && !language::are_close(best, claimed)).then_some(best)
}

/// The same word over and over may be a song.
fn distinct(words: &[&str], language: &str) -> usize {
    let Some(known) = WORDS.get(language) else { return 0 };
    words.iter().filter(|word| known.contains(**word)).collect::<HashSet<_>>().len()
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
    fn names_and_neighbours_are_left_alone() {
        assert_eq!(other_language("Villa de la Reine", "en"), None);
        assert_eq!(other_language("El libro de la historia es muy largo", "pt"), None);
        assert_eq!(other_language("La mairie est dans la rue du port", "br"), None);
    }
}
