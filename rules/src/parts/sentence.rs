//! Whether a link is part of a sentence, with words of the same sentence before or after it.

use crate::{Node, Style};

/// Least number of letters around a link inside a sentence. With fewer, the text is a label, a date or a menu.
const FEWEST_LETTERS: usize = 30;

/// Least number of letters of a sentence before a link at its end, or after a link at its beginning.
const FEWEST_BESIDE: usize = 25;
/// Least number of words there.
const FEWEST_WORDS: usize = 6;
/// Least number of letters before a link at the end of a sentence without a full stop. A line that says when and where
/// something was published has fewer.
const FEWEST_UNSTOPPED: usize = 40;
/// Least number of words there.
const FEWEST_UNSTOPPED_WORDS: usize = 8;

/// A sentence with a link: the text node directly before the link, or else directly after it.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'p> {
    pub beside: Node<'p>,
}

enum Piece<'p> {
    Text(Node<'p>),
    Link(Node<'p>),
    /// An element that ends a line, or a picture.
    Break,
}

impl<'p> Sentence<'p> {
    /// The sentence around a link. `None` if no sentence continues into the link or after it.
    pub fn around(link: Node<'p>) -> Option<Self> {
        let block = link.ancestors().find(|above| !is_inline(*above))?;
        let pieces = pieces(block);
        let at = pieces.iter().position(|piece| matches!(piece, Piece::Link(held) if *held == link))?;
        let text = |at: Option<usize>| match pieces.get(at?)? {
            Piece::Text(text) => Some(*text),
            Piece::Link(_) | Piece::Break => None,
        };
        let follows_link = matches!(at.checked_sub(1).and_then(|at| pieces.get(at)), Some(Piece::Link(_)));
        match (text(at.checked_sub(1)), text(Some(at + 1))) {
            (Some(before), _) if runs_in(before) && has_stopped_in(link) && is_long(begun(before)) => {
                Some(Self { beside: before })
            }
            (Some(before), Some(after)) if runs_in(before) => {
                let own: usize = pieces.iter().map(letters_of).sum();
                let is_inside = runs_on(after) && own >= FEWEST_LETTERS && letters(after.text()) > 0;
                (is_inside || ends_here(before, after)).then_some(Self { beside: before })
            }
            (Some(before), Some(after)) if has_stopped(before) && begins_here(after) => {
                Some(Self { beside: after })
            }
            (Some(before), None) if runs_in(before) && is_last(&pieces, at) && is_whole(begun(before)) => {
                Some(Self { beside: before })
            }
            (None, Some(after)) if !follows_link && begins_here(after) => Some(Self { beside: after }),
            _ => None,
        }
    }
}

fn letters_of(piece: &Piece<'_>) -> usize {
    if let Piece::Text(text) = piece { letters(text.text()) } else { 0 }
}

fn runs_in(before: Node<'_>) -> bool {
    before.text().trim_end().ends_with(|c: char| c.is_alphabetic() || matches!(c, '’' | '\'' | ','))
}

fn runs_on(after: Node<'_>) -> bool {
    after.text().trim_start().starts_with(|c: char| c.is_lowercase() || c == ',')
}

const STOPS: &[char] = &['.', '!', '?', '…'];

fn has_stopped(before: Node<'_>) -> bool {
    before.text().trim_end().ends_with(STOPS)
}

/// Whether the link ends a sentence: there are enough words of the sentence before it, and a full stop directly after
/// it. A line that only says who made the page, or in which category a news item is, is shorter or has no full stop.
fn ends_here(before: Node<'_>, after: Node<'_>) -> bool {
    let closed = after.text().trim_start().trim_start_matches([')', '»', ' ', '\u{a0}']);
    closed.starts_with(STOPS) && is_long(begun(before))
}

/// The words of the sentence that come before the link.
fn begun(before: Node<'_>) -> &str {
    const PARTING: &[char] = &['.', '!', '?', '…', ':', ';', '©', '|', '•', '·', '–', '—'];
    let text = before.text().rsplit(PARTING).next().unwrap_or_default();
    text.rsplit(" - ").next().unwrap_or_default()
}

/// Whether the full stop of the sentence is inside the link.
fn has_stopped_in(link: Node<'_>) -> bool {
    link.rendered_text().ends_with(STOPS)
}

/// Whether the link is the last on its line.
fn is_last(pieces: &[Piece<'_>], at: usize) -> bool {
    matches!(pieces.get(at + 1), None | Some(Piece::Break))
}

/// Whether the link begins a sentence: the sentence continues in lower case after it, with enough words.
fn begins_here(after: Node<'_>) -> bool {
    let goes_on = after.text().trim_start().starts_with(char::is_lowercase);
    goes_on && after.text().split_inclusive(STOPS).next().is_some_and(is_long)
}

fn is_long(text: &str) -> bool {
    letters(text) >= FEWEST_BESIDE && text.split_whitespace().count() >= FEWEST_WORDS
}

/// Whether the text is long enough to be a sentence without a full stop.
fn is_whole(text: &str) -> bool {
    letters(text) >= FEWEST_UNSTOPPED && text.split_whitespace().count() >= FEWEST_UNSTOPPED_WORDS
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// The content of a block in order, without the content of links and of elements that end a line.
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

/// Whether the node is a link, by its element or its role.
pub fn is_link(node: Node<'_>) -> bool {
    (node.is("a") && node.has_attribute("href")) || node.attribute_is("role", "link")
}

fn is_inline(node: Node<'_>) -> bool {
    matches!(node.style(Style::Display), Some("inline" | "contents") | None)
        && !node.is_one_of(&["html", "body"])
}
