//! Button names that consist of signs instead of words.

use super::links::is_only_glyphs;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignKind {
    /// Characters that an icon font draws as pictures. Speech synthesis skips them or spells them.
    Glyph,
    /// An arrow or an angle bracket. Screen readers read its Unicode name, but the RGAA asks for its function:
    /// «Suivant» for «>».
    Arrow,
}

/// The kind of signs that the name consists of. `None` for words, and for signs that make sense when read (`+`, `?`).
pub fn kind(name: &str) -> Option<SignKind> {
    let mut signs = name.chars().filter(|c| !c.is_whitespace()).peekable();
    signs.peek()?;
    if is_only_glyphs(name) {
        return Some(SignKind::Glyph);
    }
    signs.all(is_arrow).then_some(SignKind::Arrow)
}

fn is_arrow(c: char) -> bool {
    matches!(c, '<' | '>' | '«' | '»' | '‹' | '›' | '\u{2190}'..='\u{21ff}' | '\u{25b2}'..='\u{25c5}'
        | '\u{2329}' | '\u{232a}' | '\u{2794}' | '\u{2798}'..='\u{27af}' | '\u{27b1}'..='\u{27be}'
        | '\u{276c}'..='\u{2771}' | '\u{27e8}'..='\u{27eb}' | '\u{27f0}'..='\u{27ff}' | '\u{2900}'..='\u{297f}'
        | '\u{2b05}'..='\u{2b0d}' | '\u{3008}'..='\u{300b}' | '\u{fe0e}' | '\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::{SignKind, kind};

    #[test]
    fn arrows_and_glyphs_are_no_words() {
        for name in ["‹", ">", "» »", "→", "◀", "❯", "⟨"] {
            assert_eq!(kind(name), Some(SignKind::Arrow), "{name}");
        }
        assert_eq!(kind("\u{f002}"), Some(SignKind::Glyph));
    }

    #[test]
    fn words_and_signs_that_are_said_are_left_alone() {
        for name in ["Suivant ›", "+", "×", "?", "A", "", "1 >"] {
            assert_eq!(kind(name), None, "{name}");
        }
    }
}
