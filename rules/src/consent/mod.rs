//! A dialog of consent in front of a page, which visitors meet before the page itself.
//!
//! It accuses nobody. It tells in which state a page was judged and who made the dialog, so that a defect of the dialog
//! can be corrected once for all sites that use it.

mod managers;
mod selector;

pub use managers::name;

use crate::standards::word_list::{WordList, entries};
use crate::{Node, Page, page::fold};
use serde::{Deserialize, Serialize};

/// A dialog of consent that was in front of the page when it was judged, unanswered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Question {
    /// A code of `data/consent/managers.tsv`. Absent where the maker is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<String>,
    /// The answers that were recognised in it, in this order.
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

/// The dialog is about one of these …
static ABOUT: WordList = WordList::new(|| entries(include_str!("../../data/words/consent-subjects.txt")));
/// … and offers one of these.
static ASKED: WordList = WordList::new(|| entries(include_str!("../../data/words/consent-answers.txt")));
/// Greatest size of such a text in bytes; a longer one is a page about the subject.
const LONGEST: usize = 6_000;
/// Elements that a page has and a dialog does not.
pub const OF_A_PAGE: &[&str] = &["main", "nav", "header", "footer", "article", "h1"];
const CONTROLS: &[&str] = &["button", "a", "input"];

impl Question {
    /// The dialog visible in front of the page, if there is one.
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

/// Whether something that is laid over the page asks for consent, whoever made it.
fn is_any(page: &Page) -> bool {
    page.elements().any(|node| {
        let is_whole = node.is_one_of(&["html", "body", "main"]);
        !is_whole && stands_in_front(node) && is_about_consent(&node.visible_text()) && has_answers(node)
    })
}

/// Whether it contains something to answer with, and nothing that is a part of a page.
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

/// Whether the node itself is in front of the page, and not an element around it.
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
