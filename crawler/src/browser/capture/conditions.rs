//! Changes that the page's style sheets make when the screen is turned, and when an element gets the focus. They are
//! asked for after everything else, because the page is laid out again and may notice the focus.

use super::{
    super::{call::CallError, channel::Channel, script},
    sheets::Looks,
    witness,
};
use rules::page::snapshot::{Conditions, Turned};
use serde_json::{Value, json};

const LOOK: &str = include_str!("conditions.js");

/// Asks for the changes with scripts in the given context. The screen is turned only if the page rotates something.
pub async fn look(
    channel: &Channel,
    context: &Value,
    viewport: (u32, u32),
    looks: &Looks,
) -> Result<Conditions, CallError> {
    if !looks.orientation && !looks.focus {
        return Ok(Conditions::default());
    }
    // If the page does not answer, nothing is known of these changes. The page is kept all the same.
    let Ok(mut upright) = ask(channel, context, looks).await else { return Ok(Conditions::default()) };
    let unseen = witness::unseen(channel, context, upright.unseen_focus.len()).await.unwrap_or_default();
    upright.unseen_focus = unseen.into_iter().map(|at| upright.unseen_focus[at]).collect();
    if upright.rotated.is_empty() {
        return Ok(upright);
    }
    let (width, height) = viewport;
    let turned = json!({ "width": height, "height": width, "deviceScaleFactor": 0, "mobile": false });
    channel.ask("Emulation.setDeviceMetricsOverride", turned).await?;
    let turned = ask(channel, context, looks).await;
    channel.ask("Emulation.clearDeviceMetricsOverride", json!({})).await?;
    Ok(turned.map(|turned| paired(upright, &turned)).unwrap_or_default())
}

/// Combines both answers. If the page changed between them, nothing is known.
fn paired(upright: Conditions, turned: &Conditions) -> Conditions {
    let ranks = |told: &Conditions| told.rotated.iter().map(|held| held.rank).collect::<Vec<_>>();
    if upright.elements != turned.elements || ranks(&upright) != ranks(turned) {
        return Conditions::default();
    }
    let pairs = upright.rotated.iter().zip(&turned.rotated);
    let rotated = pairs.map(|(one, other)| Turned { turned: other.upright, ..*one }).collect();
    Conditions { rotated, ..upright }
}

async fn ask(channel: &Channel, context: &Value, looks: &Looks) -> Result<Conditions, CallError> {
    let Looks { orientation, focus, unread } = looks;
    let asked = json!({ "orientation": orientation, "focus": focus, "unread": unread }).to_string();
    let told = script::run(channel, context, LOOK, &[asked]).await?;
    let rotated = script::list(&told[1]).iter().filter_map(|held| {
        let upright = held[1].as_f64().map(|angle| angle.round() as i16);
        Some(Turned { rank: number(&held[0])?, upright, turned: None })
    });
    Ok(Conditions {
        elements: number(&told[0]).unwrap_or(0),
        rotated: rotated.collect(),
        unseen_focus: script::list(&told[2]).iter().filter_map(number).collect(),
    })
}

fn number(told: &Value) -> Option<u32> {
    u32::try_from(told.as_u64()?).ok()
}
