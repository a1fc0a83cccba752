//! Headings that announce a topic for which texts always use the same words: opening hours, prices, the weather.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::fold::normalise;
use crate::standards::table::Table;

/// The cell of a topic for which no words are typical enough.
const NOTHING: &str = "-";
/// The entry of a group that matches any number.
const FIGURE: &str = "#";

struct Topic {
    headings: HashSet<&'static str>,
    /// Words by which a text says something about the topic.
    words: HashSet<&'static str>,
    /// A text that has a word of each of these groups is certainly about this topic. Empty for some topics.
    groups: Vec<HashSet<&'static str>>,
}

static TOPICS: LazyLock<Vec<Topic>> = LazyLock::new(|| {
    let text = include_str!("../../../data/words/topics.tsv");
    let table = Table::parse("words/topics.tsv", text, &["heading", "words", "groups"])
        .expect("built in, and read by this module's tests");
    table
        .rows()
        .map(|row| Topic {
            headings: row.get(0).split('|').collect(),
            words: row.get(1).split(' ').collect(),
            groups: groups(row.get(2)),
        })
        .collect()
});

fn groups(cell: &'static str) -> Vec<HashSet<&'static str>> {
    let groups = cell.split('|').filter(|group| *group != NOTHING);
    groups.map(|group| group.split(' ').collect()).collect()
}

/// Whether a text under a heading says nothing about the topic that the heading announces. `None` for headings that
/// announce no topic of the table. A digit counts as a word of every topic but the weather, because it may be an hour,
/// a price or a telephone number.
pub fn misses_its_topic(heading: &str, text: &str) -> Option<bool> {
    let folded = normalise(heading);
    let topic = TOPICS.iter().find(|topic| topic.headings.contains(folded.as_str()))?;
    let said = normalise(text);
    let is_weather = topic.words.contains("weather");
    let has_figure = !is_weather && said.contains(|c: char| c.is_ascii_digit());
    Some(!has_figure && !said.split(' ').any(|word| topic.words.contains(word)))
}

/// Whether a heading announces a topic of the table, and the text under it says nothing about this topic but is
/// certainly about another.
pub fn is_of_another_topic(heading: &str, text: &str) -> bool {
    let folded = normalise(heading);
    let Some(own) = TOPICS.iter().find(|topic| topic.headings.contains(folded.as_str())) else {
        return false;
    };
    let said = normalise(text);
    let is_figure = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let words: HashSet<&str> =
        said.split(' ').map(|word| if is_figure(word) { FIGURE } else { word }).collect();
    let is_told = |topic: &Topic| {
        !topic.groups.is_empty() && topic.groups.iter().all(|group| !group.is_disjoint(&words))
    };
    own.words.is_disjoint(&words) && TOPICS.iter().any(|topic| !std::ptr::eq(topic, own) && is_told(topic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_folded() {
        for topic in TOPICS.iter() {
            let groups = topic.groups.iter().flatten().filter(|entry| **entry != FIGURE);
            for entry in topic.headings.iter().chain(&topic.words).chain(groups) {
                assert_eq!(normalise(entry), **entry);
            }
        }
    }

    #[test]
    fn a_topic_is_told_by_its_words() {
        assert_eq!(misses_its_topic("Horaires", "La mairie est ouverte le matin."), Some(false));
        assert_eq!(
            misses_its_topic("Horaires", "Le conseil se compose du maire et de ses adjoints."),
            Some(true)
        );
        assert_eq!(misses_its_topic("Météo", "La mairie est ouverte de 10 à 16 h."), Some(true));
        assert_eq!(misses_its_topic("Actualités", "La mairie est ouverte."), None);
    }

    #[test]
    fn a_text_is_of_another_topic_by_words_that_no_other_has() {
        assert!(is_of_another_topic("Météo", "Nous ouvrons : ouvert lundi et mardi de 10 à 16 h."));
        assert!(!is_of_another_topic("Météo", "Lundi : quelques nuages, le col est ouvert."));
        assert!(!is_of_another_topic("Météo", "Lundi : calme le matin."));
        assert!(!is_of_another_topic("Weather", "The pass is open on Monday in spite of the ice."));
        assert!(!is_of_another_topic("Horaires", "Ouvert le lundi."));
    }
}
