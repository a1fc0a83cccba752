//! Whether a field asks for data about the user, as far as its source says so for certain.

use super::fields;
use crate::standards::word_list::{WordList, entries};
use crate::{Node, page::fold, standards::words::normalise};

/// Words that make a label speak to the user about themselves.
static ADDRESSING: WordList =
    WordList::new(|| entries(include_str!("../../data/words/addressing-words.txt")));
/// Words for data, after such a word.
static DATA: WordList = WordList::new(|| entries(include_str!("../../data/words/user-data.txt")));

/// Whether the label, or the text in its place, asks the user for one of their own data.
pub(crate) fn asks_about_user(field: Node<'_>) -> bool {
    let label = fields::label(field).map(|(_, text)| text);
    let placeholder = field.attribute("placeholder").map(fold);
    label.into_iter().chain(placeholder).any(|text| is_about_user(&text))
}

/// Notes in a label that are taken off before comparing.
static MARKS: WordList = WordList::new(|| entries(include_str!("../../data/words/notes-in-labels.txt")));

fn is_about_user(text: &str) -> bool {
    let mut folded = normalise(text);
    for mark in MARKS.iter() {
        folded = folded.replace(mark, " ");
    }
    let folded = fold(&folded);
    ADDRESSING.iter().any(|word| {
        let rest = folded.strip_prefix(word).and_then(|rest| rest.strip_prefix(' '));
        rest.is_some_and(|rest| DATA.contains(&rest))
    })
}

#[cfg(test)]
mod tests {
    use super::is_about_user;

    #[test]
    fn a_label_that_addresses_the_user_asks_about_them() {
        assert!(is_about_user("Votre adresse e-mail *"));
        assert!(is_about_user("Votre prénom (obligatoire)"));
        assert!(is_about_user("Mon mot de passe"));
    }

    #[test]
    fn other_labels_do_not_say() {
        assert!(!is_about_user("Nom"));
        assert!(!is_about_user("E-mail du destinataire"));
        assert!(!is_about_user("Votre message"));
        assert!(!is_about_user("Nom de votre association"));
    }
}
