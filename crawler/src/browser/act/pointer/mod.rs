//! Moves the pointer onto elements that may make content appear, and records that content: whether it stays, and
//! whether the keyboard makes it appear too.

mod content;
mod keyboard;
mod listeners;
mod visit;

use super::{
    super::{call::CallError, capture::NodeNumbers, channel::Channel, script},
    Guard, WalkBounds,
    guarded::guarded,
    walk::look::Looker,
};
use content::SeenContent;
use listeners::Listeners;
use rules::page::sections::hovers::Hovers;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;
use visit::Pointer;

const CONTENTS: &str = include_str!("contents.js");
const TRIGGERS: &str = include_str!("triggers.js");

/// Most elements of one page on which the pointer is moved.
const MOST_TRIGGERS: usize = 10;
/// Most contents of one page that are kept.
const MOST_CONTENTS: usize = 5;
/// Most contents for which the pointer rests long enough to see whether they go by themselves.
const MOST_RESTED: usize = 2;
/// Milliseconds for which the page is watched while nothing is done. An element that changes meanwhile moves by itself.
const CONTROL: u32 = 400;

/// Most time for one pass with the pointer and one with the keyboard.
pub fn whole(bounds: WalkBounds) -> Duration {
    bounds.time * 8
}

/// Observations, with the `backendNodeId`s of elements.
#[derive(Debug, Default)]
pub struct Pointed {
    contents: Vec<SeenContent>,
    tried: u32,
    is_whole: bool,
    hears_keys: bool,
    names: Vec<Option<i64>>,
    refused: u32,
    dialogs: u32,
    leaves: bool,
}

impl Pointed {
    /// Whether the page stored data that the next page of the site may find.
    pub fn leaves(&self) -> bool {
        self.leaves
    }

    /// The observations in the form in which they are kept. Contents are left out if their trigger is no part of the
    /// captured page.
    pub fn section(self, numbers: &NodeNumbers) -> Hovers {
        let node = |number: usize| numbers.number_of(self.names.get(number).copied().flatten()?);
        Hovers {
            contents: self.contents.iter().filter_map(|seen| seen.kept(node)).collect(),
            tried: self.tried,
            is_whole: self.is_whole,
            hears_keys: self.hears_keys,
            refused_requests: self.refused,
            closed_dialogs: self.dialogs,
        }
    }
}

/// Points at the page's elements with scripts in the world in which the walk with the Tab key took place. Does nothing
/// where requests cannot be held back.
pub async fn point(
    channel: &Channel,
    world: &Value,
    bounds: WalkBounds,
) -> Result<Option<Pointed>, CallError> {
    let Some(tools) = channel.direct() else { return Ok(None) };
    let pointer = Pointer { looker: Looker { channel, world }, bounds };
    let (pointed, wants) = guarded(tools, Guard::Draws, pointer.all()).await?;
    let refused = pointed.refused + wants.refused;
    Ok(Some(Pointed { refused, dialogs: wants.dialogs, ..pointed }))
}

impl Pointer<'_> {
    async fn all(&self) -> Result<Pointed, CallError> {
        let Looker { channel, world } = self.looker;
        let listeners = Listeners::read(channel, world).await?;
        let are_named = listeners.name(channel, world).await?;
        // The focus is still where the Tab key left it, and may itself show sought content.
        self.looker.top().await?;
        script::run(channel, world, CONTENTS, &[]).await?;
        let told = script::run(channel, world, TRIGGERS, &[MOST_TRIGGERS.to_string()]).await?;
        let count = told[0].as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
        let is_told = |at: usize| told[at].as_bool().unwrap_or(false);
        let mut pointed = Pointed {
            tried: count as u32,
            is_whole: are_named && is_told(2),
            hears_keys: listeners.keys,
            ..Pointed::default()
        };
        if count > 0 {
            let refused = self.looker.ended().await?.refused;
            self.try_all(count, is_told(1), &mut pointed).await?;
            pointed.names = self.looker.names("known").await?;
            let ended = self.looker.ended().await?;
            (pointed.refused, pointed.leaves) = (ended.refused.saturating_sub(refused), ended.leaves);
        }
        Ok(pointed)
    }

    async fn try_all(&self, count: usize, are_read: bool, pointed: &mut Pointed) -> Result<(), CallError> {
        let tools = self.looker.channel;
        tools.call("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
        let visiting = self.visit_all(count, are_read, &mut pointed.contents);
        // Contents that were found before the time was over count.
        let visited = timeout(self.bounds.time * 3, visiting).await;
        pointed.is_whole &= visited.is_ok();
        visited.unwrap_or(Ok(()))?;
        self.by_keyboard(&mut pointed.contents).await?;
        tools.call("Emulation.setFocusEmulationEnabled", json!({ "enabled": false })).await.map(drop)
    }

    async fn visit_all(
        &self,
        count: usize,
        are_read: bool,
        contents: &mut Vec<SeenContent>,
    ) -> Result<(), CallError> {
        // Removes the focus and scrolls to the top of the page.
        self.looker.top().await?;
        self.ask("wait => contents.control(wait)", &[CONTROL.to_string()]).await?;
        for number in 0..count {
            if contents.len() == MOST_CONTENTS {
                return Ok(());
            }
            let is_patient = contents.len() < MOST_RESTED;
            contents.extend(self.visited(number, are_read, is_patient).await?);
        }
        Ok(())
    }
}
