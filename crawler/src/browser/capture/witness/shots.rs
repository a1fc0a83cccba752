//! Pictures of areas of the page.

use super::pixels::Area;
use crate::browser::{call::CallError, channel::Channel};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

/// The area that a script gave as position and size.
pub fn area(told: &Value) -> Option<Area> {
    let side = |at: usize| told[at].as_f64();
    Some(Area { x: side(0)?, y: side(1)?, width: side(2)?, height: side(3)? })
}

/// Takes a picture as a PNG file; empty where there is none.
pub async fn picture(channel: &Channel, area: Area) -> Result<Vec<u8>, CallError> {
    let Area { x, y, width, height } = area;
    let clip = json!({ "x": x, "y": y, "width": width, "height": height, "scale": 1 });
    let asked = json!({ "format": "png", "optimizeForSpeed": true, "clip": clip });
    let answer = channel.ask("Page.captureScreenshot", asked).await?;
    Ok(STANDARD.decode(answer["data"].as_str().unwrap_or_default()).unwrap_or_default())
}
