//! Elements stand where HTML allows them: cases that the rendered tree alone proves.

use crate::{Node, Page, Rule, Verdict, page::Shadow, parts::document_type, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "elements-are-nested-as-allowed",
    aspects: &[Aspect::new("source-valid")],
    act: &[],
    wcag: &["4.1.1"],
    doc: include_str!("elements_are_nested_as_allowed.md"),
    applicability,
    expectation,
};

/// Elements that hold phrasing content only (HTML, «content model» of each).
const PHRASING_ONLY: &[&str] = &[
    "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "dfn", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "i", "kbd", "label", "mark", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "u", "var",
];
/// Flow content that is no phrasing content.
const NOT_PHRASING: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "dialog",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];
const LISTS: &[&str] = &["ul", "ol", "menu"];
const IN_LISTS: &[&str] = &["li", "script", "template"];
const IN_DEFINITIONS: &[&str] = &["dt", "dd", "div", "script", "template"];
const INTERACTIVE: &[&str] = &["a", "button", "select", "textarea", "details", "label", "iframe", "embed"];

/// Elements of the page's own tree below the body of an HTML5 document.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    if !document_type::is_html5(page) {
        return Vec::new();
    }
    let Some(body) = page.body() else { return Vec::new() };
    let own = |node: &Node<'_>| node.is_html() && node.shadow() != Some(Shadow::UserAgent);
    body.descendants().filter(own).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    match forbidding_ancestor(element) {
        Some(outer) => {
            Verdict::fail("nesting-not-allowed").with("inner", element.name()).with("outer", outer.name())
        }
        None => Verdict::pass(),
    }
}

/// The ancestor in the same tree that may not hold this element.
fn forbidding_ancestor(element: Node<'_>) -> Option<Node<'_>> {
    // A shadow tree hangs below its host, which is no parent in the sense of HTML.
    let parent = element.parent().filter(|parent| parent.is_html() && parent.shadow() == element.shadow())?;
    if element.shadow().is_none() && parent.is_one_of(PHRASING_ONLY) && element.is_one_of(NOT_PHRASING) {
        return Some(parent);
    }
    let not_in_list = parent.is_one_of(LISTS) && !element.is_one_of(IN_LISTS);
    let not_in_definitions = parent.is("dl") && !element.is_one_of(IN_DEFINITIONS);
    if element.shadow().is_none() && (not_in_list || not_in_definitions) {
        return Some(parent);
    }
    is_interactive(element).then(|| clickable_ancestor(element)).flatten()
}

fn is_interactive(element: Node<'_>) -> bool {
    match element.name() {
        "a" => element.has_attribute("href"),
        "input" => !element.attribute_is("type", "hidden"),
        _ => element.is_one_of(INTERACTIVE),
    }
}

fn clickable_ancestor(element: Node<'_>) -> Option<Node<'_>> {
    // What hangs below a custom element of a shadow tree may be a tree of its own, which is no content of the outer one.
    let ends_tree = |above: &Node<'_>| element.shadow().is_some() && above.name().contains('-');
    element
        .ancestors()
        .take_while(|above| above.is_html() && above.shadow() == element.shadow() && !ends_tree(above))
        .find(|above| above.is("button") || (above.is("a") && above.has_attribute("href")))
}
