//! Characters without width.

/// Whether the character is neither seen nor read aloud: soft hyphen, zero-width space and joiners, direction marks,
/// word joiner, byte order mark.
pub fn is_without_width(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::is_without_width;

    #[test]
    fn a_sign_is_without_width_where_no_reader_sees_it() {
        assert!("\u{ad}\u{200b}\u{200d}\u{200f}\u{2060}\u{feff}".chars().all(is_without_width));
        assert!(!" a\u{a0}\u{301}…".chars().any(is_without_width));
    }
}
