//! Links at the top of the page that lead to a place in it: what Enter does with them.

use super::{
    super::keys::{Key, press},
    SeenNext, SeenSkip, Way,
    walker::{PATIENCE, Walker},
};
use crate::browser::call::CallError;

/// Links to the content stand before all else.
const AMONG_FIRST: usize = 6;
const MOST_FOLLOWED: usize = 2;
/// Milliseconds that a page which scrolls slowly may take before it moves the focus.
const LONG_PATIENCE: u32 = 1500;

impl Walker<'_> {
    /// Adds what came of each link as soon as it is known.
    pub(super) async fn skips(&self, way: &Way, skips: &mut Vec<SeenSkip>) -> Result<(), CallError> {
        let first = way.stops.iter().enumerate().take(AMONG_FIRST);
        for (at, _) in first.filter(|(_, stop)| stop.leads_within).take(MOST_FOLLOWED) {
            let Some(skip) = self.follow(way, at, PATIENCE).await? else { continue };
            if skip.next != SeenNext::SameAsBefore {
                skips.push(skip);
                continue;
            }
            // Nothing came of it yet: once more, with time.
            let again = self.follow(way, at, LONG_PATIENCE).await?;
            skips.extend(again);
        }
        Ok(())
    }

    /// `None` where the link was not reached as before.
    async fn follow(&self, way: &Way, at: usize, patience: u32) -> Result<Option<SeenSkip>, CallError> {
        self.looker.top().await?;
        let mut reached = None;
        for _ in 0..=at {
            reached = self.next(Key::TAB, 0).await?;
        }
        let link = &way.stops[at];
        if reached.and_then(|seen| seen.number) != link.number {
            return Ok(None);
        }
        let stood = self.looker.target(link).await?;
        press(self.looker.channel, Key::ENTER).await?;
        // The element that has the focus by then does not matter: the next press tells where the page goes on.
        let _on_the_way = self.looker.look(patience).await?;
        let moves_target = self.looker.target(link).await? != stood;
        let next = self.next(Key::TAB, PATIENCE).await?.and_then(|seen| seen.number);
        let before = way.stops.get(at + 1).and_then(|stop| stop.number);
        let is_same = next.is_some() && next == before;
        let next = if is_same { SeenNext::SameAsBefore } else { SeenNext::Elsewhere(next) };
        Ok(Some(SeenSkip { stop: at as u32, next, moves_target }))
    }
}
