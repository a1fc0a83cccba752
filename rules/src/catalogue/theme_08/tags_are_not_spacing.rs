//! No empty paragraph is used as a margin, and no two line breaks are used to separate paragraphs.

use crate::standards::word_list::{WordList, entries};
use crate::{Node, Page, Rule, Verdict, referential::Aspect};

/// Smallest number of letters on each side of two line breaks for the texts to be two paragraphs.
const PARAGRAPH_LETTERS: usize = 60;
/// Elements in which line breaks are part of the text.
const BREAKS_BELONG: &[&str] =
    &["address", "pre", "blockquote", "figcaption", "textarea", "code", "label", "legend"];

pub static RULE: Rule = Rule {
    id: "tags-are-not-spacing",
    aspects: &[Aspect::new("tags-not-for-presentation")],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("tags_are_not_spacing.md"),
    applicability,
    expectation,
};

/// Rendered paragraphs, and elements with several line breaks as children.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let breaks = |node: &Node<'_>| node.child_elements().filter(|child| child.is("br")).count() > 1;
    let shown = page.elements().filter(|node| node.is_html() && !node.is_hidden());
    shown.filter(|node| (node.is("p") || breaks(node)) && !is_set_apart(*node)).collect()
}

fn is_set_apart(node: Node<'_>) -> bool {
    let editable = |above: &Node<'_>| above.has_attribute("contenteditable");
    node.closest(|above| above.is_one_of(BREAKS_BELONG) || editable(above)).is_some()
}

fn expectation(element: Node<'_>) -> Verdict {
    if is_blank_paragraph(element) {
        return Verdict::fail("paragraph-as-margin");
    }
    if has_paragraphs_made_of_breaks(element) {
        Verdict::fail("breaks-as-paragraphs")
    } else {
        Verdict::pass()
    }
}

/// Whether the paragraph contains only no-break spaces or line breaks, and nothing shows another purpose.
fn is_blank_paragraph(paragraph: Node<'_>) -> bool {
    let purpose = ["id", "role", "aria-live", "aria-hidden", "aria-label", "hidden"];
    let has_purpose = purpose.iter().any(|name| paragraph.has_attribute(name))
        || paragraph.attributes().any(|(name, _)| name.starts_with("data-") || name.starts_with("on"))
        || waits_for_message(paragraph);
    let blank = |node: Node<'_>| node.is("br") || (node.is_text() && node.text().trim().is_empty());
    let takes_room = |node: Node<'_>| node.is("br") || node.text().contains('\u{a0}');
    let follows = paragraph.parent().is_some_and(|parent| parent.child_elements().count() > 1);
    paragraph.is("p")
        && !has_purpose
        && follows
        && paragraph.children().all(blank)
        && paragraph.children().any(takes_room)
        && paragraph.rect().is_some_and(|rect| rect.height() > 1.0)
        && paragraph.closest(|node| node.is_one_of(&["td", "th", "li"])).is_none()
}

/// Whether the class of the paragraph shows that a script writes into it: an error, a number, the result of sending a
/// form.
fn waits_for_message(paragraph: Node<'_>) -> bool {
    static WORDS: WordList =
        WordList::new(|| entries(include_str!("../../../data/words/message-classes.txt")));
    let class = paragraph.attribute("class").unwrap_or_default().to_lowercase();
    let mut words = class.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        WORDS.contains(&word.trim_end_matches('s')) || WORDS.contains(&word) || word.starts_with("count")
    })
}

/// Whether there are two line breaks in a row between two long texts.
fn has_paragraphs_made_of_breaks(element: Node<'_>) -> bool {
    let (mut before, mut current, mut breaks) = (0usize, 0usize, 0usize);
    for child in element.children() {
        match child {
            _ if child.is("br") => breaks += 1,
            _ if letters(child) == 0 => {
                // A visible element without text, such as a picture, is no paragraph: counting starts again after it.
                if child.is_element() && child.rect().is_some_and(|rect| rect.area() > 0.0) {
                    (before, current, breaks) = (0, 0, 0);
                }
            }
            _ => {
                if breaks >= 2 {
                    (before, current) = (current, 0);
                } else if breaks == 1 && current == 0 {
                    before = 0;
                }
                breaks = 0;
                current += letters(child);
                if before >= PARAGRAPH_LETTERS && current >= PARAGRAPH_LETTERS {
                    return true;
                }
            }
        }
    }
    false
}

/// Number of letters of a text or an inline element. 0 for a block or a control, which is no part of a paragraph.
fn letters(node: Node<'_>) -> usize {
    const RUNNING: &[&str] = &["a", "abbr", "b", "em", "font", "i", "span", "strong", "u", "small", "mark"];
    if !node.is_text() && !node.is_one_of(RUNNING) {
        return 0;
    }
    node.rendered_text().chars().filter(|c| c.is_alphabetic()).count()
}
