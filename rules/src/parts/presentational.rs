//! The elements and attributes that the RGAA 4.1.2 (methodology of 10.1, glossary «Présentation de l’information»)
//! keeps out of the generated source.

use crate::{Node, Page, page::Shadow};

/// Why a listed element or attribute proves nothing by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Inside a component's shadow tree: no reader of the generated source sees it.
    Shadow,
}

impl Doubt {
    pub fn from_node(node: Node<'_>) -> Option<Self> {
        node.shadow().map(|_| Self::Shadow)
    }
}

/// The place of an attribute in test 10.1.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttributeStatus {
    Free,
    Forbidden,
    /// On the list, but on an element where it has another meaning, or none.
    Doubtful,
}

/// Listed names that are nothing but presentation, wherever they stand.
const ALWAYS: &[&str] = &[
    "align",
    "alink",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "frameborder",
    "hspace",
    "marginheight",
    "marginwidth",
    "valign",
    "vlink",
    "vspace",
];

/// Listed names that some HTML elements took as presentation, and which authors also use for other things.
const ON: &[(&str, &[&str])] = &[
    ("background", &["body", "table", "thead", "tbody", "tfoot", "tr", "td", "th"]),
    ("char", &["col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"]),
    ("charoff", &["col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"]),
    ("clear", &["br"]),
    ("color", &["basefont", "font", "hr"]),
    ("compact", &["dir", "dl", "menu", "ol", "ul"]),
    ("link", &["body"]),
    ("text", &["body"]),
    ("size", &["basefont", "font", "hr", "input"]),
];

/// The RGAA leaves dimensions to these.
const SIZED: &[&str] = &["img", "object", "embed", "canvas", "svg"];

/// Nothing is rendered from these, or their dimensions are those of an `img`.
const NOT_RENDERED: &[&str] =
    &["base", "head", "link", "meta", "param", "script", "source", "style", "template", "title", "track"];

/// The place of this attribute of this HTML element in the closed list.
pub fn status(node: Node<'_>, attribute: &str) -> AttributeStatus {
    let name = attribute.to_ascii_lowercase();
    let element = node.name();
    let listed_on = ON.iter().find(|(held, _)| *held == name).map(|(_, elements)| *elements);
    let is_dimension = name == "width" || name == "height";
    if !ALWAYS.contains(&name.as_str()) && listed_on.is_none() && !is_dimension {
        return AttributeStatus::Free;
    }
    if (is_dimension && SIZED.contains(&element)) || (name == "size" && element == "select") {
        return AttributeStatus::Free;
    }
    // Elements that HTML does not define give the attribute whatever meaning they like.
    if element.contains(['-', ':', '.']) || !KNOWN.contains(&element) || NOT_RENDERED.contains(&element) {
        return AttributeStatus::Doubtful;
    }
    match listed_on {
        Some(elements) if !elements.contains(&element) => AttributeStatus::Doubtful,
        _ => AttributeStatus::Forbidden,
    }
}

/// Whether the document type is that of HTML 5.
pub fn is_html5(page: &Page) -> bool {
    let Some(doctype) = &page.snapshot().documents[0].doctype else { return false };
    let text = |number: u32| page.snapshot().strings[number as usize].as_str();
    text(doctype.name).eq_ignore_ascii_case("html")
        && text(doctype.public_id).is_empty()
        && ["", "about:legacy-compat"].contains(&text(doctype.system_id))
}

/// Elements of the page's own document, but for what the browser builds inside controls.
pub fn own_elements<'p>(nodes: impl Iterator<Item = Node<'p>>) -> impl Iterator<Item = Node<'p>> {
    nodes.filter(|node| node.document() == 0 && node.shadow() != Some(Shadow::UserAgent))
}

/// Whether the node is an HTML element, also in a page served as XHTML, where the browser gives names in lower case.
pub fn is_html_element(node: &Node<'_>) -> bool {
    node.is_html() || (node.is_element() && node.closest(|above| above.is_one_of(&["svg", "math"])).is_none())
}

/// Elements that some version of HTML defines.
const KNOWN: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "basefont",
    "bdi",
    "bdo",
    "big",
    "blink",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "marquee",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];
