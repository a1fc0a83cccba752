//! A link or a button can be pressed without pressing the one beside it.

use crate::{Node, Rule, Verdict, parts::targets, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "target-is-large-enough",
    aspects: &[Aspect::new("target-size")],
    act: &[],
    wcag: &["2.5.8"],
    doc: include_str!("target_is_large_enough.md"),
    applicability: targets::all,
    expectation,
};

fn expectation(target: Node<'_>) -> Verdict {
    let Some(surface) = targets::surface(target) else { return Verdict::pass() };
    if targets::is_large(&surface) || targets::stands_in_text(target) {
        return Verdict::pass();
    }
    let Some(neighbour) = targets::neighbour(target, &surface) else { return Verdict::pass() };
    if targets::has_large_equivalent(target) {
        return Verdict::pass();
    }
    let verdict = if is_proven(target) && is_certain(neighbour.target) {
        Verdict::fail("target-too-small")
    } else {
        Verdict::cant_tell("target-perhaps-too-small")
    };
    verdict
        .with("width", rounded(surface.width()))
        .with("height", rounded(surface.height()))
        .with("distance", rounded(neighbour.distance))
}

/// Whether no exception is possible: it is known what the target does, so that no other control can be its equivalent;
/// the author set its size; and its clickable surface ends at its box.
fn is_proven(target: Node<'_>) -> bool {
    targets::is_plain_link(target) && targets::is_sized_by_author(target) && is_certain(target)
}

fn is_certain(target: Node<'_>) -> bool {
    !targets::may_reach_further(target)
}

fn rounded(length: f64) -> String {
    format!("{length:.0}")
}
