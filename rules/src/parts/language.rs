//! The language in which a text is written. Below a required certainty, no language is named.

use super::{close_languages::are_close, function_words};
use crate::standards::word_list::{WordList, entries};
use crate::{
    Page,
    standards::languages::{self, Tag},
};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use whatlang::Lang;

/// Least number of letters of a text that the detector judges. Shorter texts, such as names, slogans and quotations,
/// look like any language.
const FEWEST_LETTERS: usize = 100;
/// Least confidence of the detector in its best guess, from 0 to 1.
const SURE: f64 = 0.95;

/// How well a language code tells a screen reader which voice to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// Its first part is a registered language.
    Known,
    /// Three letters that are not in the registry: often a code of ISO 639-2 for a language that has a two-letter code.
    Long,
    Unknown,
}

/// The kind of a language code. Only the part before the first hyphen counts, because the rest never changes the
/// language.
pub(crate) fn code_of(tag: &str) -> Code {
    let first = tag.split('-').next().unwrap_or_default();
    match languages::check(first) {
        Ok(_) => Code::Known,
        Err(_) if first.len() == 3 && first.bytes().all(|byte| byte.is_ascii_alphabetic()) => Code::Long,
        Err(_) => Code::Unknown,
    }
}

/// Whether the text is long enough for its language to be recognised.
pub(crate) fn is_long(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).take(FEWEST_LETTERS).count() == FEWEST_LETTERS
}

/// The language, other than the claimed one, in which a passage is certainly written. A passage of at least
/// [`FEWEST_LETTERS`] letters is no name, slogan or borrowed word. A shorter passage must be a whole sentence,
/// recognised by its function words.
pub(crate) fn foreign_passage(page: &Page, text: &str, claimed: &Tag) -> Option<&'static str> {
    /// Letters of a passage for which the detector alone decides.
    const LONG: usize = 200;
    /// Least number of words of a sentence, and of different function words among them. A text without a punctuation
    /// mark at its end may be a title, which has fewer function words, so more are required.
    const SENTENCE: (usize, usize) = (9, 4);
    const UNENDED: (usize, usize) = (12, 6);
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(LONG).count();
    if claimed.language.code == "fr" && is_plainly_french(text) {
        return None;
    }
    let by_small_words = |fewest| function_words::language_of_sentence(text, &claimed.language.code, fewest);
    if letters < FEWEST_LETTERS {
        let is_ended = text.trim_end().ends_with(['.', '!', '?', '…']);
        let (fewest_words, small_words) = if is_ended { SENTENCE } else { UNENDED };
        let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
        let is_long_enough = words.take(fewest_words).count() == fewest_words;
        return by_small_words(small_words).filter(|_| is_long_enough);
    }
    match compare(page, text, claimed) {
        Match::Other(found) => {
            (letters == LONG || by_small_words(SENTENCE.1) == Some(found)).then_some(found)
        }
        Match::Same | Match::Unknown => None,
    }
}

/// The language of a text compared with the language claimed for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Match {
    Same,
    /// Certainly written in this other language (ISO 639-1 where there is one).
    Other(&'static str),
    Unknown,
}

/// Languages of texts that were already identified, because several rules ask about the same texts.
#[derive(Default)]
struct Identified(Mutex<HashMap<String, Option<&'static str>>>);

/// Compares the language of a text of the page with the claimed one.
pub(crate) fn compare(page: &Page, text: &str, claimed: &Tag) -> Match {
    relation(identify_once(page, text), claimed)
}

fn relation(found: Option<&'static str>, claimed: &Tag) -> Match {
    let Some(code) = found else { return Match::Unknown };
    let Ok(found) = languages::check(code) else { return Match::Unknown };
    if languages::same_language(&found, claimed) {
        return Match::Same;
    }
    if is_known(&claimed.language.code) && !are_close(code, &claimed.language.code) {
        Match::Other(code)
    } else {
        Match::Unknown
    }
}

fn identify_once(page: &Page, text: &str) -> Option<&'static str> {
    let identified = page.fact(|_| Identified::default());
    let known = identified.0.lock().unwrap_or_else(PoisonError::into_inner).get(text).copied();
    known.unwrap_or_else(|| {
        let code = identify(text);
        identified.0.lock().unwrap_or_else(PoisonError::into_inner).insert(text.to_owned(), code);
        code
    })
}

/// The language of a text, if the text is long enough and the detector is certain.
pub(crate) fn identify(text: &str) -> Option<&'static str> {
    if !is_long(text) {
        return None;
    }
    let info = whatlang::detect(text)?;
    (info.is_reliable() && info.confidence() >= SURE).then(|| code(info.lang())).flatten()
}

/// Whether at least an eighth of the first 200 words are frequent French words, so that no other language needs to be
/// looked for.
pub(crate) fn is_plainly_french(text: &str) -> bool {
    static FREQUENT: WordList =
        WordList::new(|| entries(include_str!("../../data/words/frequent-french-words.txt")));
    let (mut words, mut frequent) = (0usize, 0usize);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(200) {
        words += 1;
        frequent += usize::from(FREQUENT.contains(&word));
    }
    frequent * 8 >= words
}

/// Whether the detector can recognise this language, so that another answer is evidence against it.
fn is_known(code_of_tag: &str) -> bool {
    Lang::all().iter().any(|lang| code(*lang) == Some(code_of_tag))
}

/// The tag of a language that the detector distinguishes well. `None` for the others, which are never named.
fn code(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Deu => "de",
        Lang::Nld => "nl",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Ell => "el",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Kor => "ko",
        Lang::Jpn => "ja",
        Lang::Cmn => "zh",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(text: &str, claimed: &Tag) -> Match {
        relation(identify(text), claimed)
    }

    const FRENCH: &str = "La mairie est ouverte du lundi au vendredi, de neuf heures à midi, et le samedi matin \
                          sur rendez-vous pour les démarches d'état civil et les inscriptions scolaires.";
    const ENGLISH: &str = "The town hall is open from Monday to Friday, from nine in the morning until noon, and \
                           on Saturdays by appointment for all matters of civil status and school enrolment.";
    const SPANISH: &str = "El ayuntamiento abre de lunes a viernes, de nueve de la mañana a mediodía, y los sábados \
                           con cita previa para los trámites del registro civil y las inscripciones escolares.";

    fn tag(code: &str) -> Tag {
        languages::check(code).expect("a registered language")
    }

    #[test]
    fn a_long_text_contradicts_another_language() {
        assert_eq!(compare(FRENCH, &tag("fr-CA")), Match::Same);
        assert_eq!(compare(FRENCH, &tag("en")), Match::Other("fr"));
        assert_eq!(compare(ENGLISH, &tag("fr")), Match::Other("en"));
    }

    #[test]
    fn only_the_first_part_of_a_code_counts() {
        assert_eq!(code_of("fr-ZZQ-1"), Code::Known);
        assert_eq!(code_of("fra"), Code::Long);
        assert_eq!(code_of("fr_FR"), Code::Unknown);
        assert_eq!(code_of("i-lux"), Code::Unknown);
    }

    #[test]
    fn a_short_text_says_nothing() {
        assert_eq!(compare("Paul put dire comment on tape", &tag("en")), Match::Unknown);
    }

    #[test]
    fn close_and_unknown_languages_are_not_told_apart() {
        assert_eq!(compare(SPANISH, &tag("gl")), Match::Unknown);
        assert_eq!(compare(SPANISH, &tag("it")), Match::Unknown);
        assert_eq!(compare(FRENCH, &tag("br")), Match::Unknown);
    }

    #[test]
    fn french_is_seen_at_a_glance() {
        assert!(is_plainly_french(FRENCH));
        assert!(!is_plainly_french(ENGLISH));
    }
}
