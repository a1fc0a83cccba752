//! Texts recognised by their form: file names, addresses, numbered layers, identifiers.

use super::fold::normalise;
use super::lists::List;
use crate::standards::word_list::{WordList, entries};

/// Whether the whole text is the name of an image, document or media file: one word ending in a known extension.
/// A name with spaces in it is left alone, for it may be a sentence that cites a file.
pub fn is_file_name(text: &str) -> bool {
    let text = text.trim();
    if text.contains(char::is_whitespace) || is_url(text) {
        return false;
    }
    let Some((stem, extension)) = text.rsplit_once('.') else { return false };
    let known = [List::ImageExtensions, List::DocumentExtensions, List::MediaExtensions];
    stem.ends_with(|last: char| last.is_alphanumeric() || "_-)".contains(last))
        && known.iter().any(|list| list.holds(&extension.to_ascii_lowercase()))
}

/// Beginnings of names that cameras give to files, before a number.
static CAMERAS: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/camera-file-names.txt")));

/// Words for a picture that only a file joins to a number with a sign.
static PICTURES: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/numbered-pictures.txt")));

/// Whether the whole text is what a camera or a telephone calls a picture («IMG_2034», «DSC01234»), with no
/// extension.
pub fn is_camera_name(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let numbered = |prefix: &str, glue: &[char]| {
        let rest = lower.strip_prefix(prefix).map(|rest| rest.trim_start_matches(glue));
        rest.is_some_and(|rest| {
            rest.bytes().filter(u8::is_ascii_digit).count() >= 3
                && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_' || byte == b'-')
        })
    };
    // «image 2024» may be a text; «image_2024» and «image001» are not.
    CAMERAS.iter().any(|prefix| numbered(prefix, &['_', '-', ' ']))
        || PICTURES.iter().any(|prefix| numbered(prefix, &['_', '-']))
}

/// Whether the whole text is an address: it names a protocol or begins with `www.`.
pub fn is_url(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let starts = ["http://", "https://", "ftp://", "//", "www.", "data:image/", "blob:"];
    !lower.contains(char::is_whitespace)
        && starts.iter().any(|start| lower.strip_prefix(start).is_some_and(|rest| rest.len() >= 3))
}

/// Whether the whole text is what a drawing program calls a layer: a word of the list and a number («Calque 1»).
pub fn is_editor_leftover(text: &str) -> bool {
    let folded = normalise(text);
    let Some((word, number)) = folded.rsplit_once(' ') else { return false };
    number.bytes().all(|byte| byte.is_ascii_digit()) && List::EditorLayers.holds(word)
}

/// Whether the whole text is an identifier made by a program: a UUID, or at least 16 hexadecimal digits with both
/// letters and figures.
pub fn is_opaque_identifier(text: &str) -> bool {
    let text = text.trim();
    let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'-' && *byte != b'_').collect();
    digits.len() >= 16
        && digits.iter().all(u8::is_ascii_hexdigit)
        && digits.iter().filter(|byte| byte.is_ascii_digit()).count() >= 4
        && digits.iter().any(u8::is_ascii_alphabetic)
}

/// Whether a text that is not blank has no letter and no figure in it. Emoji are no letters; nor are icon fonts'.
pub fn is_only_punctuation(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && !text.chars().any(char::is_alphanumeric)
}

/// Whether the text holds an emoji drawn as a picture by default, or a sign asked to be drawn as one.
pub fn has_emoji(text: &str) -> bool {
    text.chars().any(|character| {
        matches!(character,
            '\u{1f000}'..='\u{1faff}' | '\u{2614}' | '\u{2615}' | '\u{2648}'..='\u{2653}' | '\u{267f}' | '\u{2693}'
            | '\u{26a1}' | '\u{26bd}' | '\u{26be}' | '\u{26c4}' | '\u{26c5}' | '\u{26ce}' | '\u{26d4}' | '\u{26ea}'
            | '\u{26f2}' | '\u{26f3}' | '\u{26f5}' | '\u{26fa}' | '\u{26fd}' | '\u{2705}' | '\u{270a}' | '\u{270b}'
            | '\u{2728}' | '\u{274c}' | '\u{274e}' | '\u{2753}'..='\u{2755}' | '\u{2757}' | '\u{2795}'..='\u{2797}'
            | '\u{231a}' | '\u{231b}' | '\u{23e9}'..='\u{23f3}' | '\u{2b50}' | '\u{2b55}' | '\u{fe0f}')
    })
}

/// The extension of a path or address, in lower case, its query and fragment taken off.
pub(super) fn extension(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let file = path.trim_end().rsplit('/').next()?;
    let (stem, extension) = file.rsplit_once('.')?;
    (!stem.is_empty()).then(|| extension.to_ascii_lowercase())
}
