//! Styles with which users see other colours than the computed ones.

use super::run::{TextRun, Unknown};
use crate::{Node, Style};

/// Fails if the text, or a box around it, is painted in a way that computed colours do not show.
pub(super) fn check(run: TextRun<'_>) -> Result<(), Unknown> {
    let of_text = |style, usual: &[&str]| run.element.style(style).is_none_or(|value| usual.contains(&value));
    if !of_text(Style::TextStroke, &["0px", "0"]) {
        return Err(Unknown::Effect);
    }
    run.boxes().try_for_each(check_box)?;
    if of_text(Style::TextShadow, &["none"]) { Ok(()) } else { Err(Unknown::Shadow) }
}

fn check_box(node: Node<'_>) -> Result<(), Unknown> {
    let is = |style, usual: &str| node.style(style).is_none_or(|value| value == usual);
    if !is(Style::AnimationName, "none") || opacity(node).is_none() {
        return Err(Unknown::Moving);
    }
    let plain = is(Style::Filter, "none")
        && is(Style::MixBlendMode, "normal")
        && is(Style::MaskImage, "none")
        && is(Style::ClipPath, "none")
        && is(Style::Rotate, "none")
        && node.style(Style::BackgroundClip).is_none_or(|clip| !clip.contains("text"))
        && node.style(Style::Transform).is_none_or(only_moves);
    if plain { Ok(()) } else { Err(Unknown::Effect) }
}

/// Whether a computed `transform` only moves the box, without a change of size or direction.
pub(super) fn only_moves(transform: &str) -> bool {
    transform == "none" || transform.replace(' ', "").starts_with("matrix(1,0,0,1,")
}

/// The opacity of a box itself. `None` if it has more than two decimals, because the box was captured while fading.
pub(super) fn opacity(node: Node<'_>) -> Option<f64> {
    let Some(text) = node.style(Style::Opacity) else { return Some(1.0) };
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    if decimals > 2 {
        return None;
    }
    text.parse::<f64>().ok().map(|value| value.clamp(0.0, 1.0))
}
