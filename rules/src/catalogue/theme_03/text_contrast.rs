//! Text has enough contrast with its background.

use crate::{
    Node, Outcome, Rule, Verdict,
    parts::{
        contrast_switch,
        contrast_verdict::{self, Proof},
        text_runs::TextRun,
    },
    referential::Aspect,
};

const SMALL: Aspect = Aspect::new("small-text-contrast");
const SMALL_BOLD: Aspect = Aspect::new("small-bold-text-contrast");
const LARGE: Aspect = Aspect::new("large-text-contrast");
const LARGE_BOLD: Aspect = Aspect::new("large-bold-text-contrast");

pub static RULE: Rule = Rule {
    id: "text-contrast",
    aspects: &[SMALL, SMALL_BOLD, LARGE, LARGE_BOLD],
    act: &["afw4f7"],
    wcag: &["1.4.3"],
    doc: include_str!("text_contrast.md"),
    applicability: contrast_verdict::concerned,
    expectation,
};

fn expectation(element: Node<'_>) -> Verdict {
    contrast_verdict::of_element(element, of_run)
}

fn of_run(run: TextRun<'_>) -> Verdict {
    let (test, limit) = asked(run);
    let mut verdict = contrast_verdict::of_run(run, limit, Proof::Picture);
    if verdict.outcome == Outcome::Failed && contrast_switch::may_be_offered(run.node.page()) {
        verdict = Verdict { data: verdict.data, ..Verdict::cant_tell("contrast-with-switch") };
    }
    verdict.of(&[test])
}

/// The aspect for a run of text of this size and weight, and the smallest contrast ratio that it allows. Sizes are in
/// CSS pixels.
fn asked(run: TextRun<'_>) -> (Aspect, f64) {
    let size = run.font_size().unwrap_or(0.0);
    match (run.is_bold(), size) {
        (false, size) if size < 24.0 => (SMALL, 4.5),
        (true, size) if size < 18.5 => (SMALL_BOLD, 4.5),
        (false, _) => (LARGE, 3.0),
        (true, _) => (LARGE_BOLD, 3.0),
    }
}
