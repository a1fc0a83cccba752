//! Text stands out from what it is painted on.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        contrast_switch,
        inactive::{is_inactive, may_be_inactive},
        text_runs::{Contrast, TextRun, Unknown, elements_with_text, has_browser_colour, is_almost_invisible, may_be_brand, runs_of},
    },
    referential::TestId,
};

const SMALL: TestId = TestId::new(3, 2, 1);
const SMALL_BOLD: TestId = TestId::new(3, 2, 2);
const LARGE: TestId = TestId::new(3, 2, 3);
const LARGE_BOLD: TestId = TestId::new(3, 2, 4);

pub static RULE: Rule = Rule {
    id: "text-contrast",
    tests: &[SMALL, SMALL_BOLD, LARGE, LARGE_BOLD],
    act: &["afw4f7"],
    wcag: &["1.4.3"],
    doc: include_str!("text_contrast.md"),
    applicability,
    expectation,
};

/// Computed ratios this near below a limit are not told from it: browsers round colours when they blend them.
const MARGIN: f64 = 0.01;

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let elements = elements_with_text(page).into_iter();
    elements.filter(|element| !element.is_aria_hidden() && !is_inactive(*element)).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    let verdicts = runs_of(element).map(of_run);
    verdicts.max_by_key(|verdict| verdict.outcome).unwrap_or_else(Verdict::pass)
}

/// The test that speaks of this run, and the ratio it asks for.
fn asked(run: TextRun<'_>) -> (TestId, f64) {
    let size = run.font_size().unwrap_or(0.0);
    match (run.is_bold(), size) {
        (false, size) if size < 24.0 => (SMALL, 4.5),
        (true, size) if size < 18.5 => (SMALL_BOLD, 4.5),
        (false, _) => (LARGE, 3.0),
        (true, _) => (LARGE_BOLD, 3.0),
    }
}

fn of_run(run: TextRun<'_>) -> Verdict {
    let (test, limit) = asked(run);
    let contrast = match run.contrast() {
        Ok(contrast) if contrast.least >= limit - MARGIN => return Verdict::pass().of(&[test]),
        Ok(contrast) => contrast,
        Err(why) => return unknown(why).of(&[test]),
    };
    judge(run, contrast, limit).of(&[test]).with("ratio", two_decimals(contrast.most)).with("limit", two_decimals(limit)).with("text", contrast.text.hex()).with("ground", contrast.ground.hex())
}

fn judge(run: TextRun<'_>, contrast: Contrast, limit: f64) -> Verdict {
    if contrast.most >= limit - MARGIN {
        return Verdict::cant_tell("contrast-varies");
    }
    if has_browser_colour(run) {
        return Verdict::cant_tell("contrast-of-default-link");
    }
    if is_almost_invisible(contrast) {
        return Verdict::cant_tell("contrast-almost-invisible");
    }
    if may_be_brand(run.element) {
        return Verdict::cant_tell("contrast-of-brand");
    }
    if may_be_inactive(run.element) {
        return Verdict::cant_tell("contrast-of-inactive");
    }
    if contrast_switch::may_be_offered(run.node.page()) {
        return Verdict::cant_tell("contrast-with-switch");
    }
    Verdict::fail("contrast-too-low")
}

fn unknown(why: Unknown) -> Verdict {
    match why {
        Unknown::Picture => Verdict::cant_tell("contrast-over-picture"),
        Unknown::Effect => Verdict::cant_tell("contrast-with-effect"),
        Unknown::Overlap => Verdict::cant_tell("contrast-overlapped"),
        Unknown::Moving => Verdict::cant_tell("contrast-moving"),
        Unknown::Colour => Verdict::cant_tell("contrast-unknown-colour"),
    }
}

/// As French writes it, cut rather than rounded, so that a ratio below its limit never reads as the limit.
fn two_decimals(ratio: f64) -> String {
    format!("{:.2}", (ratio * 100.0).floor() / 100.0).replace('.', ",")
}
