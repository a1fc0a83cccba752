//! Lines of text as users see them: successive blocks of text, or lines separated by `br`.

use crate::Node;

/// A line, and the element that findings name for it.
#[derive(Debug, Clone)]
pub struct Line<'p> {
    pub node: Node<'p>,
    pub text: String,
}

/// Elements that count as one line each if they follow one another.
const BLOCKS: &[&str] = &["p", "div", "span"];

/// Elements in which typed characters, such as dashes at the beginning of lines, have another meaning.
const VERBATIM: &[&str] = &["pre", "code", "textarea", "kbd", "samp", "blockquote", "svg", "math", "table"];

/// Groups of at least two lines that follow one another directly in the same parent.
pub fn groups<'p>(parent: Node<'p>) -> Vec<Vec<Line<'p>>> {
    if parent.closest(|node| node.is_one_of(VERBATIM)).is_some() {
        return Vec::new();
    }
    vec![of_blocks(parent), of_breaks(parent)].into_iter().flatten().filter(|group| group.len() > 1).collect()
}

/// Groups of sibling paragraphs and `div`s with inline content only.
fn of_blocks(parent: Node<'_>) -> Vec<Vec<Line<'_>>> {
    let mut groups: Vec<Vec<Line<'_>>> = vec![Vec::new()];
    for node in parent.children() {
        if node.is_text() && node.text().trim().is_empty() {
            continue;
        }
        let is_line =
            node.is_one_of(&BLOCKS[..2]) && node.is_exposed() && node.is_visible() && holds_one_line(node);
        if is_line {
            let group = groups.last_mut().expect("begins with one group");
            let line = Line { node, text: node.visible_text() };
            if group.last().is_none_or(|before| stands_below(node, before.node)) {
                group.push(line)
            } else {
                groups.push(vec![line])
            }
        } else {
            groups.push(Vec::new())
        }
    }
    groups
}

/// Whether the block is below the one before. Blocks side by side are no lines, and characters between them are
/// separators.
fn stands_below(block: Node<'_>, before: Node<'_>) -> bool {
    match (block.rect(), before.rect()) {
        (Some(block), Some(before)) => block.y() >= before.bottom() - 2.0,
        _ => true,
    }
}

fn holds_one_line(block: Node<'_>) -> bool {
    const PARTS: &[&str] =
        &["p", "div", "ul", "ol", "dl", "table", "br", "h1", "h2", "h3", "h4", "h5", "h6", "section"];
    block.role_tokens().is_empty() && !block.descendants().any(|node| node.is_one_of(PARTS))
}

/// The texts between the `br` children of one element, as one group. Empty without such children.
fn of_breaks(parent: Node<'_>) -> Vec<Vec<Line<'_>>> {
    if !parent.child_elements().any(|node| node.is("br")) {
        return Vec::new();
    }
    if !parent.is_one_of(&["p", "div", "td", "li", "span"]) || !parent.is_visible() || !parent.is_exposed() {
        return Vec::new();
    }
    let mut lines = vec![String::new()];
    for node in parent.children() {
        if node.is("br") {
            lines.push(String::new())
        } else if node.is_text() && node.is_visible() {
            lines.last_mut().expect("begins with one").push_str(node.text())
        } else if node.is_element() {
            let inner = format!(" {} ", node.visible_text());
            lines.last_mut().expect("begins with one").push_str(&inner);
        }
    }
    let texts = lines.into_iter().map(|text| crate::page::fold(&text)).filter(|text| !text.is_empty());
    let lines: Vec<Line<'_>> = texts.map(|text| Line { node: parent, text }).collect();
    match lines.len() {
        0 | 1 => Vec::new(),
        _ => vec![lines],
    }
}
