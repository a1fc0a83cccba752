//! The content of the page turns with the screen.

use crate::{Node, Page, Rule, Verdict, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "content-turns-with-screen",
    aspects: &[Aspect::new("orientation-free")],
    act: &["b33eff"],
    wcag: &["1.3.4"],
    doc: include_str!("content_turns_with_screen.md"),
    applicability,
    expectation,
};

/// Elements with text that are rotated by a style which depends on the orientation of the screen.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let turning = page.rotated().into_iter().map(|(node, ..)| node);
    turning.filter(|node| !node.is_hidden() && letters(*node) > 0).collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    let page = node.page();
    let known = page.rotated().into_iter().find(|(other, ..)| *other == node);
    let Some((_, Some(upright), Some(turned))) = known else {
        return Verdict::cant_tell("orientation-perhaps-locked");
    };
    if !is_quarter(upright, turned) {
        return Verdict::pass();
    }
    // A title turned on its side may be part of the design for one orientation.
    if is_most_of_page(node) {
        Verdict::fail("orientation-locked")
    } else {
        Verdict::cant_tell("orientation-perhaps-locked")
    }
}

/// Whether both angles differ by a quarter turn, in either direction.
fn is_quarter(upright: i16, turned: i16) -> bool {
    let apart = (turned - upright).rem_euclid(360);
    [90, 270].iter().any(|quarter| (apart - quarter).abs() <= 1)
}

fn is_most_of_page(node: Node<'_>) -> bool {
    let whole = node.page().body().map_or(0, letters);
    node.is("html") || 2 * letters(node) > whole
}

fn letters(node: Node<'_>) -> usize {
    node.rendered_text().chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::is_quarter;

    #[test]
    fn only_a_quarter_turn_locks() {
        assert!(is_quarter(0, 90) && is_quarter(0, -90) && is_quarter(92, 2) && is_quarter(-179, 91));
        assert!(!is_quarter(0, 180) && !is_quarter(0, 0) && !is_quarter(0, 45));
    }
}
