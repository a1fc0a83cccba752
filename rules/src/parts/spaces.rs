//! White space used for layout: spaces between the letters of a word, and gaps that form columns.

use crate::Page;
use std::{collections::HashSet, sync::Arc};

/// Least number of letters of a word; fewer single letters may be initials, grades or names of columns.
const FEWEST_LETTERS: usize = 5;
/// Least number of successive non-breaking spaces that nobody writes between two words without wanting a gap.
const FEWEST_SPACES: usize = 4;

/// Words whose letters are separated by spaces (`M A I R I E`), joined and in lower case.
pub fn spaced_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut letters = String::new();
    // One space separates letters of a word. Several spaces, or a piece that is no single letter, end the word.
    for piece in text.split([' ', '\u{a0}', '\u{202f}']).chain([""]) {
        let mut characters = piece.trim().chars();
        match (characters.next(), characters.next()) {
            (Some(letter), None) if letter.is_alphabetic() => letters.extend(letter.to_lowercase()),
            _ => {
                if letters.chars().count() >= FEWEST_LETTERS && !is_alphabet(&letters) {
                    words.push(std::mem::take(&mut letters));
                }
                letters.clear();
            }
        }
    }
    words
}

/// Whether the letters are in alphabetical order, as in an index.
fn is_alphabet(letters: &str) -> bool {
    letters.as_bytes().windows(2).all(|pair| pair[0] <= pair[1])
}

/// Whether there are at least 4 non-breaking spaces, which browsers do not collapse, between two texts.
pub fn has_gaps(text: &str) -> bool {
    let mut row = 0;
    let mut written = false;
    for c in text.chars() {
        match c {
            '\u{a0}' => row += 1,
            c if c.is_whitespace() => {}
            _ if written && row >= FEWEST_SPACES => return true,
            _ => {
                row = 0;
                written = true;
            }
        }
    }
    false
}

/// Words of at least 5 letters that are in the page's text or title without spaces between their letters, in lower
/// case.
pub fn words_of(page: &Page) -> Arc<HashSet<String>> {
    page.fact(|page| {
        let texts = page.nodes().filter(|node| node.is_text()).map(|node| node.text());
        let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
        words
            .filter(|word| word.chars().count() >= FEWEST_LETTERS)
            .map(str::to_lowercase)
            .collect::<HashSet<String>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_set_apart_are_joined() {
        assert_eq!(spaced_words("La M A I R I E de"), ["mairie"]);
        assert_eq!(spaced_words("É\u{a0}T\u{a0}A\u{a0}T\u{a0}S  C I V I L S"), ["états", "civils"]);
    }

    #[test]
    fn initials_and_alphabets_are_left_aside() {
        for text in ["J P B", "A B C D E F G", "a b", "", "x y z 1 2", "Ligne A ou B"] {
            assert!(spaced_words(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn only_a_gap_between_texts_counts() {
        assert!(has_gaps("Lundi\u{a0}\u{a0}\u{a0}\u{a0}9 h"));
        assert!(!has_gaps("\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}"));
        assert!(!has_gaps("Prix\u{a0}: 12\u{a0}euros"));
    }
}
