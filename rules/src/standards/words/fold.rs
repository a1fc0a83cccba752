//! The form in which texts are compared: lower case, no accents, no punctuation, single spaces, and the same letter
//! however it is written (`₂`, `ﬁ`, full width): Unicode's compatibility folding.
//!
//! Nothing is published in this form, so it follows Unicode. Ids and addresses that are published are made with the short
//! table of the crate `registry` instead, which never changes.

use crate::standards::invisible::is_without_width;
use icu_normalizer::{
    ComposingNormalizerBorrowed,
    properties::{CanonicalDecompositionBorrowed, Decomposed},
};

/// Longest text folded, in characters; no list has an entry near it, so a longer text only needs to stay different.
const MAX_CHARACTERS: usize = 10_000;

/// Folds a text for comparison. Letters of other alphabets stay as they are.
pub fn normalise(text: &str) -> String {
    let mut folded = String::with_capacity(text.len().min(MAX_CHARACTERS));
    let kept: String = text.chars().take(MAX_CHARACTERS).filter(|c| !is_mark_of_trade(*c)).collect();
    let plain = ComposingNormalizerBorrowed::new_nfkc().normalize(&kept);
    for character in plain.chars().flat_map(char::to_lowercase) {
        match character {
            // Invisible characters and combining accents part no words.
            '\u{300}'..='\u{36f}' => {}
            _ if is_without_width(character) => {}
            _ if character.is_alphanumeric() => push_letter(&mut folded, character),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether the character's decomposition would be read as letters of the word before.
fn is_mark_of_trade(character: char) -> bool {
    matches!(character, '™' | '℠' | '®' | '©')
}

fn push_letter(folded: &mut String, letter: char) {
    match letter {
        // Latin letters that Unicode does not take apart.
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'ø' => folded.push('o'),
        _ => folded.push(without_accents(letter)),
    }
}

/// The Latin letter that bears the accents of this one. Any other letter stays as it is: in other alphabets, a mark makes
/// another letter (`й`).
fn without_accents(letter: char) -> char {
    let mut base = letter;
    while !base.is_ascii() {
        match CanonicalDecompositionBorrowed::new().decompose(base) {
            Decomposed::Expansion(first, _) | Decomposed::Singleton(first) => base = first,
            Decomposed::Default => return letter,
        }
    }
    base
}
