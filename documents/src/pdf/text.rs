//! Decodes text strings (ISO 32000-1, 7.9.2.2).

pub use crate::text::{date, shown};

/// Decodes UTF-16 or UTF-8 if the string begins with a byte order mark, otherwise PDFDocEncoding.
pub fn decode(raw: &[u8]) -> String {
    match raw {
        [0xfe, 0xff, rest @ ..] => {
            without_escapes(&encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0)
        }
        [0xff, 0xfe, rest @ ..] => {
            without_escapes(&encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        other => other.iter().map(|byte| document_encoded(*byte)).collect(),
    }
}

/// Removes language codes, which may be in a string between two escape characters.
fn without_escapes(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (number, part) in parts.enumerate() {
        if number % 2 == 1 {
            out.push_str(part);
        }
    }
    out
}

/// The character of a byte in PDFDocEncoding, which is Latin-1 except for a few rows (ISO 32000-1, annex D.2).
fn document_encoded(byte: u8) -> char {
    const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ',
        'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
    ];
    match byte {
        0x18..=0x1f => LOW[usize::from(byte - 0x18)],
        0x80..=0xa0 => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_read_in_each_encoding() {
        assert_eq!(decode(b"Proc\xe8s-verbal \x85"), "Procès-verbal –");
        assert_eq!(decode(b"\xfe\xff\0P\0\xe9"), "Pé");
        assert_eq!(decode(b"\xfe\xff\0\x1b\0f\0r\0\x1b\0P"), "P");
        assert_eq!(decode("\u{feff}œuvre".as_bytes()), "œuvre");
    }
}
