//! Whether the focus is seen: two pictures of the same place, without it and with it.

use super::shots::{area, picture};
use crate::browser::{call::CallError, channel::Channel, script};
use serde_json::{Value, json};

const FOCUS: &str = include_str!("focus.js");

/// Elements of one page that are tried, at most.
const MOST_TRIED: usize = 4;

/// Among this many elements that seem to lose every sign of the focus: those that look the same with and without it,
/// while the whole window does, too.
pub async fn unseen(channel: &Channel, world: &Value, elements: usize) -> Result<Vec<usize>, CallError> {
    let mut unseen = Vec::new();
    for at in 0..elements.min(MOST_TRIED) {
        // Most show it near them, and a small picture costs less.
        let around = Tried { at, whole: false };
        let window = Tried { at, whole: true };
        if looks_alike(channel, world, around).await? && looks_alike(channel, world, window).await? {
            unseen.push(at);
        }
    }
    Ok(unseen)
}

/// An element, and whether its surroundings are pictured or the whole window.
#[derive(Clone, Copy)]
struct Tried {
    at: usize,
    whole: bool,
}

/// An element that moves by itself differs, and is not accused.
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
