//! Takes a picture of a page. It is kept for people; no rule sees it.

use super::super::{call::CallError, channel::Channel, script};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

/// Greatest height of the picture in points, from the top of the page.
const MOST_HEIGHT: u64 = 3000;
/// Greatest size of a kept picture, in bytes.
const MOST_BYTES: usize = 200_000;
/// Quality of compression: text stays readable, and a page takes about ten kilobytes.
const QUALITY: u32 = 40;
/// Most elements whose position is checked.
const MOST_ELEMENTS: u32 = 20_000;

const STANDING: &str = include_str!("standing.js");

/// A WebP file; one point is one CSS pixel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// Takes a picture of the page beyond the viewport if no element moves because of that, otherwise of the viewport.
/// `None` where an element moves even there, or the picture is too large. The page must not be read any more
/// afterwards.
pub async fn take(
    channel: &Channel,
    world: &Value,
    viewport: (u32, u32),
) -> Result<Option<PictureFile>, CallError> {
    let before = standing(channel, world).await?;
    let (width, height) = viewport;
    let whole = before.height.clamp(u64::from(height), MOST_HEIGHT.max(u64::from(height))) as u32;
    let mut found = still(channel, world, (width, whole), before.sum).await?;
    if found.is_none() && whole > height {
        found = still(channel, world, viewport, before.sum).await?;
    }
    channel.ask("Emulation.clearDeviceMetricsOverride", json!({})).await?;
    Ok(found)
}

/// Takes a picture of that size, if every element stays where it was.
async fn still(
    channel: &Channel,
    world: &Value,
    (width, height): (u32, u32),
    before: i64,
) -> Result<Option<PictureFile>, CallError> {
    let asked = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    channel.ask("Emulation.setDeviceMetricsOverride", asked).await?;
    if standing(channel, world).await?.sum != before {
        return Ok(None);
    }
    Ok(shot(channel).await?.map(|bytes| PictureFile { bytes, width, height }))
}

struct LayoutSum {
    sum: i64,
    height: u64,
}

async fn standing(channel: &Channel, world: &Value) -> Result<LayoutSum, CallError> {
    let told = script::run(channel, world, STANDING, &[MOST_ELEMENTS.to_string()]).await?;
    match (told[0].as_i64(), told[1].as_u64()) {
        (Some(sum), Some(height)) => Ok(LayoutSum { sum, height }),
        _ => Err(CallError::Ended("its elements cannot be looked at")),
    }
}

async fn shot(channel: &Channel) -> Result<Option<Vec<u8>>, CallError> {
    let asked = json!({ "format": "webp", "quality": QUALITY, "optimizeForSpeed": true });
    let answer = channel.ask("Page.captureScreenshot", asked).await?;
    let bytes = STANDARD.decode(answer["data"].as_str().unwrap_or_default()).unwrap_or_default();
    Ok(Some(bytes).filter(|bytes| !bytes.is_empty() && bytes.len() <= MOST_BYTES))
}
