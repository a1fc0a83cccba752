//! Interface elements on which nothing can be done: their text needs no contrast.

use crate::Node;

/// Controls that `disabled` switches off.
const CONTROLS: &[&str] = &["button", "input", "select", "textarea", "fieldset", "optgroup", "option"];

/// Part of a disabled control or group, or of the label of one.
pub fn is_inactive(node: Node<'_>) -> bool {
    node.closest_through_frames(|above| is_disabled(*above) || labels_disabled(*above)).is_some()
}

fn is_disabled(node: Node<'_>) -> bool {
    node.attribute_is("aria-disabled", "true")
        || node.has_attribute("inert")
        || (node.is_one_of(CONTROLS) && node.has_attribute("disabled"))
}

fn labels_disabled(node: Node<'_>) -> bool {
    if !node.is_element() {
        return false;
    }
    if node.is("label") {
        let target = match node.attribute("for") {
            Some(id) => node.by_id(id),
            None => node.descendants().find(|below| below.is_one_of(CONTROLS)),
        };
        if target.is_some_and(is_off) {
            return true;
        }
    }
    let Some(id) = node.attribute("id").filter(|id| !id.is_empty()) else { return false };
    labelled_by(node, id).any(is_off)
}

fn is_off(node: Node<'_>) -> bool {
    node.closest(|above| is_disabled(*above)).is_some()
}

/// Elements of the page that take their name from this id.
fn labelled_by<'p>(node: Node<'p>, id: &'p str) -> impl Iterator<Item = Node<'p>> {
    let document = node.document();
    let named = node.page().elements().filter(move |other| other.document() == document);
    named.filter(move |other| other.tokens("aria-labelledby").any(|token| token == id))
}

/// Words that authors put in a class when they grey an element out.
const OFF_WORDS: &[&str] = &["disabled", "inactive", "inactif", "desactive", "unavailable", "indisponible"];

/// Looks switched off though nothing in the page says so to assistive technologies.
pub fn may_be_inactive(node: Node<'_>) -> bool {
    let greyed = |above: &Node<'_>| {
        let class = above.attribute("class").unwrap_or_default().to_ascii_lowercase();
        OFF_WORDS.iter().any(|word| class.contains(word))
            || above.style(crate::Style::PointerEvents) == Some("none")
            || above.has_attribute("disabled")
    };
    node.closest(greyed).is_some()
}
