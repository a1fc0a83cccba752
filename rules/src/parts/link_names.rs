//! Link names that do not tell where the link leads.

use crate::standards::word_list::{WordList, entries};
use crate::standards::words;

/// File formats. Formats that are also words («pages», «key») are left out.
static FORMATS: WordList = WordList::new(|| entries(include_str!("../../data/words/format-names.txt")));

/// Units and other words for the size of a file.
static UNITS: WordList = WordList::new(|| entries(include_str!("../../data/words/size-words.txt")));

/// Determiners that refer to something mentioned elsewhere.
static POINTING: WordList = WordList::new(|| entries(include_str!("../../data/words/pointing-words.txt")));

/// Generic link texts that may also be the title of a part of the site.
static SECTIONS: WordList = WordList::new(|| entries(include_str!("../../data/words/section-titles.txt")));

/// Whether the name alone says nothing about the target of the link: a generic phrase, only a file format, or a file
/// name given by a camera or a program.
pub fn is_vague(name: &str) -> bool {
    (words::is_generic_link(name) && !SECTIONS.contains(&words::normalise(name).as_str()))
        || is_format(name)
        || is_meaningless_file(name)
}

/// Whether the name cannot be understood without its surroundings: it is vague, or is like «ce produit».
pub fn needs_context(name: &str) -> bool {
    is_vague(name) || is_pointing(name)
}

/// Whether the name is only a format: «PDF», «PDF, 1,2 Mo», «format html».
fn is_format(name: &str) -> bool {
    let folded = words::normalise(name);
    if FORMATS.contains(&folded.as_str()) {
        return true;
    }
    let is_size = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit()) || UNITS.contains(word);
    let mut parts = folded.split(' ').filter(|word| !is_size(word)).peekable();
    parts.peek().is_some() && parts.all(|word| FORMATS.contains(&word))
}

/// Whether the name is a camera's file name or a generated identifier, with or without an extension: «IMG_2034.jpg».
fn is_meaningless_file(name: &str) -> bool {
    let stem =
        name.trim().rsplit_once('.').filter(|_| words::is_file_name(name)).map_or(name, |parts| parts.0);
    words::is_camera_name(stem) || words::is_opaque_identifier(stem)
}

fn is_pointing(name: &str) -> bool {
    let folded = words::normalise(name);
    let words: Vec<&str> = folded.split(' ').collect();
    matches!(words[..], [first, _] if POINTING.contains(&first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stock_phrases_formats_and_file_numbers_are_vague() {
        for name in ["En savoir plus", "PDF", "pdf (1,2 Mo)", "Format HTML", "IMG_2034.jpg"] {
            assert!(is_vague(name), "{name}");
        }
    }

    #[test]
    fn what_names_a_thing_is_not() {
        for name in [
            "Mairie",
            "Règlement PDF",
            "reglement-2026.pdf",
            "2026",
            "1",
            "A",
            "Key",
            "Infos",
            "Découvrir",
            "Suivant",
            "",
            "→",
        ] {
            assert!(!is_vague(name), "{name}");
        }
    }

    #[test]
    fn a_pointing_word_needs_what_it_points_at() {
        assert!(needs_context("cette carte") && needs_context("This product"));
        assert!(!needs_context("cette carte du littoral") && !needs_context("Carte"));
    }
}
