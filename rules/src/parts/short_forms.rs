//! Symbols, codes and short forms that a control shows instead of the full words of its name.

use crate::standards::word_list::{PairList, WordList, entries, pairs};
use crate::standards::{languages, words::normalise};

/// Most letters of a symbol.
pub(super) const MOST_OF_SYMBOL: usize = 3;

/// Whether the visible text may be a short form of the name. `seen` is the visible text folded, `said` the name folded.
pub(super) fn is_short_form(visible: &str, seen: &str, said: &str) -> bool {
    is_symbol(visible)
        || is_code(seen)
        || is_abbreviated(visible, said)
        || is_shortened(seen, said)
        || is_measure_or_day(seen, said)
}

/// Whether the text is one letter, alone, doubled or beside a sign: `B`, `Aa`, `A-`, `A A A`.
fn is_symbol(visible: &str) -> bool {
    let letters: Vec<char> =
        visible.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    letters.len() <= MOST_OF_SYMBOL
        && letters.iter().all(|letter| *letter == letters[0] && letter.is_alphabetic())
}

/// Whether each word is the code of a language, as language switches show it, or an abbreviation of two or three
/// letters without a vowel.
fn is_code(seen: &str) -> bool {
    let is_letters = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_one = |word: &str| match word.len() {
        2 => languages::check(word).is_ok() || !word.contains(VOWELS),
        3 => LANGUAGES.contains(&word) || !word.contains(VOWELS),
        _ => false,
    };
    seen.split(' ').all(|word| is_letters(word) && is_one(word))
}

/// Three-letter codes that language switches show instead of two-letter codes.
const LANGUAGES: &[&str] =
    &["bre", "bzh", "cat", "cos", "deu", "eng", "esp", "eus", "fra", "gsw", "ita", "occ", "oci", "por"];
const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];

/// Whether some visible word that ends with a full stop is the beginning of a word of the name: «Av.» for «avenue».
fn is_abbreviated(visible: &str, said: &str) -> bool {
    let shortened = visible.split_whitespace().filter(|word| word.ends_with('.')).map(normalise);
    shortened.into_iter().any(|short| {
        !short.is_empty() && said.split(' ').any(|word| word.starts_with(&short) && word != short)
    })
}

/// Whether the visible text contains a word without a vowel («RDV» for «rendez-vous», «St») or an ordinal number («2e»)
/// that the name may give in full. All other words must be in the name.
fn is_shortened(seen: &str, said: &str) -> bool {
    let whole: Vec<&str> = said.split(' ').collect();
    let is_said = |word: &str| whole.contains(&word);
    let mut shortened = 0;
    let all = seen.split(' ').all(|word| {
        let is_short = is_ordinal(word) || stands_for_some(word, &whole);
        shortened += usize::from(!is_said(word) && is_short);
        is_said(word) || is_short
    });
    all && shortened > 0
}

static ORDINAL_ENDINGS: WordList =
    WordList::new(|| entries(include_str!("../../data/words/ordinal-endings.txt")));

/// Whether the word is an ordinal number, digits and an ending: `2e`, `1er`.
fn is_ordinal(word: &str) -> bool {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    letters.len() < word.len() && ORDINAL_ENDINGS.contains(&letters)
}

/// Whether a word of the name, or two successive words together, begins with the same letter and contains all letters
/// of this word in their order. Only a word of 2 to 4 letters without a vowel can be short for another.
fn stands_for_some(word: &str, whole: &[&str]) -> bool {
    const LONGEST: usize = 4;
    let letters = word.chars().count();
    let is_short =
        (2..=LONGEST).contains(&letters) && !word.contains(VOWELS) && word.chars().all(char::is_alphabetic);
    let holds = |full: String| {
        let mut rest = full.chars();
        full.len() > word.len()
            && full.chars().next() == word.chars().next()
            && word.chars().all(|letter| rest.any(|c| c == letter))
    };
    is_short
        && (0..whole.len())
            .any(|at| holds(whole[at].to_owned()) || holds(whole[at..].iter().take(2).copied().collect()))
}

/// Whether the visible text contains short forms of units after a number, of days or of months, which the name gives in
/// full: «10 h», «11h30», «lun 4», «12 nov». All other words must be in the name.
fn is_measure_or_day(seen: &str, said: &str) -> bool {
    let whole: Vec<&str> = said.split(' ').collect();
    let parts = parted_by_figures(seen);
    let is_said = |word: &str| whole.contains(&word);
    let is_short = |at: usize| {
        let word = parts[at].as_str();
        let is_unit = at > 0 && is_number(&parts[at - 1]) && stands_for(&UNITS, word, &whole);
        is_unit || stands_for(&DAYS_AND_MONTHS, word, &whole)
    };
    let all = (0..parts.len()).all(|at| is_said(&parts[at]) || is_short(at));
    all && (0..parts.len()).any(|at| !is_said(&parts[at]))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words of the text, divided where digits begin or end: «11h30» gives three.
fn parted_by_figures(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let mut last = None;
        for character in word.chars() {
            let is_digit = character.is_ascii_digit();
            if last != Some(is_digit) {
                parts.push(String::new());
            }
            last = Some(is_digit);
            parts.last_mut().expect("a part was begun").push(character);
        }
    }
    parts
}

/// Whether the table has this short form for the beginning of a word of the name.
fn stands_for(table: &[(&str, &str)], short: &str, whole: &[&str]) -> bool {
    table.iter().any(|(known, full)| *known == short && whole.iter().any(|word| word.starts_with(full)))
}

static UNITS: PairList = PairList::new(|| pairs(include_str!("../../data/words/short-units.tsv")));

static DAYS_AND_MONTHS: PairList =
    PairList::new(|| pairs(include_str!("../../data/words/short-days-and-months.tsv")));
