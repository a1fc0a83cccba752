//! Links at the top of the page to a place in it, and the effect of pressing Enter on them.

use super::{
    super::keys::{Key, press},
    SeenNext, SeenSkip, Way,
    walker::{PATIENCE, Walker},
};
use crate::browser::call::CallError;

/// Number of stops at the beginning of a walk among which such links are sought.
const AMONG_FIRST: usize = 6;
const MOST_FOLLOWED: usize = 2;
/// Milliseconds for a page that scrolls slowly before it moves the focus.
const LONG_PATIENCE: u32 = 1500;

impl Walker<'_> {
    /// Adds the result for each link as soon as it is known.
    pub(super) async fn skips(&self, way: &Way, skips: &mut Vec<SeenSkip>) -> Result<(), CallError> {
        let first = way.stops.iter().enumerate().take(AMONG_FIRST);
        for (at, _) in first.filter(|(_, stop)| stop.leads_within).take(MOST_FOLLOWED) {
            let Some(skip) = self.follow(way, at, PATIENCE).await? else { continue };
            if skip.next != SeenNext::SameAsBefore {
                skips.push(skip);
                continue;
            }
            // The link had no effect yet: it is followed once more, with more time.
            let again = self.follow(way, at, LONG_PATIENCE).await?;
            skips.extend(again);
        }
        Ok(())
    }

    /// Follows the link. `None` where the link was not reached as before.
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
        // The element that has the focus now does not matter: the next press shows where the focus continues.
        let _on_the_way = self.looker.look(patience).await?;
        let moves_target = self.looker.target(link).await? != stood;
        let next = self.next(Key::TAB, PATIENCE).await?.and_then(|seen| seen.number);
        let before = way.stops.get(at + 1).and_then(|stop| stop.number);
        let is_same = next.is_some() && next == before;
        let next = if is_same { SeenNext::SameAsBefore } else { SeenNext::Elsewhere(next) };
        Ok(Some(SeenSkip { stop: at as u32, next, moves_target }))
    }
}
