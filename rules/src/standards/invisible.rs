//! Characters that take no room on the line.

/// Whether the character says nothing and is not seen: soft hyphen, joiners, marks of direction, byte order mark.
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
