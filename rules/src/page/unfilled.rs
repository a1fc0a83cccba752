//! Parts of a template that a script should have filled in but did not, so that it is not known what readers see there.
//!
//! Frameworks read their templates from the page itself. If the script did not load, or failed in our browser, the page
//! shows a placeholder such as `{{name}}`, or an element has no text and still has the instruction that would give it
//! one.

use super::{Node, Page};
use std::collections::HashSet;

/// Most descendants of an element that counts as unfilled when one of them is. A larger element is too great a part of
/// the page.
const MOST_WITHIN: usize = 100;
/// Elements that stand for the whole page, even if they have few descendants.
const WHOLE: &[&str] = &["#document", "html", "head", "body", "main"];
/// Elements whose text may be an example of a template, or is not shown as text of the page.
const QUOTING: &[&str] =
    &["code", "pre", "kbd", "samp", "var", "textarea", "script", "style", "template", "noscript"];
/// Attributes that tell frameworks to leave a part as it is.
const LEFT_ALONE: &[&str] = &["v-pre", "ng-non-bindable", "x-ignore"];
/// Attributes that hold a text, an address or a language, or that relate a text to the element.
const NAMING: &[&str] = &[
    "alt",
    "title",
    "aria-label",
    "aria-labelledby",
    "aria-describedby",
    "placeholder",
    "value",
    "label",
    "id",
    "for",
    "href",
    "src",
    "srcdoc",
    "lang",
];
/// Instructions that give an element its text.
const TEXTS: &[&str] = &[
    "v-text",
    "v-html",
    "x-text",
    "x-html",
    "ng-bind",
    "ng-bind-html",
    "ng-bind-template",
    "data-ng-bind",
    "data-ng-bind-html",
    "[innertext]",
    "[innerhtml]",
    "[textcontent]",
    ":textcontent",
    ":innerhtml",
];
/// Instructions that Vue removes when it fills in a page.
const TAKEN_OUT: &[&str] =
    &["v-if", "v-else", "v-else-if", "v-for", "v-model", "v-show", "v-text", "v-html", "v-cloak", "v-slot"];
/// Prefixes of instructions that set the attribute whose name follows.
const GIVING: &[&str] =
    &["v-bind:", "x-bind:", "ng-attr-", "data-ng-attr-", "ng-", "data-ng-", "[attr.", "[", ":", "bind:"];

struct Unfilled {
    nodes: HashSet<u32>,
    /// Whether a visible part was left unfilled, so that other parts may be missing without a trace.
    is_raw: bool,
}

impl Unfilled {
    fn from_page(page: &Page) -> Self {
        let texts = page.nodes().filter(|node| node.is_text() && is_model(node.text()) && !is_quoted(*node));
        let texts: Vec<Node<'_>> = texts.collect();
        let waiting: Vec<Node<'_>> =
            page.elements().filter(|node| waits(*node) && !is_quoted(*node)).collect();
        let is_raw = texts.iter().any(Node::is_visible) || waiting.iter().any(|node| is_left(*node));
        let nodes = texts.iter().chain(&waiting).map(Node::number).collect();
        Self { nodes, is_raw }
    }
}

/// Whether the text contains a placeholder of a template: «{{ name }}», «{% name %}», «${name}».
fn is_model(text: &str) -> bool {
    let holds = |open: &str, close: &str| {
        let rest = text.split_once(open).and_then(|(_, rest)| rest.split_once(close));
        rest.is_some_and(|(inner, _)| inner.chars().any(char::is_alphabetic))
    };
    let names = |(inner, _): (&str, &str)| {
        !inner.is_empty() && inner.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '$'))
    };
    holds("{{", "}}")
        || holds("{%", "%}")
        || text.split_once("${").and_then(|(_, rest)| rest.split_once('}')).is_some_and(names)
}

fn is_quoted(node: Node<'_>) -> bool {
    let quotes = |above: &Node<'_>| {
        above.is_one_of(QUOTING) || LEFT_ALONE.iter().any(|name| above.has_attribute(name))
    };
    node.closest(quotes).is_some()
}

/// Whether the element has an instruction that had no effect.
fn waits(element: Node<'_>) -> bool {
    element.attributes().any(|(name, value)| match name.as_bytes().first() {
        Some(b':' | b'[' | b'v' | b'x' | b'n' | b'b' | b'd') if !NAMING.contains(&name) => {
            is_instruction_without_result(element, name, value)
        }
        _ => NAMING.contains(&name) && is_model(value),
    })
}

fn is_instruction_without_result(element: Node<'_>, name: &str, value: &str) -> bool {
    let is_empty = || element.text_content().trim().is_empty();
    let lacks = |attribute: &str| element.attribute(attribute).is_none_or(|held| held.trim().is_empty());
    if TEXTS.contains(&name) {
        return is_empty();
    }
    if name == "data-bind" {
        let gives = |attribute: &&str| value.contains(*attribute) && lacks(attribute);
        let is_text = value.contains("text:") || value.contains("html:");
        return is_text && is_empty() || value.contains("attr") && NAMING.iter().any(gives);
    }
    let given = GIVING.iter().find_map(|before| name.strip_prefix(before));
    let given = given.map(|attribute| attribute.trim_end_matches(']'));
    TAKEN_OUT.contains(&name)
        || given.is_some_and(|attribute| NAMING.contains(&attribute) && lacks(attribute))
}

/// Whether the element is visible and still has an instruction that Vue removes when it carries it out.
fn is_left(element: Node<'_>) -> bool {
    TAKEN_OUT.iter().any(|name| element.has_attribute(name)) && element.is_visible()
}

impl Page {
    /// Whether the page shows a template that no script filled in.
    pub fn is_unfilled(&self) -> bool {
        self.fact(Unfilled::from_page).is_raw
    }

    /// Whether the node, or a part of it, should have been filled in by a script but was not.
    pub fn waits_to_be_filled(&self, node: Node<'_>) -> bool {
        let unfilled = self.fact(Unfilled::from_page);
        if unfilled.nodes.is_empty() {
            return false;
        }
        if node.is_one_of(WHOLE) {
            return unfilled.is_raw;
        }
        let waits = |node: Node<'_>| unfilled.nodes.contains(&node.number());
        let within = || node.descendants().take(MOST_WITHIN + 1).collect::<Vec<_>>();
        waits(node) || {
            let within = within();
            within.len() <= MOST_WITHIN && within.into_iter().any(waits)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_model;

    #[test]
    fn a_model_names_what_is_to_come() {
        for text in [
            "{{ titre }}",
            "Bonjour {{vm.nom}} !",
            "{% trans %}Agenda{% endtrans %}",
            "${libelle}",
            "a ${b.c} d",
        ] {
            assert!(is_model(text), "{text}");
        }
        for text in ["Agenda", "{{}}", "{ a }", "12 $ {environ}", "${a b}", "}} {{", "100 % {2}"] {
            assert!(!is_model(text), "{text}");
        }
    }
}
