//! A short piece of markup by which a webmaster recognises an element. It is always shown as text.

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
                let value = if name == "style" { settled(value) } else { value.to_owned() };
                let value = shorten(value, MOST_VALUE).replace('&', "&amp;").replace('"', "&quot;");
                html.push_str(&format!("=\"{value}\""));
            }
        }
        html.push('>');
        if self.is_one_of(VOID) {
            return;
        }
        for child in self.children() {
            if html.len() > 4 * MOST_CHARACTERS {
                break;
            }
            child.write(html);
        }
        html.push_str(&format!("</{}>", self.name()));
    }
}

/// A style attribute without the numbers of a running animation, which differ at each capture. They are recognised by
/// having more than three decimals.
fn settled(style: &str) -> String {
    const MOST_DECIMALS: usize = 3;
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let mut settled = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(start) = rest.find(is_number) {
        let (before, from) = rest.split_at(start);
        let (number, after) = from.split_at(from.find(|c| !is_number(c)).unwrap_or(from.len()));
        let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        settled.push_str(before);
        settled.push_str(if decimals > MOST_DECIMALS { "…" } else { number });
        rest = after;
    }
    settled.push_str(rest);
    settled
}

fn shorten(text: String, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::settled;

    #[test]
    fn a_movement_under_way_is_left_out_of_a_style() {
        assert_eq!(
            settled("opacity: 0.499877; transform: translate(-12.34567px, 0px)"),
            "opacity: …; transform: translate(…px, 0px)"
        );
        assert_eq!(
            settled("width: 33.333%; opacity: .5; background: url(a-1.png)"),
            "width: 33.333%; opacity: .5; background: url(a-1.png)"
        );
    }
}
