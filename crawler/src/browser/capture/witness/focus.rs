//! Whether the focus is seen: two pictures of the same place, without it and with it.

use super::{super::script, area, picture};
use crate::browser::channel::{CallError, Channel};
use serde_json::{Value, json};

const FOCUS: &str = include_str!("focus.js");

/// Elements of one page that are tried, at most.
const MOST_TRIED: usize = 4;

/// Of so many elements that seem to lose every sign of the focus, those that look the same with it and without it.
pub async fn unseen(channel: &Channel, world: &Value, elements: usize) -> Result<Vec<usize>, CallError> {
    let mut unseen = Vec::new();
    for at in 0..elements.min(MOST_TRIED) {
        let Some(place) = area(&step(channel, world, at, false).await?) else { continue };
        if place.width < 1.0 || place.height < 1.0 {
            continue;
        }
        let without = picture(channel, place).await?;
        let has_focus = step(channel, world, at, true).await? == json!(true);
        let with = picture(channel, place).await?;
        // One that moves by itself differs, and is not accused.
        if has_focus && !without.is_empty() && without == with {
            unseen.push(at);
        }
    }
    Ok(unseen)
}

async fn step(channel: &Channel, world: &Value, at: usize, focused: bool) -> Result<Value, CallError> {
    script::run(channel, world, FOCUS, &[json!({ "at": at, "focused": focused }).to_string()]).await
}
