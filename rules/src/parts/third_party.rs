//! Parts of a page that come with a service of others: consent banners, chat windows, maps, translators. Their words are
//! on the page, but say nothing of what the page itself is like.

use crate::Node;
use crate::standards::word_list::{WordList, entries};

/// How the classes and ids of such parts begin.
static MARKS: WordList = WordList::new(|| entries(include_str!("../../data/words/third-party-names.txt")));

/// Whether the node stands in such a part, as its ids and classes tell.
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

/// Whether the text is the credit of the program or theme that made the page, which is in English on any page.
pub(crate) fn is_credit(text: &str) -> bool {
    static BEGINNINGS: WordList =
        WordList::new(|| entries(include_str!("../../data/words/maker-credits.txt")));
    let text = text.trim().to_lowercase();
    BEGINNINGS.iter().any(|beginning| text.strip_prefix(beginning).is_some_and(|rest| rest.starts_with(' ')))
}

/// Parts of texts that ask for consent or for proof of being a person.
static CONSENT: WordList = WordList::new(|| entries(include_str!("../../data/words/third-party-texts.txt")));

/// Whether the text asks for consent, whatever the part is called.
pub(crate) fn asks_for_consent(text: &str) -> bool {
    let text = text.to_lowercase();
    CONSENT.iter().any(|word| text.contains(word))
}
