//! Text in a script that is read from right to left is inside an element with a `dir` attribute.

use crate::{
    Node, Page, Rule, Verdict,
    parts::direction::{self, Direction},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "right-to-left-text-has-dir",
    aspects: &[Aspect::new("direction-marked")],
    act: &[],
    wcag: &["1.3.2"],
    doc: include_str!("right_to_left_text_has_dir.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let texts = page
        .nodes()
        .filter(|node| node.is_text() && direction::written(node.text()) == Some(Direction::RightToLeft));
    let mut parents: Vec<Node<'_>> =
        texts.filter(|text| !text.is_hidden()).filter_map(|text| text.parent()).collect();
    parents.retain(|parent| !parent.is_one_of(&["script", "style", "textarea", "option"]));
    parents.dedup();
    parents
}

fn expectation(element: Node<'_>) -> Verdict {
    let holder = element.closest(|node| node.has_attribute("dir"));
    match holder {
        // A `bdi` element takes the direction from its text, but the test asks for an attribute.
        None if element.closest(|node| node.is("bdi")).is_some() => {
            Verdict::cant_tell("right-to-left-other-dir")
        }
        None => Verdict::fail("right-to-left-without-dir"),
        Some(holder) if holder.attribute_is("dir", "rtl") => Verdict::pass(),
        // The test only asks for a `dir` attribute. The next test, on its value, is judged by `dir-is-valid`.
        Some(_) => Verdict::cant_tell("right-to-left-other-dir"),
    }
}
