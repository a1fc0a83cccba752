//! Texts of a node: all text, rendered text, and text that a sighted person sees.

use super::Node;
use crate::standards::invisible::is_without_width;

impl<'p> Node<'p> {
    /// Value of a text node, empty for others.
    pub fn text(&self) -> &'p str {
        self.page().string(self.data().value)
    }

    /// All text below it, rendered or not, as in the source, with a space where an element separates words.
    pub fn text_content(&self) -> String {
        self.gather(|_| true)
    }

    /// Rendered text below it, white space folded.
    pub fn rendered_text(&self) -> String {
        fold(&self.gather(|text| !text.is_hidden()))
    }

    /// Text below it that a sighted person may see, white space folded.
    pub fn visible_text(&self) -> String {
        fold(&self.gather(|text| text.is_visible()))
    }

    fn gather(&self, keep: impl Fn(&Self) -> bool) -> String {
        let mut all = String::new();
        for node in std::iter::once(*self).chain(self.descendants()) {
            if node.is_text() && keep(&node) {
                all.push_str(node.text());
            } else if node.is_element() && node.breaks_words() {
                all.push(' ');
            }
        }
        all
    }

    /// Whether the element separates words; inline elements do not.
    fn breaks_words(&self) -> bool {
        const INLINE: &[&str] = &[
            "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "kbd", "mark",
            "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
            "tspan",
        ];
        !self.is_one_of(INLINE)
    }
}

/// Collapses white space to single spaces, with none at the ends.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Like [`fold`], but one space is kept at each end that had some.
pub(super) fn fold_keeping_ends(text: &str) -> String {
    let folded = fold(text);
    let space = |at: Option<char>| if at.is_some_and(char::is_whitespace) { " " } else { "" };
    if folded.is_empty() {
        space(text.chars().next()).to_owned()
    } else {
        format!("{}{folded}{}", space(text.chars().next()), space(text.chars().next_back()))
    }
}

/// Whether the character is white space, or has no width and is not spoken by screen readers.
pub fn is_unsaid(sign: char) -> bool {
    sign.is_whitespace() || is_without_width(sign)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn white_space_is_folded() {
        assert_eq!(fold("  Mairie\u{a0}de\n\tVal  "), "Mairie de Val");
        assert_eq!(fold(" \n "), "");
    }
}
