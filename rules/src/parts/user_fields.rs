//! Whether a field certainly asks for data about the user, judging by its source.

use super::fields;
use crate::standards::word_list::{WordList, entries};
use crate::{Node, page::fold, standards::words::normalise};

/// Words with which a label addresses the user («votre», «mon»).
static ADDRESSING: WordList =
    WordList::new(|| entries(include_str!("../../data/words/addressing-words.txt")));
/// Words for data about a person, after an addressing word.
static DATA: WordList = WordList::new(|| entries(include_str!("../../data/words/user-data.txt")));

/// Whether the label or the placeholder asks for data about the user.
pub(crate) fn asks_about_user(field: Node<'_>) -> bool {
    let label = fields::label(field).map(|(_, text)| text);
    let placeholder = field.attribute("placeholder").map(fold);
    label.into_iter().chain(placeholder).any(|text| is_about_user(&text))
}

/// Notes in a label that are removed before comparing.
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
