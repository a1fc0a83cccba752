//! The `dir` attribute has the value `ltr` or `rtl`, and the one that fits the script of the text.

use crate::{
    Node, Page, Rule, Verdict,
    parts::direction::{self, Direction},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "dir-is-valid",
    aspects: &[Aspect::new("direction-correct")],
    act: &[],
    wcag: &["1.3.2"],
    doc: include_str!("dir_is_valid.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let shown = |node: &Node<'_>| node.is("html") || !node.is_hidden();
    page.elements().filter(|node| node.has_attribute("dir") && shown(node)).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    let value = element.attribute("dir").unwrap_or_default().trim().to_ascii_lowercase();
    let text = direction::text_under(element);
    match (value.as_str(), direction::written(&text)) {
        // With `auto`, the browser finds the direction from the text. RGAA only names the two other values.
        ("auto", _) => Verdict::cant_tell("dir-auto"),
        ("ltr", Some(Direction::RightToLeft)) => Verdict::fail("dir-other").with("value", value),
        ("rtl", Some(Direction::LeftToRight)) => Verdict::cant_tell("dir-doubtful").with("value", value),
        ("ltr" | "rtl", None) if text.chars().filter(|c| c.is_alphabetic()).count() > 2 => {
            Verdict::cant_tell("dir-mixed").with("value", value)
        }
        ("ltr" | "rtl", _) => Verdict::pass(),
        _ => Verdict::fail("dir-unknown").with("value", value),
    }
}
