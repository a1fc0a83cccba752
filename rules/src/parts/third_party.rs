//! Parts of a page that third-party services add: consent banners, chat windows, maps, translators. Their text is in
//! the page, but does not show the language of the page itself.

use crate::Node;
use crate::standards::word_list::{WordList, entries};

/// Beginnings of the classes and ids of third-party parts.
static MARKS: WordList = WordList::new(|| entries(include_str!("../../data/words/third-party-names.txt")));

/// Whether the node is in a third-party part, judging by ids and classes.
pub(crate) fn is_inside(node: Node<'_>) -> bool {
    node.closest(bears_mark).is_some()
}

fn bears_mark(node: &Node<'_>) -> bool {
    let is_page = node.is_one_of(&["html", "body", "main"]);
    let mut words = node.tokens("class").chain(node.attribute("id").map(str::trim));
    !is_page
        && words.any(|word| {
            let word = word.to_ascii_lowercase();
            MARKS.iter().any(|mark| word.starts_with(mark))
        })
}

/// Whether the text is a credit of the program or theme that made the page. Such credits are in English on pages of any
/// language.
pub(crate) fn is_credit(text: &str) -> bool {
    static BEGINNINGS: WordList =
        WordList::new(|| entries(include_str!("../../data/words/maker-credits.txt")));
    let text = text.trim().to_lowercase();
    BEGINNINGS.iter().any(|beginning| text.strip_prefix(beginning).is_some_and(|rest| rest.starts_with(' ')))
}

/// Parts of texts that ask for consent, or for proof that the user is human.
static CONSENT: WordList = WordList::new(|| entries(include_str!("../../data/words/third-party-texts.txt")));

/// Whether the text asks for consent or proof of being human, in a part with any id or class.
pub(crate) fn asks_for_consent(text: &str) -> bool {
    let text = text.to_lowercase();
    CONSENT.iter().any(|word| text.contains(word))
}
