//! Text has enough contrast with its background for level AAA.

use crate::{
    Node, Rule, Verdict,
    parts::{
        contrast_verdict::{self, Proof},
        text_runs::TextRun,
    },
};

pub static RULE: Rule = Rule {
    id: "text-contrast-enhanced",
    aspects: &[],
    act: &["09o5cg"],
    wcag: &["1.4.6"],
    doc: include_str!("text_contrast_enhanced.md"),
    applicability: contrast_verdict::concerned,
    expectation,
};

/// Smallest font size of large bold text, in CSS pixels: 14 points, with a small tolerance.
const LARGE_BOLD: f64 = 14.0 * 96.0 / 72.0 - 0.01;

fn expectation(element: Node<'_>) -> Verdict {
    contrast_verdict::of_element(element, |run| {
        contrast_verdict::of_run(run, limit(run), Proof::PictureOrStyles)
    })
}

fn limit(run: TextRun<'_>) -> f64 {
    let size = run.font_size().unwrap_or(0.0);
    if size >= 24.0 || (run.is_bold() && size >= LARGE_BOLD) { 4.5 } else { 7.0 }
}
