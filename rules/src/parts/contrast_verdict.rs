//! What a contrast, measured or not, proves against a limit. Serves the rules of minimum and of enhanced contrast.

use super::{
    inactive::{is_inactive, may_be_inactive},
    text_runs::{
        Contrast, TextRun, Unknown, elements_with_text, has_browser_colour, is_almost_invisible,
        may_be_brand, runs_of,
    },
};
use crate::{Node, Page, Verdict, standards::colours::Colour};

/// Ratios of blended colours this near below a limit are not told from it: browsers round colours as they blend them.
const BLENDED_MARGIN: f64 = 0.03;

/// Elements with visible text of their own that need a contrast.
pub fn concerned(page: &Page) -> Vec<Node<'_>> {
    let elements = elements_with_text(page).into_iter();
    elements.filter(|element| !element.is_aria_hidden() && !is_inactive(*element)).collect()
}

/// The strongest of what is proven of an element's runs of text.
pub fn of_element<'p>(element: Node<'p>, of_run: impl Fn(TextRun<'p>) -> Verdict) -> Verdict {
    runs_of(element).map(of_run).max_by_key(|verdict| verdict.outcome).unwrap_or_else(Verdict::pass)
}

/// What is proven of one run of text that should have at least this ratio.
pub fn of_run(run: TextRun<'_>, limit: f64) -> Verdict {
    match run.contrast() {
        Ok(contrast) if contrast.least >= limit - margin(contrast) => Verdict::pass(),
        Ok(contrast) => judge(run, contrast, limit)
            .with("ratio", two_decimals(contrast.most))
            .with("limit", two_decimals(limit))
            .with("text", contrast.text.hex())
            .with("ground", contrast.ground.hex()),
        Err(why) => unknown(why),
    }
}

fn judge(run: TextRun<'_>, contrast: Contrast, limit: f64) -> Verdict {
    if contrast.most >= limit - margin(contrast) {
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
    Verdict::fail("contrast-too-low")
}

fn margin(contrast: Contrast) -> f64 {
    let whole = |channel: f64| ((channel * 255.0) - (channel * 255.0).round()).abs() < 1e-6;
    let is_whole = |colour: Colour| [colour.red, colour.green, colour.blue].into_iter().all(whole);
    // Colours that no blending touched have whole channels.
    if is_whole(contrast.text) && is_whole(contrast.ground) { 1e-9 } else { BLENDED_MARGIN }
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
