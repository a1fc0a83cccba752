//! Whether a text in another language is a sentence of the author. Titles, references, names and quotations need no
//! mark of their language.

use super::{function_words, passages};
use crate::Node;
use crate::standards::{
    table::Table,
    word_list::{WordList, entries},
    words::normalise,
};
use std::{collections::HashMap, sync::LazyLock};

/// Elements that authors use for quotations, references and names.
const CITING: &[&str] = &["address", "blockquote", "cite", "dfn", "em", "figcaption", "i", "q"];
const ENDS: &[char] = &['.', '!', '?', '…', '。', '؟', '।'];
/// Least number of words of a sentence.
const FEWEST_WORDS: usize = 9;
/// Least number of different function words of a sentence.
const FEWEST_SMALL: usize = 3;

static REFERENCE_SIGNS: WordList =
    WordList::new(|| entries(include_str!("../../data/words/reference-signs.txt")));

/// Words that distinguish a sentence of one language from a title.
struct SentenceWords {
    /// Verbs and pronouns. A sentence has at least one of them.
    verbs: Vec<&'static str>,
    /// Words with which titles of papers begin.
    beginnings: Vec<&'static str>,
    /// Phrases that address the reader.
    addresses: Vec<String>,
}

static WORDS: LazyLock<HashMap<&'static str, SentenceWords>> = LazyLock::new(|| {
    let text = include_str!("../../data/languages/sentence-words.tsv");
    let columns = ["language", "verbs", "beginnings", "addresses"];
    let table = Table::parse("languages/sentence-words.tsv", text, &columns)
        .expect("built in, and read by this module's tests");
    let words = |cell: &'static str| cell.split(' ').collect();
    let phrases = |cell: &'static str| cell.split('|').map(padded).collect();
    table
        .rows()
        .map(|row| {
            let read = SentenceWords {
                verbs: words(row.get(1)),
                beginnings: words(row.get(2)),
                addresses: phrases(row.get(3)),
            };
            (row.get(0), read)
        })
        .collect()
});

/// Whether the passage certainly contains a sentence of the author in this language (ISO 639-1).
pub(crate) fn is_own_sentence(block: Node<'_>, holder: Node<'_>, language: &str) -> bool {
    // Authors mark names, code and similar texts with `translate="no"`.
    let is_kept = block.closest(|above| above.attribute_is("translate", "no")).is_some();
    let text = passages::text_of_block_outside(block, holder, CITING);
    !is_kept && says_something(&text, language)
}

fn says_something(text: &str, language: &str) -> bool {
    if is_reference(text) || is_mostly_quoted(text) {
        return false;
    }
    match WORDS.get(language) {
        Some(words) => {
            words.addresses.iter().any(|phrase| padded(text).contains(phrase.as_str()))
                || sentences(text).any(|sentence| is_sentence(sentence, language, words))
        }
        None => sentences(text).next().is_some(),
    }
}

/// The folded text with a space at both ends, so that a search finds whole words.
fn padded(text: &str) -> String {
    format!(" {} ", normalise(text).trim())
}

/// Parts of the text that end like a sentence, including the punctuation mark at their end.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends_here = |at: usize| {
        let behind = text[at..].chars().nth(1);
        behind.is_none_or(|c| c.is_whitespace() || matches!(c, '»' | '”' | '"' | ')'))
            || !text[at..].starts_with('.')
    };
    let mut from = 0;
    let ends = text.char_indices().filter(move |(at, c)| ENDS.contains(c) && ends_here(*at));
    ends.map(move |(at, c)| {
        let sentence = &text[from..at + c.len_utf8()];
        from = at + c.len_utf8();
        sentence.trim()
    })
}

/// Whether the text is a sentence and no title: it ends with a full stop, has a verb or a pronoun, and does not begin
/// like a title. A question or an exclamation may be a title.
fn is_sentence(sentence: &str, language: &str, known: &SentenceWords) -> bool {
    let words = function_words::words_of(sentence);
    sentence.ends_with(['.', '…'])
        && words.len() >= FEWEST_WORDS
        && function_words::distinct(&words, language) >= FEWEST_SMALL
        && words.iter().any(|word| known.verbs.contains(&word.as_str()))
        && words.first().is_some_and(|first| !known.beginnings.contains(&first.as_str()))
        && (language == "de" || !is_mostly_capitals(sentence))
}

/// Whether most words of at least 4 letters, without the first one, begin with a capital, as in names and titles.
fn is_mostly_capitals(sentence: &str) -> bool {
    const LONG: usize = 4;
    let words =
        sentence.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= LONG).skip(1);
    let (capitals, all) = words.fold((0, 0), |(capitals, all), word| {
        (capitals + usize::from(word.starts_with(char::is_uppercase)), all + 1)
    });
    2 * capitals > all
}

/// Whether the text has a mark of a bibliographic reference: a word of publishing, an initial, a year after a bracket
/// or a comma, or the number of an issue.
fn is_reference(text: &str) -> bool {
    let folded = padded(text);
    REFERENCE_SIGNS.iter().any(|sign| folded.contains(&padded(sign)))
        || text.split_whitespace().any(|token| is_initial(token) || is_issue(token))
        || has_year_of_publication(text)
}

/// Whether the word is the initial of a first name: `J.`, `A.,` or `J.-P.`
fn is_initial(token: &str) -> bool {
    let token = token.trim_end_matches([',', ';', ')']);
    token.ends_with('.')
        && token.trim_end_matches('.').split(['-', '.']).all(|part| {
            let mut letters = part.trim_start_matches(['-', '(']).chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
}

/// Whether the word is the number of a volume and an issue: `12(3)`.
fn is_issue(token: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    token.split_once('(').is_some_and(|(volume, rest)| {
        is_number(volume) && rest.split_once(')').is_some_and(|(issue, _)| is_number(issue))
    })
}

/// Whether the text has a year of publication: `(2021)`, `(2021a)` or `, 2021`.
fn has_year_of_publication(text: &str) -> bool {
    let numbers = text.match_indices("19").chain(text.match_indices("20"));
    let mut years = numbers.filter(|(at, _)| {
        let digits = text[*at..].chars().take_while(char::is_ascii_digit).count();
        digits == 4
    });
    years.any(|(at, _)| {
        let before = text[..at].trim_end();
        text[..at].ends_with('(') || before.ends_with(',')
    })
}

/// Whether at least half of the letters are in quotation marks.
fn is_mostly_quoted(text: &str) -> bool {
    let (mut quoted, mut all, mut is_open) = (0usize, 0usize, false);
    for character in text.chars() {
        match character {
            '«' | '“' | '„' | '‹' => is_open = true,
            '»' | '”' | '›' => is_open = false,
            '"' => is_open = !is_open,
            _ if character.is_alphabetic() => {
                all += 1;
                quoted += usize::from(is_open);
            }
            _ => {}
        }
    }
    2 * quoted >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_says_something() {
        let sentences = [
            "The town hall is open from Monday to Friday, and on Saturdays by appointment for all matters.",
            "If you have lost your keys in the market hall, please come and ask us at the desk",
            "Sorry! The page you are looking for was not found on this server of the town.",
        ];
        for sentence in sentences {
            assert!(says_something(sentence, "en"), "{sentence}");
        }
        let german =
            "Das Rathaus ist von Montag bis Freitag für alle Bürger der Stadt und der Dörfer geöffnet.";
        assert!(says_something(german, "de"));
    }

    #[test]
    fn a_title_a_reference_or_a_name_may_stay() {
        let others = [
            "How the cities of the north have been able to adapt to the heat and to what comes with it in summer.",
            "Who are you and what have you done with the man that I was to be with?",
            "Effects of the heat on the health of the people in the cities of the north and of the south.",
            "Dupont A., Martin B. We show that the water of the river has been polluted by the farms of the valley.",
            "The water of the river has been polluted by the farms, 2021, and it was not possible to reduce it.",
            "The Water of the River Has Been Polluted by the Farms of the Valley and It Was Known to All.",
            "« It is not possible to visit the garden, but you can come back on Tuesday at ten. »",
        ];
        for other in others {
            assert!(!says_something(other, "en"), "{other}");
        }
    }
}
