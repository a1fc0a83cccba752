//! Takes pictures of texts that a rule would accuse, and measures their colours. This comes after everything else,
//! because the page is scrolled and its letters are made invisible for a moment.

mod focus;
mod parts;
mod pixels;
mod shots;

use super::super::{call::CallError, channel::Channel, script};
pub use focus::unseen;
use parts::Looked;
use pixels::{Area, Pixels};
use rules::{
    page::witness::{Wanted, Witness},
    parts::seen,
};
use serde_json::{Value, json};
use shots::{area, picture};

const FIND: &str = include_str!("find.js");
const LETTERS: &str = include_str!("letters.js");

/// Width in pixels of the border around a text that belongs to its picture.
const RIM: f64 = 3.0;

/// Takes pictures of these texts. If that ends early, the texts seen until then count.
pub async fn look(channel: &Channel, world: &Value, viewport: (u32, u32), wanted: &[Wanted]) -> Witness {
    let mut looked = Looked::default();
    if !wanted.is_empty() {
        let ended = look_at_parts(channel, world, viewport, wanted, &mut looked).await;
        let left = script::run(channel, world, LETTERS, &[json!("end").to_string()]).await;
        if let Err(error) = ended.and(left) {
            tracing::debug!(%error, "not all texts were seen");
        }
    }
    seen::conclude(wanted, looked.sights)
}

async fn look_at_parts(
    channel: &Channel,
    world: &Value,
    (width, height): (u32, u32),
    wanted: &[Wanted],
    looked: &mut Looked,
) -> Result<(), CallError> {
    while let Some(top) = looked.next(wanted, f64::from(height)) {
        let found = find(channel, world, wanted, top).await?;
        let view = Area { x: found.left, y: found.top, width: f64::from(width), height: f64::from(height) };
        let in_view = |lines: &Vec<Area>| !lines.is_empty() && lines.iter().all(|line| view.holds(line));
        let texts: Vec<(&Wanted, Vec<Area>)> = wanted
            .iter()
            .zip(found.lines)
            .filter_map(|(text, lines)| Some((text, lines.filter(in_view)?)))
            .filter(|(text, _)| !looked.is_shown(text.node))
            .collect();
        let Some(area) = Area::around(texts.iter().flat_map(|(_, lines)| lines), RIM, &view) else {
            continue;
        };
        let Some((shown, bare)) = with_and_without_letters(channel, world, area).await? else { continue };
        for (text, lines) in texts {
            looked.keep(text.node, pixels::compare(&shown, &bare, &lines, text.text));
        }
    }
    Ok(())
}

async fn with_and_without_letters(
    channel: &Channel,
    world: &Value,
    area: Area,
) -> Result<Option<(Pixels, Pixels)>, CallError> {
    let shown = shot(channel, area).await?;
    letters(channel, world, "hidden").await?;
    let bare = shot(channel, area).await?;
    letters(channel, world, "shown").await?;
    Ok(shown.zip(bare))
}

/// Positions of the texts when a part of the page is in view.
struct TextPlaces {
    left: f64,
    top: f64,
    lines: Vec<Option<Vec<Area>>>,
}

async fn find(
    channel: &Channel,
    world: &Value,
    wanted: &[Wanted],
    top: f64,
) -> Result<TextPlaces, CallError> {
    let texts: Vec<Value> = wanted.iter().map(asked).collect();
    let asked = json!({ "texts": texts, "top": top }).to_string();
    let told = script::run(channel, world, FIND, &[asked]).await?;
    let areas = |lines: &Value| lines.as_array()?.iter().map(area).collect::<Option<Vec<Area>>>();
    Ok(TextPlaces {
        left: told[0][0].as_f64().unwrap_or(0.0),
        top: told[0][1].as_f64().unwrap_or(0.0),
        lines: script::list(&told[1]).iter().map(areas).collect(),
    })
}

fn asked(text: &Wanted) -> Value {
    let address = &text.address;
    json!({ "hosts": address.hosts, "element": address.element, "text": address.text, "begins": text.begins })
}

async fn letters(channel: &Channel, world: &Value, state: &str) -> Result<(), CallError> {
    let done = script::run(channel, world, LETTERS, &[json!(state).to_string()]).await?;
    if done == json!(true) { Ok(()) } else { Err(CallError::Ended("its letters cannot be taken away")) }
}

async fn shot(channel: &Channel, area: Area) -> Result<Option<Pixels>, CallError> {
    Ok(Pixels::read(&picture(channel, area).await?, (area.x, area.y)))
}
