//! Elements that HTML does not allow inside others («content model» and «contexts» of each element in the HTML
//! standard). Only cases that a rendered page can prove are checked.

use crate::Node;

/// Elements that may contain only phrasing content.
const PHRASING_ONLY: &[&str] = &[
    "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "dfn", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "i", "kbd", "label", "mark", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "u", "var",
];
/// Elements that may contain only phrasing content and headings.
const PHRASING_AND_HEADINGS: &[&str] = &["legend", "summary"];
/// Elements that may contain the same as the element around them.
const TRANSPARENT: &[&str] = &["a", "ins", "del"];
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "hgroup"];
/// Flow content that is no phrasing content, except headings.
const BLOCKS: &[&str] = &[
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
    "header",
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
/// Elements that may not contain headings or sections of a page, at any depth.
const WITHOUT_PARTS: &[&str] = &["address", "dt", "th"];
const PARTS: &[&str] = &["article", "aside", "footer", "header", "nav", "section"];
/// Elements, each with the elements that may be its parent.
const PLACES: &[(&str, &[&str])] = &[
    ("li", &["ul", "ol", "menu", "dir"]),
    ("dt", &["dl", "div"]),
    ("dd", &["dl", "div"]),
    ("figcaption", &["figure"]),
    ("legend", &["fieldset", "optgroup"]),
    ("summary", &["details"]),
];
const INTERACTIVE: &[&str] = &["a", "button", "select", "textarea", "details", "label", "iframe", "embed"];

/// The ancestor, in the same tree, that may not contain this element.
pub(crate) fn forbidding(element: Node<'_>) -> Option<Node<'_>> {
    // The host of a shadow tree is no parent in the sense of HTML.
    let parent = element.parent().filter(|parent| parent.is_html() && parent.shadow() == element.shadow())?;
    // An element in a shadow tree may have been slotted from elsewhere.
    if element.shadow().is_none() {
        let found = of_content(element, parent)
            .or_else(|| of_place(element, parent).then_some(parent))
            .or_else(|| far_above(element));
        if found.is_some() {
            return found;
        }
    }
    is_interactive(element).then(|| clickable_ancestor(element)).flatten()
}

/// The element whose content model excludes this one directly.
fn of_content<'p>(element: Node<'p>, parent: Node<'p>) -> Option<Node<'p>> {
    let is_group = parent.is("div") && parent.parent().is_some_and(|list| list.is("dl"));
    let not_in_list = parent.is_one_of(LISTS) && !element.is_one_of(IN_LISTS);
    let not_in_definitions = parent.is("dl") && !element.is_one_of(IN_DEFINITIONS);
    let not_in_group = is_group && (element.is("div") || !element.is_one_of(IN_DEFINITIONS));
    if not_in_list || not_in_definitions || not_in_group {
        return Some(parent);
    }
    let decides = parent.closest(|above| !above.is_one_of(TRANSPARENT))?;
    let is_heading = element.is_one_of(HEADINGS);
    let excludes = decides.is_one_of(PHRASING_ONLY) && (is_heading || element.is_one_of(BLOCKS))
        || decides.is_one_of(PHRASING_AND_HEADINGS) && element.is_one_of(BLOCKS);
    (excludes && decides.is_html()).then_some(decides)
}

/// Whether the element has a parent that is not allowed for it. An item whose parent is itself misplaced in a list does
/// not count, because the parent is reported.
fn of_place(element: Node<'_>, parent: Node<'_>) -> bool {
    let Some((_, places)) = PLACES.iter().find(|(name, _)| element.is(name)) else { return false };
    // A custom element may behave as a list or a figure.
    let is_known = !parent.name().contains('-');
    let holds_list = parent.parent().is_some_and(|above| above.is_one_of(LISTS) || above.is("dl"));
    is_known && !parent.is_one_of(places) && !(holds_list && element.is_one_of(&["li", "dt", "dd"]))
}

/// The ancestor, at any distance, that may not contain this element.
fn far_above(element: Node<'_>) -> Option<Node<'_>> {
    let above = |names: &[&str]| element.ancestors().find(|above| above.is_html() && above.is_one_of(names));
    match element.name() {
        "main" => above(PARTS),
        "label" => above(&["label"]),
        _ if element.is_one_of(HEADINGS) || element.is_one_of(PARTS) => above(WITHOUT_PARTS),
        _ => None,
    }
}

fn is_interactive(element: Node<'_>) -> bool {
    match element.name() {
        "a" => element.has_attribute("href"),
        "input" => !element.attribute_is("type", "hidden"),
        "audio" | "video" => element.has_attribute("controls"),
        "img" => element.has_attribute("usemap"),
        _ => element.is_one_of(INTERACTIVE),
    }
}

fn clickable_ancestor(element: Node<'_>) -> Option<Node<'_>> {
    // Nodes below a custom element in a shadow tree may belong to another shadow tree, where ancestors do not count.
    let ends_tree = |above: &Node<'_>| element.shadow().is_some() && above.name().contains('-');
    element
        .ancestors()
        .take_while(|above| above.is_html() && above.shadow() == element.shadow() && !ends_tree(above))
        .find(|above| above.is("button") || (above.is("a") && above.has_attribute("href")))
}

/// The first text that is a direct child of a list, between its items.
pub(crate) fn loose_text(list: Node<'_>) -> Option<&str> {
    let is_list = list.is_one_of(LISTS) || list.is("dl");
    let own = list.children().filter(|node| node.is_text() && node.shadow().is_none());
    // Characters without width, which nobody sees, do not count.
    let says = |text: &&str| text.chars().any(|c| c.is_alphanumeric() || c.is_ascii_punctuation());
    own.map(|text| text.text().trim()).find(|text| is_list && says(text))
}
