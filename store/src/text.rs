//! Cleans texts before they are stored: NUL characters are replaced, and each text is cut to its limit.

/// Largest number of characters of names, titles and contacts.
pub const NAME: usize = 300;
/// Largest number of characters of codes and keys that programs make: kinds, causes, rules.
pub const CODE: usize = 100;
/// Largest number of characters of texts by people: replies, reasons of a withdrawal.
pub const PROSE: usize = 20_000;
/// Largest number of characters of addresses. A longer address of a site is refused and not cut, because it is a key.
pub const ADDRESS: usize = 2_048;

/// The text with at most `most` characters, and U+FFFD for each NUL, which Postgres refuses.
pub fn clean(text: &str, most: usize) -> String {
    text.chars().map(|c| if c == '\0' { '\u{FFFD}' } else { c }).take(most).collect()
}

pub fn clean_option(text: Option<&str>, most: usize) -> Option<String> {
    text.map(|text| clean(text.trim(), most)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(clean("é🦀\0z", 3), "é🦀\u{FFFD}");
    }

    #[test]
    fn nothing_but_white_space_is_nothing() {
        assert_eq!(clean_option(Some(" \t"), NAME), None);
        assert_eq!(clean_option(Some(" a "), NAME).as_deref(), Some("a"));
    }
}
