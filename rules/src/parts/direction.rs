//! The direction in which the script of a text is read.

use crate::Node;

/// Least number of letters whose direction counts; fewer may be a symbol.
const FEWEST_LETTERS: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    LeftToRight,
    RightToLeft,
}

/// The direction of nearly all letters of the text. `None` for fewer than [`FEWEST_LETTERS`] letters, or a mixture.
pub(crate) fn written(text: &str) -> Option<Direction> {
    let (mut all, mut right_to_left) = (0usize, 0usize);
    for letter in text.chars().filter(|c| c.is_alphabetic()) {
        all += 1;
        right_to_left += usize::from(is_right_to_left(letter));
    }
    match right_to_left {
        _ if all < FEWEST_LETTERS => None,
        0 => Some(Direction::LeftToRight),
        some if some * 10 >= all * 9 => Some(Direction::RightToLeft),
        _ => None,
    }
}

/// Rendered text that takes its direction from this element: text below it, except in elements with a `dir` of their
/// own.
pub(crate) fn text_under(element: Node<'_>) -> String {
    let own = element.descendants().filter(|node| node.is_text() && !node.is_hidden());
    let own = own.filter(|text| {
        text.parent().and_then(|parent| parent.closest(|node| node.has_attribute("dir"))) == Some(element)
    });
    own.map(|text| text.text()).collect::<Vec<_>>().join(" ")
}

/// Whether the character is in a block of Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic, their presentation
/// forms, or another script that Unicode reserves for writing from right to left (U+10800–U+10FFF, U+1E800–U+1EFFF).
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_direction_of_its_letters() {
        assert_eq!(written("Mairie"), Some(Direction::LeftToRight));
        assert_eq!(written("أهلا وسهلا، 2024"), Some(Direction::RightToLeft));
        assert_eq!(written("שלום"), Some(Direction::RightToLeft));
    }

    #[test]
    fn signs_and_mixtures_have_none() {
        assert_eq!(written("א"), None);
        assert_eq!(written("12 : 30"), None);
        assert_eq!(written("Bienvenue أهلا وسهلا"), None);
    }
}
