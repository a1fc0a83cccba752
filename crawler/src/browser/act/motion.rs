//! Finds the elements of a page that move while nothing is done.

use super::{
    super::{call::CallError, capture::NodeNumbers, channel::Channel, script},
    Guard,
    guarded::guarded,
};
use rules::page::{
    moving::SLIDES,
    sections::motions::{Flash, Kind, Motion, Motions},
};
use serde_json::{Value, json};

const MOTION: &str = include_str!("motion.js");

/// Milliseconds for which slide shows are watched: longer than the five seconds that a movement may last.
pub const WATCHING: u32 = 6500;

/// Elements that move, with their `backendNodeId`s.
#[derive(Debug)]
pub struct Watched {
    seen: Seen,
    watched: u32,
    refused: u32,
}

#[derive(Debug, Default)]
struct Seen {
    moving: Vec<(Option<i64>, Motion)>,
    flashes: Vec<(Option<i64>, Flash)>,
}

impl Watched {
    /// The movements in the form in which they are kept. Elements that are no part of the captured page are left out.
    pub fn section(self, numbers: &NodeNumbers) -> Motions {
        let number = |name: Option<i64>| numbers.number_of(name?);
        let Seen { moving, flashes } = self.seen;
        let moving = moving.into_iter();
        let flashes = flashes.into_iter();
        Motions {
            moving: moving.filter_map(|(name, seen)| Some(Motion { node: number(name)?, ..seen })).collect(),
            flashes: flashes.filter_map(|(name, seen)| Some(Flash { node: number(name)?, ..seen })).collect(),
            watched: self.watched,
            refused_requests: self.refused,
        }
    }
}

/// Watches the page with scripts in the given world. Slide shows are watched for `time` milliseconds if the page has
/// any. Does nothing where requests cannot be held back.
pub async fn watch(channel: &Channel, world: &Value, time: u32) -> Result<Option<Watched>, CallError> {
    let Some(tools) = channel.direct() else { return Ok(None) };
    let (seen, wants) = guarded(tools, Guard::Reads, see(channel, world, time)).await?;
    Ok(Some(Watched { seen, watched: time, refused: wants.refused }))
}

async fn see(channel: &Channel, world: &Value, time: u32) -> Result<Seen, CallError> {
    let told = script::run(channel, world, MOTION, &[json!(*SLIDES).to_string(), time.to_string()]).await?;
    let mut seen = Seen::default();
    for (at, facts) in script::list(&told[0]).iter().enumerate() {
        seen.moving.push((script::element(channel, world, &format!("moved[{at}]")).await?, read(facts)));
    }
    for (at, facts) in script::list(&told[1]).iter().enumerate() {
        let name = script::element(channel, world, &format!("flashed[{at}]")).await?;
        seen.flashes.push((name, Flash { node: 0, each_second: number(&facts[0]), area: number(&facts[1]) }));
    }
    Ok(seen)
}

fn number(told: &Value) -> u32 {
    told.as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or(0)
}

fn read(facts: &Value) -> Motion {
    let is = |at: usize| facts[at].as_bool().unwrap_or(false);
    Motion {
        node: 0,
        kind: if is(0) { Kind::Slides } else { Kind::Endless },
        moves: number(&facts[1]),
        blinks: is(2),
        may_stop: facts[3].as_bool().unwrap_or(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_told_accuses_nobody() {
        let motion = read(&Value::Null);
        assert_eq!(
            (motion.kind, motion.moves, motion.blinks, motion.may_stop),
            (Kind::Endless, 0, false, true)
        );
    }
}
