//! Whether a text consists only of plain words: no emoticon, no ASCII art, no leetspeak («J3 5u15»).

use super::lists::List;

/// Characters that may follow each other at the end of words: «etc.),», «!?», «50 %).».
const CLOSING: &[char] =
    &[')', ']', '»', '”', '"', '’', '\'', '.', ',', ';', ':', '!', '?', '…', '%', '€', '°'];
const OPENING: &[char] = &['(', '[', '«', '“', '"'];
/// Characters that occur alone, or between the parts of a word, a number or an address.
const JOINING: &[char] =
    &['-', '–', '—', '‑', '/', '&', '@', '+', '·', '•', '|', '_', '#', '©', '®', '*', '′'];

/// Whether nothing in the text could be an emoticon, ASCII art or leetspeak. It errs towards `false` on purpose: a text
/// for which this is `false` may still be plain.
pub fn is_plain_prose(text: &str) -> bool {
    // Browsers do not collapse these spaces, so several in a row may align characters to ASCII art.
    let no_break = |character: char| matches!(character, '\u{a0}' | '\u{202f}' | '\u{2007}');
    let mut before = ' ';
    for character in text.chars() {
        if no_break(before) && no_break(character) {
            return false;
        }
        before = character;
    }
    text.split_whitespace().all(is_plain_word)
}

fn is_plain_word(word: &str) -> bool {
    if super::is_url(word) || is_mail_address(word) {
        return true;
    }
    !List::Emoticons.holds(word)
        && word.chars().all(is_known)
        && !has_odd_pair(word)
        && word.split(|character: char| !character.is_alphanumeric()).all(is_plain_part)
}

fn is_mail_address(word: &str) -> bool {
    let plain = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    let word = word.trim_matches(|c: char| OPENING.contains(&c) || CLOSING.contains(&c));
    word.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host) && host.contains('.'))
}

fn is_known(character: char) -> bool {
    character.is_alphanumeric() && character < '\u{2000}'
        || [CLOSING, OPENING, JOINING].iter().any(|signs| signs.contains(&character))
}

/// Whether the word has two successive characters, neither letters nor digits, that do not occur together in prose.
fn has_odd_pair(word: &str) -> bool {
    let signs: Vec<char> = word.chars().collect();
    signs.windows(2).any(|pair| {
        let (first, second) = (pair[0], pair[1]);
        let is_sign = |character: char| !character.is_alphanumeric();
        let opens = OPENING.contains(&first) && OPENING.contains(&second);
        let ends = CLOSING.contains(&first) && !matches!(first, ':' | ';') && CLOSING.contains(&second);
        is_sign(first) && is_sign(second) && !opens && !ends
    })
}

/// Whether the part consists only of letters or only of digits, or is a number with its unit or ending («1er», «19h30»,
/// «10km»), or a code («A4», «RD907»).
fn is_plain_part(part: &str) -> bool {
    let has_figure = part.chars().any(|character| character.is_ascii_digit());
    let has_letter = part.chars().any(char::is_alphabetic);
    if !has_figure {
        return !repeats(part);
    }
    if !has_letter {
        return true;
    }
    let figures = |text: &str| text.chars().all(|character| character.is_ascii_digit());
    let letters = |text: &str| text.chars().all(char::is_alphabetic);
    let start = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
    let unit = &part[start..];
    let hour = unit.strip_prefix(['h', 'H']).is_some_and(|rest| rest.len() <= 2 && figures(rest));
    let head = part.find(|c: char| c.is_ascii_digit()).unwrap_or(part.len());
    start > 0 && (hour || (letters(unit) && unit.chars().count() <= 4))
        || (1..=3).contains(&head) && letters(&part[..head]) && figures(&part[head..])
}

/// Whether the same letter occurs four times in a row.
fn repeats(part: &str) -> bool {
    let letters: Vec<char> = part.chars().collect();
    letters.windows(4).any(|four| four.iter().all(|letter| *letter == four[0]))
}

#[cfg(test)]
mod tests {
    use super::is_plain_prose;

    #[test]
    fn words_numbers_and_their_punctuation_are_plain() {
        for text in [
            "La mairie est ouverte de 9h à 12h30 (sauf le 1er mai), 2ème étage.",
            "Écrire à mairie@ville.example ou voir https://www.ville.example/suite?x=1.",
            "« Bonjour ! » dit-il… (etc.).",
            "Tél. : +33 1 23 45 67 89 – RD907, format A4, 10 km/h",
        ] {
            assert!(is_plain_prose(text), "{text}");
        }
    }

    #[test]
    fn signs_that_draw_and_coded_words_are_not() {
        for text in [
            "À bientôt :-)",
            "Bravo ;)",
            "merci :) !",
            "xD",
            "J3 5u15",
            "n00b",
            "<3",
            "(^_^)",
            "★ Nouveau",
            "Hmmmmm",
            "a\u{a0}\u{a0}\u{a0}b",
            "== titre ==",
            "Bonjour 🙂",
            "(-_-)",
        ] {
            assert!(!is_plain_prose(text), "{text}");
        }
    }
}
