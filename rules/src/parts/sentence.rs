//! Where in a sentence a link stands: with words before and after it on the same line of thought.

use crate::{Node, Style};

/// Fewer letters around a link are a label, a date or a menu rather than a sentence.
const FEWEST_LETTERS: usize = 30;

/// Words of a sentence that stand before a link at its end.
const FEWEST_WORDS: usize = 6;

/// The text nodes that come just before and just after a link in the sentence it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'p> {
    pub before: Node<'p>,
    pub after: Node<'p>,
}

enum Piece<'p> {
    Text(Node<'p>),
    Link(Node<'p>),
    /// Something that ends a line, or is no text.
    Break,
}

impl<'p> Sentence<'p> {
    /// `None` unless words run straight into the link and on after it.
    pub fn around(link: Node<'p>) -> Option<Self> {
        let block = link.ancestors().find(|above| !is_inline(*above))?;
        let pieces = pieces(block);
        let at = pieces.iter().position(|piece| matches!(piece, Piece::Link(held) if *held == link))?;
        let before = match pieces.get(at.checked_sub(1)?) {
            Some(Piece::Text(text)) => *text,
            _ => return None,
        };
        let after = match pieces.get(at + 1) {
            Some(Piece::Text(text)) => *text,
            _ => return None,
        };
        let own: usize = pieces
            .iter()
            .map(|piece| if let Piece::Text(text) = piece { letters(text.text()) } else { 0 })
            .sum();
        let runs_in =
            before.text().trim_end().ends_with(|c: char| c.is_alphabetic() || c == '’' || c == '\'');
        let runs_on = after.text().trim_start().starts_with(|c: char| c.is_lowercase() || c == ',');
        let is_inside = runs_on && own >= FEWEST_LETTERS && letters(after.text()) > 0;
        (runs_in && (is_inside || ends_here(before, after))).then_some(Self { before, after })
    }
}

/// The link is the end of a sentence: enough words of it stand before, and a stop right after. A line that only says who
/// made the page, or where a news item stands, is shorter, or has no stop.
fn ends_here(before: Node<'_>, after: Node<'_>) -> bool {
    let begun = before.text().rsplit(['.', '!', '?', '…', ':', ';', '©']).next().unwrap_or_default();
    let stops = after.text().trim_start().starts_with(['.', '!', '?', '…']);
    stops && letters(begun) >= FEWEST_LETTERS && begun.split_whitespace().count() >= FEWEST_WORDS
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// What a block shows in its own lines, in order; links are not looked into.
fn pieces(block: Node<'_>) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut passed: Option<Node<'_>> = None;
    for node in block.descendants() {
        if passed.is_some_and(|over| node.is_inside(over)) {
            continue;
        }
        if node.is_text() {
            if node.layout().is_some() && !node.text().trim().is_empty() {
                pieces.push(Piece::Text(node));
            }
        } else if is_link(node) {
            pieces.push(Piece::Link(node));
            passed = Some(node);
        } else if node.layout().is_some() && (!is_inline(node) || node.is("br") || node.is_picture()) {
            pieces.push(Piece::Break);
            passed = Some(node);
        }
    }
    pieces
}

/// A link to somewhere, by its element or its role.
pub fn is_link(node: Node<'_>) -> bool {
    (node.is("a") && node.has_attribute("href")) || node.attribute_is("role", "link")
}

fn is_inline(node: Node<'_>) -> bool {
    matches!(node.style(Style::Display), Some("inline" | "contents") | None)
        && !node.is_one_of(&["html", "body"])
}
