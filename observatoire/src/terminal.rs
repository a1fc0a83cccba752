//! Makes text from other sources safe for a terminal: control characters in it have no effect (no bell, no cursor
//! movement, no new line).

use std::borrow::Cow;

/// The text with a visible sign in place of each control character. Line ends and tabs stay, because this program
/// writes them itself.
pub fn shown(text: &str) -> Cow<'_, str> {
    if text.contains(is_obeyed) {
        text.chars().map(|c| if is_obeyed(c) { sign(c) } else { c }).collect()
    } else {
        text.into()
    }
}

/// The text as [`shown`] gives it, with line ends and tabs replaced too. For single values.
pub fn one_line(text: &str) -> String {
    shown(text).chars().map(|c| if matches!(c, '\n' | '\t') { sign(c) } else { c }).collect()
}

fn is_obeyed(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// The visible sign for a control character. Unicode has one for each control character of ASCII.
fn sign(c: char) -> char {
    match u32::from(c) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        0x7f => '\u{2421}',
        _ => '\u{fffd}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(shown("a\tb\nc é 🦀"), "a\tb\nc é 🦀");
        assert_eq!(shown("\u{1b}]0;x\u{7}\r\u{7f}\u{9b}31m\u{202e}"), "␛]0;x␇␍␡\u{fffd}31m\u{fffd}");
        assert_eq!(one_line("a\r\nb\tc"), "a␍␊b␉c");
        for code in 0..=0xa0_u32 {
            let text = char::from_u32(code).unwrap().to_string();
            assert!(one_line(&text).chars().all(|c| !c.is_control()), "{code:x}");
        }
    }
}
