//! Headings that announce a kind of thing which is always told in the same words: hours, prices, the weather.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::fold::normalise;
use crate::standards::table::Table;

struct Topic {
    headings: HashSet<&'static str>,
    words: HashSet<&'static str>,
}

static TOPICS: LazyLock<Vec<Topic>> = LazyLock::new(|| {
    let text = include_str!("../../../data/words/topics.tsv");
    let table = Table::parse("words/topics.tsv", text, &["heading", "words"])
        .expect("built in, and read by this module's tests");
    table
        .rows()
        .map(|row| Topic {
            headings: row.get(0).split('|').collect(),
            words: row.get(1).split(' ').collect(),
        })
        .collect()
});

/// Whether a text under a heading says nothing of what the heading announces; `None` for headings that announce no such
/// thing. A figure may be an hour, a price or a number to call.
pub fn misses_its_topic(heading: &str, text: &str) -> Option<bool> {
    let folded = normalise(heading);
    let topic = TOPICS.iter().find(|topic| topic.headings.contains(folded.as_str()))?;
    let said = normalise(text);
    let is_weather = topic.words.contains("weather");
    let has_figure = !is_weather && said.contains(|c: char| c.is_ascii_digit());
    Some(!has_figure && !said.split(' ').any(|word| topic.words.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_folded() {
        for topic in TOPICS.iter() {
            for entry in topic.headings.iter().chain(&topic.words) {
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
}
