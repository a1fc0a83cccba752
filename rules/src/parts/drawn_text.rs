//! Text that a font draws as an icon, so that users do not see its letters.

use crate::standards::word_list::{WordList, entries};
use crate::{Node, Style};

/// Parts of the names of icon fonts, which draw icons instead of letters.
static FONTS: WordList = WordList::new(|| entries(include_str!("../../data/words/icon-fonts.txt")));
/// Words in a class, between hyphens or underscores, by which authors ask for an icon of such a font.
static CLASSES: WordList = WordList::new(|| entries(include_str!("../../data/words/icon-classes.txt")));
/// Largest width of an icon, as a multiple of the font size.
const WIDEST: f64 = 1.3;
/// Least number of letters that, drawn as letters, are wider than an icon.
const FEWEST: usize = 4;
/// Most characters of a text that may be the code of an icon in a font, whatever these characters are.
const CODE: usize = 3;

/// Whether the letters of this text are drawn as an icon, judging by its font, its characters, its class or its width.
pub fn is_drawn(text: Node<'_>) -> bool {
    let Some(parent) = text.parent() else { return false };
    has_sign_font(parent)
        || text.text().chars().any(is_private)
        || is_asked_by_class(parent, text)
        || is_too_narrow(text, parent)
}

fn has_sign_font(parent: Node<'_>) -> bool {
    let family = parent.style(Style::FontFamily).unwrap_or_default().to_ascii_lowercase();
    let first = family.split(',').next().unwrap_or_default();
    FONTS.iter().any(|name| first.contains(name))
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Whether the class of its element asks for an icon, and the text may be the name or the code of one. This counts even
/// if the font was not loaded and the letters were shown.
fn is_asked_by_class(parent: Node<'_>, text: Node<'_>) -> bool {
    let word = text.text().trim();
    let is_name = word.contains('_') || word.chars().all(|c| c.is_ascii_lowercase());
    let is_one = !word.is_empty() && word.chars().all(|c| c.is_ascii_graphic());
    let of_signs = |class: &str| {
        let class = class.to_ascii_lowercase();
        class.split(['-', '_']).any(|word| CLASSES.contains(&word))
    };
    is_one && (is_name || word.len() <= CODE) && parent.tokens("class").any(of_signs)
}

/// Whether several letters are no wider than one icon.
fn is_too_narrow(text: Node<'_>, parent: Node<'_>) -> bool {
    let word = text.text().trim();
    let (Some(rect), Some(size)) = (text.rect(), parent.pixels(Style::FontSize)) else { return false };
    let is_horizontal = parent.style(Style::WritingMode).is_none_or(|mode| mode == "horizontal-tb");
    is_horizontal
        && !word.contains(char::is_whitespace)
        && word.chars().count() >= FEWEST
        && rect.width() <= size * WIDEST
        && rect.height() <= size * 2.0
        && !word.chars().all(is_slim)
}

/// Whether the letter is so narrow that four of them may be no wider than one icon.
fn is_slim(c: char) -> bool {
    matches!(
        c,
        'i' | 'j' | 'l' | 'I' | '1' | 't' | 'f' | 'r' | '.' | ',' | '\'' | '’' | '!' | '|' | ':' | ';'
    )
}
