//! The verdict on a contrast, measured or not, against a limit. Used by the rules of minimum and of enhanced contrast.

use super::{
    inactive::{is_inactive, may_be_inactive},
    seen,
    text_runs::{
        Contrast, TextRun, Unknown, elements_with_text, has_browser_colour, is_almost_invisible,
        may_be_brand, runs_of,
    },
};
use crate::{Node, Page, Verdict, page::witness::Sight, standards::colours::Colour};

/// Largest difference below the limit that proves nothing when colours are blended, as a ratio: browsers round blended
/// colours.
const BLENDED_MARGIN: f64 = 0.03;
/// Largest difference below the limit that proves nothing when the ratio was measured in a picture.
const SEEN_MARGIN: f64 = 0.1;
/// Like [`SEEN_MARGIN`], for text over an image: on another screen, another part of the image may be under the text.
const PICTURE_MARGIN: f64 = 0.5;

/// Elements with visible text of their own whose contrast is measured: not hidden by `aria-hidden`, not inactive.
pub fn concerned(page: &Page) -> Vec<Node<'_>> {
    let elements = elements_with_text(page).into_iter();
    elements.filter(|element| !element.is_aria_hidden() && !is_inactive(*element)).collect()
}

/// The strongest verdict on an element's runs of text. An element without a run passes.
pub fn of_element<'p>(element: Node<'p>, of_run: impl Fn(TextRun<'p>) -> Verdict) -> Verdict {
    runs_of(element).map(of_run).max_by_key(|verdict| verdict.outcome).unwrap_or_else(Verdict::pass)
}

/// The kind of proof without which no text fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Only a picture.
    Picture,
    /// A picture if there is one, otherwise the styles. For rules that decide no test of a referential, no picture is
    /// taken.
    PictureOrStyles,
}

impl Proof {
    fn sight(self, run: TextRun<'_>, text: Colour) -> Option<&Sight> {
        match self {
            Self::Picture => seen::sight(run, text),
            Self::PictureOrStyles => seen::known(run),
        }
    }
}

/// The verdict on one run of text, whose contrast ratio should be at least `limit`.
pub fn of_run(run: TextRun<'_>, limit: f64, proof: Proof) -> Verdict {
    match run.contrast() {
        Ok(contrast) if contrast.least >= limit - margin(contrast) => {
            if run.is_lent() {
                unknown(Unknown::Colour)
            } else {
                Verdict::pass()
            }
        }
        Ok(contrast) => {
            let verdict = judge(run, contrast, limit, proof);
            let is_told = verdict.data.iter().any(|(name, _)| *name == "ratio");
            if is_told {
                verdict
            } else {
                told(verdict, contrast.most, limit, contrast.text, contrast.ground)
            }
        }
        Err(Unknown::Picture) => {
            over_anything(run, limit, proof).unwrap_or_else(|| unknown(Unknown::Picture))
        }
        // The shadow may improve the contrast, so a picture decides. Letters that have enough contrast without their
        // shadow do not fail because of it.
        Err(Unknown::Shadow) if run.unshadowed().is_ok_and(|contrast| contrast.most < limit) => {
            over_anything(run, limit, proof).unwrap_or_else(|| unknown(Unknown::Shadow))
        }
        Err(why) => unknown(why),
    }
}

fn told(verdict: Verdict, ratio: f64, limit: f64, text: Colour, ground: Colour) -> Verdict {
    verdict
        .with("ratio", two_decimals(ratio))
        .with("limit", two_decimals(limit))
        .with("text", text.hex())
        .with("ground", ground.hex())
}

fn judge(run: TextRun<'_>, contrast: Contrast, limit: f64, proof: Proof) -> Verdict {
    if contrast.most >= limit - margin(contrast) {
        return over_anything(run, limit, proof).unwrap_or_else(|| Verdict::cant_tell("contrast-varies"));
    }
    if is_almost_invisible(contrast) {
        return Verdict::cant_tell("contrast-almost-invisible");
    }
    match excuse(run) {
        Some(reason) => Verdict::cant_tell(reason),
        None => as_seen(run, contrast, limit, proof),
    }
}

/// The reason for which a low contrast may be allowed, or may not be what users see: the colour of the browser's links,
/// a brand, an inactive control.
fn excuse(run: TextRun<'_>) -> Option<&'static str> {
    if has_browser_colour(run) {
        return Some("contrast-of-default-link");
    }
    if may_be_brand(run.element) {
        return Some("contrast-of-brand");
    }
    may_be_inactive(run.element).then_some("contrast-of-inactive")
}

/// The verdict on a contrast that is too low by the styles. It fails if the picture shows the same background, or only
/// backgrounds with which the contrast is too low as well. Without a picture it fails only if `proof` requires none.
fn as_seen(run: TextRun<'_>, contrast: Contrast, limit: f64, proof: Proof) -> Verdict {
    let Some(sight) = proof.sight(run, contrast.text) else {
        return match proof {
            Proof::Picture => Verdict::cant_tell("contrast-not-seen"),
            Proof::PictureOrStyles => Verdict::fail("contrast-too-low"),
        };
    };
    if !sight.shows_letters() {
        return Verdict::cant_tell("contrast-seen-otherwise").with("seen", sight.ground().hex());
    }
    if sight.stands_on(contrast.ground) {
        return Verdict::fail("contrast-too-low");
    }
    over_anything(run, limit, proof)
        .unwrap_or_else(|| Verdict::cant_tell("contrast-seen-otherwise").with("seen", sight.ground().hex()))
}

/// The verdict on a text of one known colour whose contrast is too low with every colour that the picture shows around
/// its letters. `None` if this is not certain.
fn over_anything(run: TextRun<'_>, limit: f64, proof: Proof) -> Option<Verdict> {
    let text = run.plain_colour()?;
    if excuse(run).is_some() {
        return None;
    }
    let sight = proof.sight(run, text).filter(|sight| sight.shows_letters())?;
    let most = sight.most_contrast(text);
    let margin = if run.contrast() == Err(Unknown::Picture) { PICTURE_MARGIN } else { SEEN_MARGIN };
    let (text, ground) = (text.over(sight.ground()), sight.ground());
    let is_sure = most < limit - margin && !is_almost_invisible(Contrast { least: most, most, text, ground });
    is_sure.then(|| told(Verdict::fail("contrast-too-low"), most, limit, text, ground))
}

fn margin(contrast: Contrast) -> f64 {
    let whole = |channel: f64| ((channel * 255.0) - (channel * 255.0).round()).abs() < 1e-6;
    let is_whole = |colour: Colour| [colour.red, colour.green, colour.blue].into_iter().all(whole);
    // Channels of colours that were not blended are whole numbers from 0 to 255.
    if is_whole(contrast.text) && is_whole(contrast.ground) { 1e-9 } else { BLENDED_MARGIN }
}

fn unknown(why: Unknown) -> Verdict {
    match why {
        Unknown::Picture => Verdict::cant_tell("contrast-over-picture"),
        Unknown::Effect | Unknown::Shadow => Verdict::cant_tell("contrast-with-effect"),
        Unknown::Overlap => Verdict::cant_tell("contrast-overlapped"),
        Unknown::Moving => Verdict::cant_tell("contrast-moving"),
        Unknown::Colour => Verdict::cant_tell("contrast-unknown-colour"),
    }
}

/// The ratio with two decimals and a decimal comma, as in French. It is truncated, so that a ratio below the limit is
/// never shown as equal to the limit.
fn two_decimals(ratio: f64) -> String {
    format!("{:.2}", (ratio * 100.0).floor() / 100.0).replace('.', ",")
}
