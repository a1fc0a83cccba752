//! Decodes the bytes of a file: encodings that spreadsheets write.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// Decodes by the byte order mark, else as UTF-8, else as Windows-1252, in which every file is valid. NUL is removed,
/// because no text needs it and Postgres refuses it.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let text = decode_any(bytes);
    if text.contains('\0') { text.replace('\0', "").into() } else { text }
}

fn decode_any(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode_with_bom_removal(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8.decode(bytes).0,
        Err(_) => WINDOWS_1252.decode(bytes).0,
    }
}

/// Repairs UTF-8 that was taken for Windows-1252 and encoded again («MÃ©zières»). No French name contains such letters.
/// A text that cannot be repaired completely stays as it is.
pub(super) fn mended(text: &str) -> Cow<'_, str> {
    if !text.contains(['Ã', 'Â']) {
        return text.into();
    }
    let (bytes, _, lost) = WINDOWS_1252.encode(text);
    match std::str::from_utf8(&bytes) {
        Ok(meant) if !lost => meant.to_owned().into(),
        _ => text.into(),
    }
}

/// The separator that occurs most often in the header.
pub(super) fn separator(header: &str) -> u8 {
    let count = |separator: &u8| header.bytes().filter(|byte| byte == separator).count();
    // `max_by_key` gives the last of equals, so the most usual separator comes last.
    [b'\t', b',', b';'].into_iter().max_by_key(count).unwrap_or(b';')
}

/// Whether the character is invisible: copying from a page or a document may leave such ones around a value.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The value without the spaces and invisible characters around it.
pub fn visible(value: &str) -> &str {
    value.trim_matches(|letter: char| letter.is_whitespace() || is_invisible(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_spreadsheets_are_read_in_their_encoding() {
        assert_eq!(decode("Évry".as_bytes()), "Évry");
        assert_eq!(decode(b"\xef\xbb\xbf\xc3\x89vry"), "Évry");
        assert_eq!(decode(b"\xc9vry \x80"), "Évry €");
        assert_eq!(decode(b"\xff\xfe\xc9\x00v\x00"), "Év");
        assert_eq!(decode(b"nul\x00"), "nul");
    }

    #[test]
    fn a_name_encoded_twice_is_read_as_it_was_meant() {
        assert_eq!(mended("MÃ©zières"), "MÃ©zières", "half of it is right: nothing is sure");
        assert_eq!(mended("ChÃ¢teau-Å’uvre"), "Château-Œuvre");
        assert_eq!(mended("Évry"), "Évry");
        assert_eq!(mended("SÃO"), "SÃO");
    }

    #[test]
    fn the_separator_is_seen_in_the_header() {
        assert_eq!(separator("id;nom;urls"), b';');
        assert_eq!(separator("id,name,urls"), b',');
        assert_eq!(separator("id\tname"), b'\t');
        assert_eq!(separator("id"), b';');
    }
}
