//! Text alternatives in the source, independent of the name that the browser computes.

use crate::{Node, page::is_unsaid};

/// Text of an attribute, trimmed; `None` when it is absent or blank.
pub fn filled<'p>(node: Node<'p>, attribute: &str) -> Option<&'p str> {
    node.attribute(attribute).map(|text| text.trim_matches(is_unsaid)).filter(|text| !text.is_empty())
}

/// Text of the elements that `aria-labelledby` references. `None` if there is no such text.
pub fn labelledby_text(node: Node<'_>) -> Option<String> {
    let texts = node.referenced("aria-labelledby").into_iter().map(|label| {
        let own = crate::page::fold(&label.text_content());
        let spoken = filled(label, "aria-label").or_else(|| filled(label, "alt"));
        if own.is_empty() { spoken.unwrap_or_default().to_owned() } else { own }
    });
    let text = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Whether one of these attributes gives a text. For `aria-labelledby`, the text of the referenced elements counts.
pub fn is_named_by(node: Node<'_>, attributes: &[&str]) -> bool {
    attributes.iter().any(|attribute| match *attribute {
        "aria-labelledby" => labelledby_text(node).is_some(),
        attribute => filled(node, attribute).is_some(),
    })
}

/// Whether the text is an address and nothing else: `https://…`, `//…` or `www.…` without white space.
pub fn is_address(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let starts = ["http://", "https://", "//", "www.", "file://", "data:"]
        .iter()
        .any(|start| lower.starts_with(start));
    starts && !lower.contains(char::is_whitespace) && lower.len() > 6
}

/// The form of a text for comparing with lists: lower case, straight apostrophes, white space folded, only letters and
/// digits at both ends.
pub fn plain(text: &str) -> String {
    let lower = crate::page::fold(text).to_lowercase().replace('’', "'");
    lower.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_word_with_a_known_start() {
        assert!(is_address("https://cartes.example/plan"));
        assert!(is_address("www.cartes.example"));
        assert!(!is_address("https://cartes.example/plan : itinéraire"));
        assert!(!is_address("Plan d’accès"));
    }

    #[test]
    fn signs_around_a_word_do_not_hide_it() {
        assert_eq!(plain("  [ Iframe ] "), "iframe");
        assert_eq!(plain("Titre de l’iframe"), "titre de l'iframe");
        assert_eq!(plain("…"), "");
    }
}
