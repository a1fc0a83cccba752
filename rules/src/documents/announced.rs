//! The format and size of a document that a link announces before the document is opened.

use super::Format;
use crate::standards::word_list::pairs;
use std::sync::LazyLock;
use url::Url;

/// The format according to the extension of the path, or of a value in the query (`?file=plan.pdf`).
pub fn by_address(url: &Url) -> Option<Format> {
    let path = percent_decoded(url.path());
    let of_name = |name: &str| {
        let (_, extension) = name.trim_end_matches('/').rsplit_once('.')?;
        Format::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(extension))
    };
    of_name(&path).or_else(|| url.query_pairs().take(20).find_map(|(_, value)| of_name(&value)))
}

fn percent_decoded(path: &str) -> String {
    url::form_urlencoded::parse(path.replace('+', "%2b").as_bytes())
        .map(|(name, _)| name.into_owned())
        .collect()
}

/// The format according to a media type, of a link or of a response.
pub fn by_type(kind: &str) -> Option<Format> {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(match kind.as_str() {
        "application/pdf" => Format::Pdf,
        "application/vnd.oasis.opendocument.text" => Format::Odt,
        "application/vnd.oasis.opendocument.spreadsheet" => Format::Ods,
        "application/vnd.oasis.opendocument.presentation" => Format::Odp,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => Format::Docx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => Format::Xlsx,
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => Format::Pptx,
        "application/epub+zip" => Format::Epub,
        _ => return None,
    })
}

pub fn by_words(text: &str) -> Option<Format> {
    let mut words = text.split(|character: char| !character.is_alphanumeric());
    words.find_map(|word| Format::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(word)))
}

/// Units of sizes, with the number of bytes of each.
static UNITS: LazyLock<Vec<(&str, f64)>> = LazyLock::new(|| {
    let bytes = |(unit, bytes): (&'static str, &str)| {
        (unit, bytes.parse().expect("built in, and read by this module's tests"))
    };
    pairs(include_str!("../../data/words/size-units.tsv")).into_iter().map(bytes).collect()
});

/// The size in bytes that a text announces: «1,2 Mo», «350 ko», «2 MB». It is only as precise as the text.
pub fn weight(text: &str) -> Option<u64> {
    let spaced: String = text.replace(['\u{a0}', '\u{202f}'], " ").to_lowercase();
    let words: Vec<&str> = spaced
        .split([' ', '(', ')', '[', ']', '-', '–', '/', '|', ';', ':'])
        .filter(|word| !word.is_empty())
        .collect();
    let number =
        |word: &str| word.replace(',', ".").parse::<f64>().ok().filter(|number| (0.0..1e6).contains(number));
    for (at, word) in words.iter().enumerate() {
        let word = word.trim_end_matches(['.', ',']);
        for (unit, factor) in UNITS.iter() {
            let Some(before) = word.strip_suffix(unit) else { continue };
            let value = if before.is_empty() {
                at.checked_sub(1).and_then(|at| number(words[at]))
            } else {
                number(before)
            };
            if let Some(value) = value {
                return Some((value * factor) as u64);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_announced_by_addresses_types_and_words() {
        let of = |address: &str| by_address(&Url::parse(address).unwrap());
        assert_eq!(of("https://ville.example/plan.PDF"), Some(Format::Pdf));
        assert_eq!(of("https://ville.example/plan%2Epdf?v=2"), Some(Format::Pdf));
        assert_eq!(of("https://ville.example/get?file=menu.odt"), Some(Format::Odt));
        assert_eq!(of("https://ville.example/pdf/"), None);
        assert_eq!(by_type("application/pdf; charset=binary"), Some(Format::Pdf));
        assert_eq!(by_words("Menus (docx, 12 ko)"), Some(Format::Docx));
    }

    #[test]
    fn weights_are_read_as_french_and_english_write_them() {
        assert_eq!(weight("Plan (PDF - 1,2 Mo)"), Some(1_200_000));
        assert_eq!(weight("Plan 350ko"), Some(350_000));
        assert_eq!(weight("Budget 2024 [2 MB]"), Some(2_000_000));
        assert_eq!(weight("Compte rendu du 12 mai"), None);
    }
}
