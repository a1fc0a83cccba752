//! Names of pictures that say nothing: file names, addresses, words left by tools.

use super::names::{is_address, plain};
use crate::page::fold;
use crate::standards::word_list::{WordList, entries};

/// The reason for which a name says nothing about the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// A file name, a camera's number or an address.
    FileName,
    /// A placeholder that nobody replaced by a name, or a word that a drawing program left.
    LeftOver,
    /// Only dots and dashes.
    Signs,
}

const EXTENSIONS: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "tif", "tiff", "ico", "jfif", "heic", "eps",
    "psd",
];

/// Names that nobody would choose as the name of a picture, in any context.
static LEFT_OVER: WordList =
    WordList::new(|| entries(include_str!("../../data/words/picture-names-left-over.txt")));

/// Names that drawing programs give to parts of a drawing, before a number.
static DRAWING: WordList = WordList::new(|| entries(include_str!("../../data/words/drawing-names.txt")));

/// Words that fit any picture. On a small icon or in a control they may be the right name.
static ANY_PICTURE: WordList =
    WordList::new(|| entries(include_str!("../../data/words/picture-names-of-any.txt")));

/// Prefixes that cameras and telephones put before the number of a picture.
static CAMERAS: WordList =
    WordList::new(|| entries(include_str!("../../data/words/camera-picture-names.txt")));

/// The reason for which the name certainly says nothing. `None` if it may say something. `sources` are the addresses of
/// the picture.
pub fn emptiness(name: &str, sources: &[&str]) -> Option<Empty> {
    let name = fold(name);
    let word = plain(&name);
    if !name.is_empty() && name.chars().all(|c| matches!(c, '.' | '-' | '_' | '–' | '—' | '…' | ' ')) {
        return Some(Empty::Signs);
    }
    let is_file = has_picture_extension(&name)
        && (!name.contains(' ') || sources.iter().any(|source| file_of(source) == name));
    // The host name of a site may be what its logo shows.
    let is_site = name.starts_with("www.") && !name.trim_end_matches('/').contains('/');
    if is_file || is_address(&name) && !is_site || is_camera_number(&word) {
        return Some(Empty::FileName);
    }
    (LEFT_OVER.contains(&word.as_str()) || is_drawing_name(&word)).then_some(Empty::LeftOver)
}

/// Whether the name is a word that fits any picture, alone or with a number.
pub fn fits_any_picture(name: &str) -> bool {
    ANY_PICTURE.contains(&without_number(&plain(name)))
}

/// Whether the name has no spaces but hyphens or underscores, as file names have (`vue-du-parc_2`), and the file name
/// of the picture begins with it.
pub fn resembles_file(name: &str, sources: &[&str]) -> bool {
    let name = fold(name);
    let is_written_so = !name.contains(' ') && name.contains(['-', '_']);
    let stem =
        |source: &&str| file_of(source).rsplit_once('.').is_some_and(|(stem, _)| stem.starts_with(&name));
    is_written_so && sources.iter().any(stem)
}

fn has_picture_extension(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty() && EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
    })
}

/// The last part of an address's path, with `%20` decoded.
fn file_of(source: &str) -> String {
    let path = source.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().replace("%20", " ")
}

/// Whether the word is a camera's number: `img_2041`, `dsc00312`, `20190614_101530`.
fn is_camera_number(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['_', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    if lengths == [8, 6] && parts.iter().all(digits) {
        return true;
    }
    let Some(first) = parts.first() else { return false };
    let letters = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbers: usize =
        first.len() - letters.len() + parts[1..].iter().map(|part| part.len()).sum::<usize>();
    CAMERAS.contains(&letters) && parts[1..].iter().all(digits) && numbers >= 4
}

fn is_drawing_name(word: &str) -> bool {
    let base = without_number(word);
    base.len() < word.len() && DRAWING.contains(&base)
}

fn without_number(word: &str) -> &str {
    word.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches([' ', '-', '_', '#'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_and_camera_numbers_say_nothing() {
        for name in [
            "logo.png",
            "IMG_2041",
            "DSC00312",
            "img-20190614",
            "20190614_101530",
            "https://ville.example/a.jpg",
            "photo.JPG",
        ] {
            assert_eq!(emptiness(name, &[]), Some(Empty::FileName), "{name}");
        }
        assert_eq!(emptiness("vue du parc.jpg", &["/photos/vue%20du%20parc.jpg?v=2"]), Some(Empty::FileName));
    }

    #[test]
    fn what_may_be_a_name_is_left_alone() {
        for name in [
            "Plan de la ville",
            "Guide au format .pdf",
            "DSC 75",
            "Logo",
            "Groupe 12",
            "Image de la mairie",
            "Sam",
            "P+R",
            "Null part ailleurs",
            "vue du parc.jpg en grand",
            "2024-2025",
            "→",
        ] {
            assert_eq!(emptiness(name, &[]), None, "{name}");
        }
    }

    #[test]
    fn words_left_by_tools_say_nothing() {
        for name in ["Layer 1", "Calque_2", "Path-3", "Created with Sketch.", "Texte alternatif", "untitled"]
        {
            assert_eq!(emptiness(name, &[]), Some(Empty::LeftOver), "{name}");
        }
        assert_eq!(emptiness(" - ", &[]), Some(Empty::Signs));
    }

    #[test]
    fn general_words_and_names_like_files_are_told_apart() {
        assert!(
            fits_any_picture("Photo 3") && fits_any_picture("image") && !fits_any_picture("Photo du parc")
        );
        assert!(resembles_file("vue-du-parc", &["/photos/vue-du-parc-300x200.jpg"]));
        assert!(!resembles_file("parc", &["/photos/parc.jpg"]));
    }
}
