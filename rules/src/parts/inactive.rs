//! Interface elements that cannot be operated: the contrast of their text is not required.

use crate::standards::word_list::{WordList, entries};
use crate::{Node, Page};
use std::collections::HashSet;

/// Controls that `disabled` switches off.
const CONTROLS: &[&str] = &["button", "input", "select", "textarea", "fieldset", "optgroup", "option"];

/// Attributes by which an element references texts that belong to it: its label, its help, its error message.
const WORDS_OF: &[&str] = &["aria-labelledby", "aria-describedby", "aria-errormessage", "aria-details"];

/// Numbers of the elements that are the label, or another referenced text, of a disabled element.
struct TextsOfDisabled(HashSet<u32>);

/// Whether the node is part of a disabled control or group, or of the label, the help or the error message of one.
pub fn is_inactive(node: Node<'_>) -> bool {
    let labels = node.page().fact(TextsOfDisabled::from_page);
    node.closest_through_frames(|above| is_disabled(*above) || labels.0.contains(&above.number())).is_some()
}

fn is_disabled(node: Node<'_>) -> bool {
    node.attribute_is("aria-disabled", "true")
        || node.has_attribute("inert")
        || (node.is_one_of(CONTROLS) && node.has_attribute("disabled"))
}

impl TextsOfDisabled {
    fn from_page(page: &Page) -> Self {
        let is_off = |node: &Node<'_>| node.closest(|above| is_disabled(*above)).is_some();
        let labels =
            page.all(&["label"]).into_iter().filter(|label| labelled(*label).as_ref().is_some_and(is_off));
        let refers = |node: &Node<'_>| WORDS_OF.iter().any(|attribute| node.has_attribute(attribute));
        let off = page.elements().filter(refers).filter(is_off);
        let named =
            off.flat_map(|node| WORDS_OF.iter().flat_map(move |attribute| node.referenced(attribute)));
        Self(labels.chain(named).map(|node| node.number()).collect())
    }
}

/// The control that a `label` labels.
fn labelled(label: Node<'_>) -> Option<Node<'_>> {
    match label.attribute("for") {
        Some(id) => label.by_id(id),
        None => label.descendants().find(|below| below.is_one_of(CONTROLS)),
    }
}

/// Words that authors put in a class when they grey an element out.
static OFF_WORDS: WordList = WordList::new(|| entries(include_str!("../../data/words/inactive-classes.txt")));

/// Whether the node looks disabled though nothing in the page says so to assistive technologies.
pub fn may_be_inactive(node: Node<'_>) -> bool {
    let greyed = |above: &Node<'_>| {
        let class = above.attribute("class").unwrap_or_default().to_ascii_lowercase();
        // Classes of the whole page tell which parts of the program are on, and grey out no text.
        !above.is_one_of(&["html", "body"]) && OFF_WORDS.iter().any(|word| class.contains(word))
            || above.style(crate::Style::PointerEvents) == Some("none")
            || above.has_attribute("disabled")
    };
    node.closest(greyed).is_some()
}
