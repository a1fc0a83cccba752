//! Error messages that a form shows, found by their classes and ids and by `aria-errormessage`.

use super::fields;
use crate::standards::word_list::{WordList, entries};
use crate::{Node, Page, page::fold, standards::words};

/// Words in an `id` or a `class` that announce a message about an error.
static NAMES: WordList = WordList::new(|| entries(include_str!("../../data/words/error-names.txt")));

/// Innermost elements that show an error message: inside a form, or referenced by a field.
pub(crate) fn shown(page: &Page) -> Vec<Node<'_>> {
    if fields::exposed(page).is_empty() {
        return Vec::new();
    }
    let referenced = referenced(page);
    let is_message = |node: Node<'_>| {
        let is_one = (is_called_so(node) && node.ancestors().any(|above| above.is("form")))
            || referenced.contains(&node);
        is_one && !node.descendants().any(fields::is_field) && !fields::is_field(node)
    };
    let found: Vec<Node<'_>> = page.elements().filter(|node| is_message(*node)).collect();
    let is_innermost = |node: &Node<'_>| !found.iter().any(|other| other.is_inside(*node));
    let speaks = |node: &Node<'_>| node.visible_text().chars().any(char::is_alphabetic);
    found.iter().copied().filter(|node| is_innermost(node) && speaks(node)).collect()
}

/// The elements that invalid fields reference by `aria-errormessage`.
fn referenced(page: &Page) -> Vec<Node<'_>> {
    let wrong = |field: &Node<'_>| {
        field.attribute("aria-invalid").is_some_and(|value| !["", "false"].contains(&value))
    };
    let in_error = fields::exposed(page).into_iter().filter(wrong);
    in_error.flat_map(|field| field.referenced("aria-errormessage")).collect()
}

fn is_called_so(node: Node<'_>) -> bool {
    let named = ["id", "class"].into_iter().filter_map(|name| node.attribute(name));
    named.flat_map(words_of).any(|word| NAMES.contains(&word.as_str()))
}

/// The words of an identifier in lower case: `formError__text` gives form, error, text.
fn words_of(name: &str) -> Vec<String> {
    let mut parted = String::new();
    for c in name.chars() {
        if c.is_uppercase() {
            parted.push(' ');
        }
        parted.push(c.to_ascii_lowercase());
    }
    parted.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether the message says only that something is wrong, or only in which field.
pub(crate) fn is_vague(message: Node<'_>) -> bool {
    let text = words::normalise(&message.visible_text());
    let labels: Vec<String> = fields::exposed(message.page())
        .into_iter()
        .filter_map(|field| fields::label(field))
        .flat_map(|(_, label)| words::normalise(&label).split(' ').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let says_more =
        |word: &str| !words::is_vague_error_word(word) && !labels.iter().any(|label| label == word);
    !text.is_empty() && !text.split(' ').any(says_more)
}

/// Whether the same words reach assistive technologies somewhere in the page.
pub(crate) fn is_told_elsewhere(message: Node<'_>) -> bool {
    let text = fold(&message.visible_text());
    let page = message.page();
    let says = |node: Node<'_>| {
        fold(node.accessible_description()).contains(&text) || fold(node.accessible_name()).contains(&text)
    };
    let holds = |node: Node<'_>| {
        node.is_exposed()
            && !node.is_one_of(&["html", "body", "form"])
            && fold(&exposed_text(node)).contains(&text)
    };
    page.elements().any(|node| says(node) || holds(node))
}

fn exposed_text(node: Node<'_>) -> String {
    let own = |text: &Node<'_>| text.is_text() && text.is_exposed();
    node.descendants().filter(own).map(|text| text.text()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn names_are_read_word_by_word() {
        assert_eq!(words_of("formError__text"), ["form", "error", "text"]);
        assert_eq!(words_of("terror-list"), ["terror", "list"]);
    }
}
