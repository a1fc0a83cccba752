//! Texts of packages: dates, texts for display, and paragraphs that look like items of a typed list.

pub use crate::text::{date, shown};

/// Whether a paragraph begins like an item of a list that was typed instead of made: «- », «• », «1) », «2. ».
pub fn is_typed_item(text: &str) -> bool {
    let text = text.trim_start();
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return false };
    if matches!(first, '-' | '–' | '—' | '•' | '*' | '·' | '▪' | '►' | 'o') {
        // A negative number, for instance, begins with the same sign, so a space and a word must follow.
        return characters.next().is_some_and(char::is_whitespace)
            && characters.next().is_some_and(char::is_alphanumeric);
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest: Vec<char> = text.chars().skip(digits).take(2).collect();
    (1..=2).contains(&digits) && matches!(rest[..], [')' | '.', after] if after.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::is_typed_item;

    #[test]
    fn typed_lists_are_told_from_prose() {
        for text in ["- pain", "• lait", "1) ouvrir", "2. fermer"] {
            assert!(is_typed_item(text), "{text}");
        }
        for text in ["pain", "-5 degrés", "12.5 %", "1789", "", "- ", "old"] {
            assert!(!is_typed_item(text), "{text}");
        }
    }
}
