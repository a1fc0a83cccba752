//! Words of a text, folded for comparison, each with its place in the text, so that a match can be quoted verbatim.

use crate::standards::word_list::{WordList, entries};
use crate::standards::words::normalise;

/// A word, a number (with its inner points, commas, slashes and dashes) or a per cent sign. `start` and `end` are byte
/// offsets in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub folded: String,
    pub start: usize,
    pub end: usize,
}

#[derive(Debug, Clone)]
pub struct Phrase<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
}

/// Most tokens of a phrase, more than any sentence has. A text without full stops is cut there, to limit the work.
const MOST_TOKENS: usize = 400;

impl<'a> Phrase<'a> {
    pub fn from_text(text: &'a str) -> Self {
        Self { text, tokens: tokens(text) }
    }

    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.folded)
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The text from one token up to another, exclusive.
    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        let (Some(first), Some(last)) =
            (self.tokens.get(from), to.checked_sub(1).and_then(|to| self.tokens.get(to)))
        else {
            return "";
        };
        self.text.get(first.start..last.end).unwrap_or_default()
    }

    /// The text between two neighbouring tokens: punctuation and spaces.
    pub fn gap_after(&self, at: usize) -> &'a str {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(one), Some(next)) => self.text.get(one.end..next.start).unwrap_or_default(),
            (Some(last), None) => self.text.get(last.end..).unwrap_or_default(),
            _ => "",
        }
    }
}

/// The folded words of a text, joined by single spaces.
pub fn fold_words(text: &str) -> String {
    let folded: Vec<String> = tokens(text).into_iter().map(|token| token.folded).collect();
    folded.join(" ")
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        if tokens.len() >= MOST_TOKENS {
            break;
        }
        if matches!(character, '%' | '％' | '٪') {
            tokens.push(Token { folded: "%".to_owned(), start, end: start + character.len_utf8() });
            continue;
        }
        if !is_letter(character) {
            continue;
        }
        // «v4.1» is one token, read like a number.
        let numbers = |at: usize| text[at..].starts_with(|next: char| next.is_ascii_digit());
        let is_version = matches!(character, 'v' | 'V') && numbers(start + 1);
        let is_number = character.is_ascii_digit() || is_version;
        let mut end = start + character.len_utf8();
        while let Some(&(at, next)) = characters.peek() {
            let rest = &text[at + next.len_utf8()..];
            let inner = is_number
                && matches!(next, '.' | ',' | '/' | '-' | '\u{2011}' | '\u{2013}')
                && rest.starts_with(|after: char| after.is_ascii_digit());
            // «RGAA4.1» is two tokens.
            let begins_version = next.is_ascii_digit() && text[start..at].eq_ignore_ascii_case("rgaa");
            if begins_version || !is_letter(next) && !inner {
                break;
            }
            end = at + next.len_utf8();
            characters.next();
        }
        let written = &text[start..end];
        let folded = if is_number { number(written) } else { normalise(written).replace(' ', "") };
        if !folded.is_empty() {
            tokens.push(Token { folded, start, end });
        }
    }
    tokens
}

/// Whether the character is part of a word, including soft hyphens, zero-width spaces and combining accents.
fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '\u{ad}' | '\u{200b}' | '\u{300}'..='\u{36f}')
}

fn number(written: &str) -> String {
    written.to_lowercase().replace(['\u{2011}', '\u{2013}'], "-")
}

/// Abbreviations whose full stop does not end a sentence.
static ABBREVIATIONS: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/abbreviations.txt")));

/// Sentences of a line, verbatim.
pub fn sentences(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut begin = 0;
    for (at, character) in line.char_indices() {
        let after = at + character.len_utf8();
        let ends = match character {
            '.' | '!' | '?' | '…' => ends_sentence(&line[begin..at], &line[after..]),
            ';' => true,
            _ => false,
        };
        if ends {
            found.push(line[begin..after].trim());
            begin = after;
        }
    }
    found.push(line[begin..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

fn ends_sentence(before: &str, after: &str) -> bool {
    let Some(next) = after.chars().next() else { return true };
    if !next.is_whitespace() {
        return false;
    }
    let last_word =
        before.rsplit(|c: char| c.is_whitespace() || "'’(".contains(c)).next().unwrap_or_default();
    let begins = after.trim_start().starts_with(|c: char| !c.is_lowercase());
    begins && !ABBREVIATIONS.contains(&last_word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_points_and_words_lose_their_accents() {
        assert_eq!(
            fold_words("L’audit du 9/08/2022 révèle 76,81\u{a0}% (RGAA 4.1.2)."),
            "l audit du 9/08/2022 revele 76,81 % rgaa 4.1.2"
        );
        assert_eq!(fold_words("2023–2025, non\u{2011}conforme"), "2023-2025 non conforme");
        assert_eq!(fold_words("acces\u{ad}sibilité, RGAA V4.1."), "accessibilite rgaa v4.1");
    }

    #[test]
    fn sentences_end_where_the_next_begins() {
        assert_eq!(
            sentences("Établie le 2 mai. Elle a été revue. Voir www.a.example. Fin"),
            ["Établie le 2 mai.", "Elle a été revue.", "Voir www.a.example.", "Fin"]
        );
        assert_eq!(
            sentences("Établie le 3 sept. 2023, revue le 4 oct. 2025"),
            ["Établie le 3 sept. 2023, revue le 4 oct. 2025"]
        );
        assert_eq!(sentences("la loi n. 2005-102 du 11 février"), ["la loi n. 2005-102 du 11 février"]);
    }
}
