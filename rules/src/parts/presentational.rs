//! Presentational attributes that RGAA 4.1.2 (methodology of 10.1, glossary «Présentation de l’information») does not
//! allow in the generated source, and the elements on which they count.

use crate::{Node, Page, page::Shadow};

/// The reason for which a listed element or attribute proves no defect by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The element is inside a shadow tree, which the generated source does not show.
    Shadow,
}

impl Doubt {
    pub fn from_node(node: Node<'_>) -> Option<Self> {
        node.shadow().map(|_| Self::Shadow)
    }
}

/// The result of test 10.1.2 for one attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttributeStatus {
    Free,
    Forbidden,
    /// Listed, but on an element where the attribute has another meaning or none.
    Doubtful,
}

/// Listed attributes that are presentational on every element.
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

/// Listed attributes that are presentational only on some elements, each with these elements. Authors also use these
/// names for other purposes.
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

/// Elements on which the RGAA allows `width` and `height`.
const SIZED: &[&str] = &["img", "object", "embed", "canvas", "svg"];

/// Elements that are not rendered, or whose dimensions apply to an `img` (`source`).
const NOT_RENDERED: &[&str] =
    &["base", "head", "link", "meta", "param", "script", "source", "style", "template", "title", "track"];

/// The result of test 10.1.2 for this attribute of this HTML element, by the closed list of the RGAA.
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
    // On elements that HTML does not define, the attribute may have any meaning.
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

/// Elements of the page's own document, without those that the browser builds inside controls.
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
