//! Patterns of words, as they are written in the tables of `data/statement`.
//!
//! | written | means |
//! |---|---|
//! | `word` | this word, folded |
//! | `one\|two` | one of these words |
//! | `word?` | this word, or nothing |
//! | `word~` | a word that begins with this |
//! | `*3` | up to three words, none of them a per cent sign |
//! | `_3` | the same within one clause: no comma, semicolon, colon, bar, bracket or dash before the next word |
//! | `+3` | up to three light words (`data/statement/light_words.txt`) or words with a capital letter |
//! | `:` | a colon, a bar, a dash, an equals sign or an arrow |
//! | `{rate}` `{date}` `{years}` `{version}` | a value, which is captured |
//! | `{text}` | words, which are captured: as few as the rest of the pattern allows; all if it is last |
//! | `^` `$` | beginning and end of the sentence |

use super::{
    dates::{self, PartialDate},
    numbers::{self, Percent},
    phrase::Phrase,
};
use std::{collections::HashSet, sync::LazyLock};

#[derive(Debug)]
pub struct Pattern {
    elements: Vec<Element>,
    at_start: bool,
}

#[derive(Debug)]
enum Element {
    Word { any_of: Vec<Word>, optional: bool },
    Gap { most: usize, over: Over },
    Colon,
    Value(Slot),
    Text,
    End,
}

/// The kinds of tokens that a gap may pass over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Words,
    Clause,
    LightWords,
}

#[derive(Debug)]
struct Word {
    text: String,
    begins: bool,
}

#[derive(Debug, Clone, Copy)]
enum Slot {
    Rate,
    Date,
    Years,
    Version,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Captured {
    Rate(Percent),
    Date(PartialDate),
    /// First and last year, which may be the same.
    Years(u16, u16),
    Version(String),
    /// Range of tokens, the end exclusive.
    Text(usize, usize),
}

/// A match of a pattern: a range of tokens, and the captured value with the index of its first token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub start: usize,
    pub end: usize,
    pub captured: Option<(usize, Captured)>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    #[error("«{0}» is no element of a pattern")]
    Unknown(String),
    #[error("a pattern has words")]
    Empty,
}

const USUAL_GAP: usize = 6;

impl Pattern {
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        let at_start = text.starts_with('^');
        let elements = text.trim_start_matches('^').split_whitespace().map(element);
        let elements = elements.collect::<Result<Vec<_>, _>>()?;
        if elements.is_empty() {
            return Err(PatternError::Empty);
        }
        Ok(Self { elements, at_start })
    }

    /// The first place where it matches.
    pub fn find(&self, phrase: &Phrase<'_>) -> Option<Hit> {
        self.all(phrase).next()
    }

    /// Every place where it matches, by first token.
    pub fn all<'p>(&'p self, phrase: &'p Phrase<'_>) -> impl Iterator<Item = Hit> + 'p {
        let starts = if self.at_start { 0..1 } else { 0..phrase.len().max(1) };
        starts.filter_map(|start| {
            let mut captured = None;
            let end = follow(&self.elements, phrase, (start, false), &mut captured)?;
            Some(Hit { start, end, captured })
        })
    }

    /// Whether it matches the whole text.
    pub fn is_whole(&self, phrase: &Phrase<'_>) -> bool {
        let mut captured = None;
        follow(&self.elements, phrase, (0, true), &mut captured).is_some()
    }
}

fn element(written: &str) -> Result<Element, PatternError> {
    let unknown = || PatternError::Unknown(written.to_owned());
    for (sign, over) in [('*', Over::Words), ('_', Over::Clause), ('+', Over::LightWords)] {
        let Some(most) = written.strip_prefix(sign) else { continue };
        let most = if most.is_empty() { USUAL_GAP } else { most.parse().map_err(|_| unknown())? };
        return Ok(Element::Gap { most, over });
    }
    Ok(match written {
        ":" => Element::Colon,
        "{rate}" => Element::Value(Slot::Rate),
        "{date}" => Element::Value(Slot::Date),
        "{years}" => Element::Value(Slot::Years),
        "{version}" => Element::Value(Slot::Version),
        "{text}" => Element::Text,
        "$" => Element::End,
        _ => {
            let (words, optional) = match written.strip_suffix('?') {
                Some(words) => (words, true),
                None => (written, false),
            };
            let any_of: Vec<Word> = words.split('|').map(word).collect();
            let is_folded = |word: &Word| {
                !word.text.is_empty()
                    && word
                        .text
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".,%-".contains(c))
            };
            if !any_of.iter().all(is_folded) {
                return Err(unknown());
            }
            Element::Word { any_of, optional }
        }
    })
}

fn word(written: &str) -> Word {
    match written.strip_suffix('~') {
        Some(text) => Word { text: text.to_owned(), begins: true },
        None => Word { text: written.to_owned(), begins: false },
    }
}

impl Word {
    fn is(&self, token: &str) -> bool {
        if self.begins { token.starts_with(&self.text) } else { token == self.text }
    }
}

/// Matches the elements from the token `at` on, and returns the index of the token after the match. With `whole`, the
/// match must reach the end of the phrase.
fn follow(
    elements: &[Element],
    phrase: &Phrase<'_>,
    (at, whole): (usize, bool),
    captured: &mut Option<(usize, Captured)>,
) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else {
        return (!whole || at == phrase.len()).then_some(at);
    };
    match first {
        Element::End => (at == phrase.len()).then_some(at),
        Element::Word { any_of, optional } => {
            let here = at < phrase.len() && any_of.iter().any(|word| word.is(phrase.word(at)));
            let taken = if here { follow(rest, phrase, (at + 1, whole), captured) } else { None };
            taken.or_else(|| if *optional { follow(rest, phrase, (at, whole), captured) } else { None })
        }
        Element::Gap { most, over } => (0..=*most)
            .take_while(|gap| over.passes(phrase, at, *gap))
            .find_map(|gap| follow(rest, phrase, (at + gap, whole), captured)),
        Element::Colon => {
            let gap = at.checked_sub(1).map_or("", |before| phrase.gap_after(before));
            let stands = gap.contains([':', '|', '–', '—', '=', '→']) || gap.contains(" - ");
            if stands { follow(rest, phrase, (at, whole), captured) } else { None }
        }
        Element::Value(slot) => {
            let (value, taken) = slot.read(phrase, at)?;
            let end = follow(rest, phrase, (at + taken, whole), captured)?;
            captured.get_or_insert((at, value));
            Some(end)
        }
        Element::Text => {
            let found = match rest {
                [] => (at < phrase.len()).then_some((phrase.len(), phrase.len())),
                rest => (at + 1..=phrase.len())
                    .find_map(|end| Some((end, follow(rest, phrase, (end, whole), captured)?))),
            };
            let (text_end, end) = found?;
            captured.get_or_insert((at, Captured::Text(at, text_end)));
            Some(end)
        }
    }
}

impl Over {
    /// Whether `gap` words from the token `at` on may be passed over. Only the last of them is checked, because shorter
    /// gaps are tried first.
    fn passes(self, phrase: &Phrase<'_>, at: usize, gap: usize) -> bool {
        let end = at + gap;
        if end > phrase.len() {
            return false;
        }
        let parts = |before: usize| {
            let gap = phrase.gap_after(before);
            gap.contains([',', ';', ':', '|', '(', ')', '–', '—']) || gap.contains(" - ")
        };
        let last = || phrase.word(end - 1);
        match self {
            Self::Words => gap == 0 || last() != "%",
            Self::Clause => (gap == 0 || last() != "%") && (end == 0 || !parts(end - 1)),
            Self::LightWords => gap == 0 || is_light(phrase, end - 1),
        }
    }
}

/// Whether the word is a light word, which only joins words or names the subject, or begins with a capital letter:
/// «de la ville de Valmont».
pub fn is_light(phrase: &Phrase<'_>, at: usize) -> bool {
    static LIGHT: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        include_str!("../../../data/statement/light_words.txt").split_whitespace().collect()
    });
    LIGHT.contains(phrase.word(at)) || phrase.slice(at, at + 1).starts_with(char::is_uppercase)
}

impl Slot {
    fn read(self, phrase: &Phrase<'_>, at: usize) -> Option<(Captured, usize)> {
        if at >= phrase.len() {
            return None;
        }
        match self {
            Self::Rate => numbers::percent(phrase, at).map(|(rate, taken)| (Captured::Rate(rate), taken)),
            Self::Date => dates::date(phrase, at).map(|(date, taken)| (Captured::Date(date), taken)),
            Self::Years => {
                years(phrase, at).map(|((first, last), taken)| (Captured::Years(first, last), taken))
            }
            Self::Version => version(phrase.word(at)).map(|version| (Captured::Version(version), 1)),
        }
    }
}

/// `2024`, `2024-2026`, `2024/26`, `2024/2025/2026`, `2024 à 2026`.
fn years(phrase: &Phrase<'_>, at: usize) -> Option<((u16, u16), usize)> {
    let word = phrase.word(at);
    if let Some(listed @ [first, .., last]) =
        word.split('/').map(year).collect::<Option<Vec<u16>>>().as_deref()
        && listed.windows(2).all(|pair| pair[1] == pair[0] + 1)
    {
        return Some(((*first, *last), 1));
    }
    if let Some((first, last)) = word.split_once(['-', '/']) {
        let first = year(first)?;
        let last = match last.len() {
            2 => year(&format!("{}{last}", first / 100))?,
            _ => year(last)?,
        };
        return (first <= last).then_some(((first, last), 1));
    }
    let first = year(word)?;
    if let Some(listed) = listed_years(phrase, at, first) {
        return Some(listed);
    }
    let joined = phrase.gap_after(at).contains(['-', '–', '—', '/', '>', '→', '_']);
    let (skipped, second) = match phrase.word(at + 1) {
        "a" | "au" | "to" | "et" | "and" => (2, phrase.word(at + 2)),
        next if joined => (1, next),
        _ => (0, ""),
    };
    match year(second) {
        Some(last) if last >= first => Some(((first, last), skipped + 1)),
        _ => Some(((first, first), 1)),
    }
}

/// `2025, 2026 et 2027`: each year follows the one before.
fn listed_years(phrase: &Phrase<'_>, at: usize, first: u16) -> Option<((u16, u16), usize)> {
    let (mut last, mut taken) = (first, 1);
    loop {
        let skipped = usize::from(matches!(phrase.word(at + taken), "et" | "and"));
        let is_listed = skipped == 1 || phrase.gap_after(at + taken - 1).contains(',');
        match year(phrase.word(at + taken + skipped)) {
            Some(next) if is_listed && next == last + 1 => (last, taken) = (next, taken + skipped + 1),
            _ => break,
        }
    }
    (last > first).then_some(((first, last), taken))
}

fn year(text: &str) -> Option<u16> {
    let year = text.parse().ok().filter(|year| (2012..=2060).contains(year))?;
    (text.len() == 4).then_some(year)
}

/// A version of the RGAA: `4`, `4.1`, `v4.1.2`, `3.0`, and `3-2017` as `3`.
fn version(word: &str) -> Option<String> {
    let number = word.strip_prefix('v').unwrap_or(word);
    let number = number.strip_suffix("-2017").unwrap_or(number);
    let parts: Vec<&str> = number.split('.').collect();
    // Of whole numbers only 3 and 4 count as versions: in «RGAA : 2 pages», 2 is none.
    if parts.len() == 1 && !matches!(number, "3" | "4") {
        return None;
    }
    let digits = |part: &&str| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_digit());
    (parts.len() <= 3 && parts.iter().all(digits)).then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(pattern: &str, text: &str) -> Option<Hit> {
        Pattern::parse(pattern).unwrap().find(&Phrase::from_text(text))
    }

    #[test]
    fn words_gaps_and_options_match() {
        assert!(hit("non conforme", "Accessibilité : non-conforme").is_some());
        assert!(hit("est *2 conforme", "est à ce conforme").is_some());
        assert!(hit("est *1 conforme", "est à ce conforme").is_none());
        assert!(hit("schema pluri~ d? accessibilite", "Schéma pluriannuel accessibilité").is_some());
        assert!(hit("^ conforme", "non conforme").is_none());
        assert!(hit("conforme $", "conforme au RGAA").is_none());
    }

    #[test]
    fn values_are_kept_with_their_place() {
        let found = hit("{rate} des criteres", "révèle que 72,5 % des critères").unwrap();
        assert_eq!(found.captured, Some((2, Captured::Rate(Percent(7250)))));
        let years = |text| hit("schema {years}", text).unwrap().captured.unwrap().1;
        assert_eq!(years("schéma 2023-2025"), Captured::Years(2023, 2025));
        assert_eq!(years("schéma 2023 – 2025"), Captured::Years(2023, 2025));
        assert_eq!(years("schéma 2023 à 2025"), Captured::Years(2023, 2025));
        assert_eq!(years("schéma 2023, 2025"), Captured::Years(2023, 2023));
        assert_eq!(years("schéma 2023, 2024 et 2025"), Captured::Years(2023, 2025));
    }

    #[test]
    fn gaps_pass_over_what_their_sign_allows() {
        assert!(hit("taux _4 {rate}", "un taux de 45 %").is_some());
        assert!(hit("pas _4 {rate}", "n’est pas conforme : 45 %").is_none());
        assert!(hit("schema +5 {years}", "schéma de la ville de Valmont 2024-2026").is_some());
        assert!(hit("schema +4 {years}", "schéma dans le projet 2020-2026").is_none());
        assert!(hit("taux : {rate}", "taux : 45 %").is_some() && hit("taux : {rate}", "taux 45 %").is_none());
        assert!(hit("taux *9 respectes", "taux 45 % pas respectés").is_none());
    }

    #[test]
    fn a_text_is_as_short_as_what_follows_allows() {
        let text = "réalisé par la société Alpha révèle que";
        let phrase = Phrase::from_text(text);
        let found = Pattern::parse("par {text} revele").unwrap().find(&phrase).unwrap();
        let Some((_, Captured::Text(from, to))) = found.captured else { panic!("a text") };
        assert_eq!(phrase.slice(from, to), "la société Alpha");
    }
}
