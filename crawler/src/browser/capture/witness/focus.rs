//! Finds whether the focus is visible, by comparing two pictures of the same place, without and with the focus.

use super::shots::{area, picture};
use crate::browser::{call::CallError, channel::Channel, script};
use serde_json::{Value, json};

const FOCUS: &str = include_str!("focus.js");

/// Most elements of one page that are tried.
const MOST_TRIED: usize = 4;

/// The elements that look the same with the focus and without it, even in a picture of the whole window. They are found
/// among those that seem to lose every indicator of the focus.
pub async fn unseen(channel: &Channel, world: &Value, elements: usize) -> Result<Vec<usize>, CallError> {
    let mut unseen = Vec::new();
    for at in 0..elements.min(MOST_TRIED) {
        // Most elements show the focus close to them, and a small picture is faster.
        let around = Tried { at, whole: false };
        let window = Tried { at, whole: true };
        if looks_alike(channel, world, around).await? && looks_alike(channel, world, window).await? {
            unseen.push(at);
        }
    }
    Ok(unseen)
}

/// An element, and whether the whole window is pictured or only the surroundings of the element.
#[derive(Clone, Copy)]
struct Tried {
    at: usize,
    whole: bool,
}

/// Whether the element looks the same with and without focus. An element that moves by itself looks different, so it is
/// not accused.
async fn looks_alike(channel: &Channel, world: &Value, tried: Tried) -> Result<bool, CallError> {
    let Some(place) = area(&step(channel, world, tried, false).await?) else { return Ok(false) };
    if place.width < 1.0 || place.height < 1.0 {
        return Ok(false);
    }
    let without = picture(channel, place).await?;
    let has_focus = step(channel, world, tried, true).await? == json!(true);
    let with = picture(channel, place).await?;
    Ok(has_focus && !without.is_empty() && without == with)
}

async fn step(channel: &Channel, world: &Value, tried: Tried, focused: bool) -> Result<Value, CallError> {
    let asked = json!({ "at": tried.at, "focused": focused, "whole": tried.whole });
    script::run(channel, world, FOCUS, &[asked.to_string()]).await
}
