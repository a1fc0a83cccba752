//! A short piece of markup that lets a webmaster recognise the element. Always shown as text.

use super::{Node, NodeKind};

const MOST_CHARACTERS: usize = 400;
const MOST_VALUE: usize = 120;

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "param", "frame",
];

impl Node<'_> {
    /// The element's own tag and the beginning of its content, at most 400 characters.
    pub fn excerpt(&self) -> String {
        let mut html = String::new();
        let node = match self.kind() {
            NodeKind::Element => Some(*self),
            NodeKind::Document => self.children().find(Node::is_element),
            NodeKind::Text | NodeKind::Pseudo => self.parent(),
        };
        if let Some(node) = node {
            node.write(&mut html);
        }
        shorten(html, MOST_CHARACTERS)
    }

    fn write(&self, html: &mut String) {
        if html.chars().count() > MOST_CHARACTERS {
            return;
        }
        if self.is_text() {
            html.push_str(
                &super::text::fold_keeping_ends(self.text()).replace('&', "&amp;").replace('<', "&lt;"),
            );
            return;
        }
        if !self.is_element() {
            return;
        }
        html.push('<');
        html.push_str(self.name());
        for (name, value) in self.attributes() {
            html.push(' ');
            html.push_str(name);
            if !value.is_empty() {
                let value =
                    shorten(value.to_owned(), MOST_VALUE).replace('&', "&amp;").replace('"', "&quot;");
                html.push_str(&format!("=\"{value}\""));
            }
        }
        html.push('>');
        if self.is_one_of(VOID) {
            return;
        }
        for child in self.children() {
            child.write(html);
        }
        html.push_str(&format!("</{}>", self.name()));
    }
}

fn shorten(text: String, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
