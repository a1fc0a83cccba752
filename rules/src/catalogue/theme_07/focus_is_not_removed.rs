//! No script takes the focus away from an element that has just received it.

use crate::{Node, Page, Rule, Verdict, parts::focus_order, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "focus-is-not-removed",
    aspects: &[Aspect::new("script-keeps-focus")],
    act: &[],
    wcag: &["2.1.1", "2.4.7", "3.2.1"],
    doc: include_str!("focus_is_not_removed.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let reached =
        page.elements().filter(|node| node.has_attribute("onfocus") && focus_order::is_in_focus_order(*node));
    reached.filter(Node::is_exposed).collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    let script = node.attribute("onfocus").unwrap_or_default();
    match takes_focus_away(script) {
        Some(true) => Verdict::fail("focus-removed"),
        Some(false) => Verdict::pass(),
        None => Verdict::cant_tell("focus-perhaps-removed"),
    }
}

/// Whether the script takes the focus away. `None` when it may or may not do so.
fn takes_focus_away(script: &str) -> Option<bool> {
    let code: String = script.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let code = code.strip_prefix("javascript:").unwrap_or(&code);
    let first = code.split([';', '}']).next().unwrap_or_default();
    match first {
        "this.blur()" | "blur()" | "if(this.blur)this.blur()" | "if(this.blur){this.blur()" => Some(true),
        _ if code.contains("blur") => None,
        _ => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::takes_focus_away;

    #[test]
    fn only_what_is_done_first_and_always_is_sure() {
        assert_eq!(takes_focus_away("this.blur();"), Some(true));
        assert_eq!(takes_focus_away("javascript: if (this.blur) { this.blur(); }"), Some(true));
        assert_eq!(takes_focus_away("if (locked) this.blur()"), None);
        assert_eq!(takes_focus_away("blurImage.show()"), None);
        assert_eq!(takes_focus_away("this.select()"), Some(false));
    }
}
