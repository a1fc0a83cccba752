//! Text that a font draws as a sign: nobody reads its letters.

use crate::standards::word_list::{WordList, entries};
use crate::{Node, Style};

/// Fonts that draw signs instead of letters say so in their names.
static FONTS: WordList = WordList::new(|| entries(include_str!("../../data/words/icon-fonts.txt")));
/// Classes by which authors ask for a sign of such a font, as whole words between hyphens.
static CLASSES: WordList = WordList::new(|| entries(include_str!("../../data/words/icon-classes.txt")));
/// A sign takes this much of the size of its font, at most.
const WIDEST: f64 = 1.3;
/// This many letters are never so narrow together.
const FEWEST: usize = 4;
/// A text of so many characters may be the place of a sign in a font, whatever the characters are.
const CODE: usize = 3;

/// Whether the letters of this text are drawn as a sign, as far as its font, its class or its width tell.
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

/// Whether the class of its element asks for a sign and the text is the name or the code of one: the font may not have
/// arrived.
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

/// Whether several letters take the room of one.
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

/// Whether the letter is so narrow that four may take the room of one.
fn is_slim(c: char) -> bool {
    matches!(
        c,
        'i' | 'j' | 'l' | 'I' | '1' | 't' | 'f' | 'r' | '.' | ',' | '\'' | '’' | '!' | '|' | ':' | ';'
    )
}
