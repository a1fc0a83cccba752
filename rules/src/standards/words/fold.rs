//! The folded form in which texts are compared: lower case, no accents, no punctuation, single spaces. Variants of a
//! letter (`₂`, `ﬁ`, full width) become the plain letter by Unicode's compatibility normalisation (NFKC).
//!
//! Texts in this form are never published, so the form may change with Unicode. Published ids and addresses are made
//! with the short table of the crate `registry` instead, which never changes.

use crate::standards::invisible::is_without_width;
use icu_normalizer::{
    ComposingNormalizerBorrowed,
    properties::{CanonicalDecompositionBorrowed, Decomposed},
};

/// Most characters of a text that are folded; the rest is dropped. Every entry of a list is much shorter, so such a
/// text still differs from all of them.
const MAX_CHARACTERS: usize = 10_000;

/// Folds a text for comparison. Letters of alphabets other than Latin keep their marks.
pub fn normalise(text: &str) -> String {
    let mut folded = String::with_capacity(text.len().min(MAX_CHARACTERS));
    let kept: String = text.chars().take(MAX_CHARACTERS).filter(|c| !is_mark_of_trade(*c)).collect();
    let plain = ComposingNormalizerBorrowed::new_nfkc().normalize(&kept);
    for character in plain.chars().flat_map(char::to_lowercase) {
        match character {
            // Invisible characters and combining accents do not separate words, so they are dropped.
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

/// Whether the character is a trademark, registered or copyright sign, which are dropped. NFKC would turn `™` and `℠`
/// into letters of the word before.
fn is_mark_of_trade(character: char) -> bool {
    matches!(character, '™' | '℠' | '®' | '©')
}

fn push_letter(folded: &mut String, letter: char) {
    match letter {
        // Latin letters that Unicode does not decompose.
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'ø' => folded.push('o'),
        _ => folded.push(without_accents(letter)),
    }
}

/// The Latin letter without its accents. Other letters are returned unchanged, because in other alphabets a mark makes
/// a different letter (`й`).
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
