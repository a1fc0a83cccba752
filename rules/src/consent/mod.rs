//! A consent dialog in front of a page, which visitors see before the page itself.
//!
//! Nothing here is a finding. It records in which state a page was judged and who made the dialog, so that a defect of
//! the dialog can be corrected once for all sites that use it.

mod managers;
mod selector;

pub use managers::name;

use crate::standards::word_list::{WordList, entries};
use crate::{Node, Page, page::fold};
use serde::{Deserialize, Serialize};

/// A consent dialog that was in front of the page, unanswered, when the page was judged.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Question {
    /// A code of `data/consent/managers.tsv`. `None` if the maker of the dialog is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<String>,
    /// The answers that were recognised in the dialog, in the order of [`Answer`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Answer>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    Refuse,
    Accept,
    Settings,
}

/// Words for the subject of a consent dialog.
static ABOUT: WordList = WordList::new(|| entries(include_str!("../../data/words/consent-subjects.txt")));
/// Words for the answers that a consent dialog offers.
static ASKED: WordList = WordList::new(|| entries(include_str!("../../data/words/consent-answers.txt")));
/// Largest size of the text of a consent dialog, in bytes. A longer text is a page about the subject.
const LONGEST: usize = 6_000;
/// Elements that a page contains and a consent dialog does not.
pub const OF_A_PAGE: &[&str] = &["main", "nav", "header", "footer", "article", "h1"];
const CONTROLS: &[&str] = &["button", "a", "input"];

impl Question {
    /// The consent dialog that is visible in front of the page, if there is one.
    pub fn from_page(page: &Page) -> Option<Self> {
        let known = managers::ALL.iter().find_map(|manager| {
            let shows = |list: &selector::List| page.elements().any(|node| list.finds(node) && is_seen(node));
            shows(&manager.banner).then(|| {
                let answers = [
                    (Answer::Refuse, &manager.refuse),
                    (Answer::Accept, &manager.accept),
                    (Answer::Settings, &manager.settings),
                ];
                let offers = answers.into_iter().filter(|(_, list)| shows(list)).map(|(answer, _)| answer);
                Self { manager: Some(manager.code.to_owned()), offers: offers.collect() }
            })
        });
        known.or_else(|| is_any(page).then(|| Self { manager: None, offers: Vec::new() }))
    }
}

fn is_seen(node: Node<'_>) -> bool {
    !node.visible_text().is_empty()
}

/// Whether an element in front of the page asks for consent. This also finds dialogs of unknown makers.
fn is_any(page: &Page) -> bool {
    page.elements().any(|node| {
        let is_whole = node.is_one_of(&["html", "body", "main"]);
        !is_whole && stands_in_front(node) && is_about_consent(&node.visible_text()) && has_answers(node)
    })
}

/// Whether the node contains a visible control with an answer, and no visible element of [`OF_A_PAGE`].
fn has_answers(node: Node<'_>) -> bool {
    let is_control = |inner: &Node<'_>| inner.is_one_of(CONTROLS) || inner.attribute_is("role", "button");
    let answers =
        |inner: Node<'_>| says(inner.accessible_name(), &ASKED) || says(&inner.visible_text(), &ASKED);
    !node.descendants().any(|inner| inner.is_one_of(OF_A_PAGE) && inner.is_visible())
        && node.descendants().any(|inner| is_control(&inner) && inner.is_visible() && answers(inner))
}

fn says(text: &str, words: &[&str]) -> bool {
    let text = fold(text).to_lowercase();
    words.iter().any(|word| text.contains(word))
}

/// Whether the node is in front of the page and its parent is not.
fn stands_in_front(node: Node<'_>) -> bool {
    node.is_in_front() && node.parent().is_none_or(|parent| !parent.is_in_front())
}

/// Whether a text is about cookies or consent, and short enough to be that of a dialog.
pub fn is_about_consent(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST && says(text, &ABOUT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_a_short_text_about_cookies_or_consent() {
        assert!(is_about_consent("Ce site dépose des Cookies."));
        assert!(is_about_consent("We value your consent"));
        assert!(!is_about_consent("Les candidatures sont acceptées jusqu’au 3 mai."));
        assert!(!is_about_consent(""));
        assert!(!is_about_consent(&"Cookies : accepter. ".repeat(1000)));
    }
}
