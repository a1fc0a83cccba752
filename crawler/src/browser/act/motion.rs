//! Finds the elements of a page that move while nothing is done.

use super::{
    super::{call::CallError, capture::NodeNumbers, channel::Channel, script},
    Guard,
    guarded::guarded,
};
use rules::page::{
    moving::SLIDES,
    sections::motions::{Kind, Motion, Motions},
};
use serde_json::{Value, json};

const MOTION: &str = include_str!("motion.js");

/// Milliseconds for which slide shows are watched: longer than the five seconds that a movement may last.
pub const WATCHING: u32 = 6500;

/// Elements that move, with their `backendNodeId`s.
#[derive(Debug)]
pub struct Watched {
    moving: Vec<(Option<i64>, Motion)>,
    watched: u32,
    refused: u32,
}

impl Watched {
    /// The movements in the form in which they are kept. Elements that are no part of the captured page are left out.
    pub fn section(self, numbers: &NodeNumbers) -> Motions {
        let kept = |(name, motion): (Option<i64>, Motion)| {
            Some(Motion { node: numbers.number_of(name?)?, ..motion })
        };
        Motions {
            moving: self.moving.into_iter().filter_map(kept).collect(),
            watched: self.watched,
            refused_requests: self.refused,
        }
    }
}

/// Watches the page with scripts in the given world. Slide shows are watched for `time` milliseconds if the page has
/// any. Does nothing where requests cannot be held back.
pub async fn watch(channel: &Channel, world: &Value, time: u32) -> Result<Option<Watched>, CallError> {
    let Some(tools) = channel.direct() else { return Ok(None) };
    let (moving, wants) = guarded(tools, Guard::Reads, moving(channel, world, time)).await?;
    Ok(Some(Watched { moving, watched: time, refused: wants.refused }))
}

async fn moving(
    channel: &Channel,
    world: &Value,
    time: u32,
) -> Result<Vec<(Option<i64>, Motion)>, CallError> {
    let told = script::run(channel, world, MOTION, &[json!(*SLIDES).to_string(), time.to_string()]).await?;
    let mut moving = Vec::new();
    for (at, facts) in script::list(&told).iter().enumerate() {
        moving.push((script::element(channel, world, &format!("moved[{at}]")).await?, read(facts)));
    }
    Ok(moving)
}

fn read(facts: &Value) -> Motion {
    let is = |at: usize| facts[at].as_bool().unwrap_or(false);
    Motion {
        node: 0,
        kind: if is(0) { Kind::Slides } else { Kind::Endless },
        moves: facts[1].as_u64().and_then(|pixels| u32::try_from(pixels).ok()).unwrap_or(0),
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
