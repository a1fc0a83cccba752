//! A CSS selector that finds the node again in the live page.

use super::{Node, NodeKind, is_made_up};

/// Enters a shadow tree or a frame, in the notation of browsers' tools.
const INTO: &str = " >>> ";

impl Node<'_> {
    /// Path from the nearest ancestor with a unique id that is the same at each visit, with `:nth-of-type` where a
    /// sibling has the same name. ` >>> ` marks the entry into a frame or a shadow tree.
    pub fn selector(&self) -> String {
        let own = self.selector_in_tree();
        let outer = match self.shadow_host() {
            Some(host) => Some(host),
            None => self.frame_owner(),
        };
        match outer {
            Some(outer) => format!("{}{INTO}{own}", outer.selector()),
            None => own,
        }
    }

    fn selector_in_tree(&self) -> String {
        let mut steps = Vec::new();
        let mut node = match self.kind() {
            NodeKind::Element => *self,
            NodeKind::Document => return ":root".to_owned(),
            NodeKind::Text | NodeKind::Pseudo => {
                return self.parent().map_or_else(String::new, |p| p.selector_in_tree());
            }
        };
        loop {
            if let Some(id) = node.unique_id() {
                steps.push(format!("#{}", escape(id)));
                break;
            }
            steps.push(node.step());
            let Some(parent) = node.parent().filter(|parent| parent.is_element()) else { break };
            if node.shadow().is_some() && parent.shadow() != node.shadow() {
                break;
            }
            node = parent;
        }
        steps.reverse();
        steps.join(" > ")
    }

    fn unique_id(&self) -> Option<&str> {
        let id = self.attribute("id").filter(|id| !id.is_empty() && id.len() <= 80 && !is_made_up(id))?;
        (self.all_by_id(id).take(2).count() == 1).then_some(id)
    }

    fn step(&self) -> String {
        let name = self.name();
        let Some(parent) = self.parent() else { return escape(name) };
        let same = |node: &Self| node.name() == name && node.shadow() == self.shadow();
        let mut twins = parent.child_elements().filter(same);
        match (twins.next(), twins.next()) {
            (Some(_), None) => escape(name),
            _ => {
                let rank =
                    parent.child_elements().filter(same).position(|node| node == *self).unwrap_or(0) + 1;
                format!("{}:nth-of-type({rank})", escape(name))
            }
        }
    }
}

/// An identifier as CSS writes it (CSSOM «serialize an identifier»).
fn escape(identifier: &str) -> String {
    let mut escaped = String::with_capacity(identifier.len());
    for (index, c) in identifier.chars().enumerate() {
        match c {
            '0'..='9' if index == 0 => escaped.push_str(&format!("\\{:x} ", c as u32)),
            '-' if identifier.len() == 1 => escaped.push_str("\\-"),
            c if c.is_ascii_alphanumeric() || c == '-' || c == '_' || c as u32 >= 0x80 => escaped.push(c),
            c if c.is_control() => escaped.push_str(&format!("\\{:x} ", c as u32)),
            c => {
                escaped.push('\\');
                escaped.push(c);
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn identifiers_are_escaped_as_css_asks() {
        assert_eq!(escape("menu-principal"), "menu-principal");
        assert_eq!(escape("1er"), "\\31 er");
        assert_eq!(escape("a.b:c"), "a\\.b\\:c");
        assert_eq!(escape("été"), "été");
    }
}
