//! Leads the Tab key through the page, from its top to its end and back, and records what it reaches.

mod hold;
pub(super) mod look;
mod open;
mod skip;
mod walker;

use super::{
    super::{call::CallError, capture::NodeNumbers, channel::Channel},
    Guard, WalkBounds,
    guarded::guarded,
    keys::Key,
};
use look::{Ended, Looker, Seen};
use open::SeenOpener;
use rules::page::sections::walk::{End, Next, Opener, Release, Skip, Stop, Walk};
use serde_json::json;
use tokio::time::timeout;
use walker::{PATIENCE, Walker};

/// Most successive presses that may leave the focus where it is, because the key moves within the element.
const MOST_WITHIN: usize = 3;
/// The same for elements that consist of several parts.
const MOST_PARTS: usize = 60;
/// Number of dialogs after which the walk ends.
const MOST_DIALOGS: u8 = 4;

/// The elements reached, with their `backendNodeId`s.
#[derive(Debug)]
pub struct Walked {
    stops: Vec<Seen>,
    end: End,
    is_mirrored: bool,
    skips: Vec<SeenSkip>,
    openers: Vec<SeenOpener>,
    /// `backendNodeId`s by the elements' numbers among those that had the focus.
    names: Vec<Option<i64>>,
    ended: Ended,
    dialogs: u32,
}

/// The result of following a link; the element reached next is given by its number among those that had the focus.
#[derive(Debug)]
struct SeenSkip {
    stop: u32,
    next: SeenNext,
    moves_target: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SeenNext {
    SameAsBefore,
    Elsewhere(Option<usize>),
}

impl Walked {
    /// Whether the page stored data that the next page of the site may find.
    pub fn leaves(&self) -> bool {
        self.ended.leaves
    }

    /// The walk in the form in which it is kept.
    pub fn section(self, numbers: &NodeNumbers) -> Walk {
        let node = |number: usize| numbers.number_of(self.names.get(number).copied().flatten()?);
        let stop = |seen: &Seen| Stop {
            node: seen.number.and_then(node),
            place: seen.place,
            is_covered: seen.is_covered,
        };
        let skip = |seen: &SeenSkip| Skip {
            stop: seen.stop,
            next: match seen.next {
                SeenNext::SameAsBefore => Next::SameAsBefore,
                SeenNext::Elsewhere(number) => Next::Elsewhere(number.and_then(node)),
            },
            moves_target: seen.moves_target,
        };
        let opener =
            |seen: &SeenOpener| Some(Opener { node: node(seen.number)?, says: seen.says, shows: seen.shows });
        Walk {
            stops: self.stops.iter().map(stop).collect(),
            end: self.end,
            is_mirrored: self.is_mirrored,
            skips: self.skips.iter().map(skip).collect(),
            openers: self.openers.iter().filter_map(opener).collect(),
            refused_requests: self.ended.refused,
            closed_dialogs: self.dialogs,
            fetched_at_once: self.ended.at_once,
        }
    }
}

/// Walks through the page with scripts in the given world. Does nothing where requests cannot be held back.
pub async fn walk(
    channel: &Channel,
    world: &serde_json::Value,
    bounds: WalkBounds,
) -> Result<Option<Walked>, CallError> {
    let Some(tools) = channel.direct() else { return Ok(None) };
    let walker = Walker { looker: Looker { channel, world }, tools, bounds };
    let (walked, wants) = guarded(tools, Guard::Draws, walker.all()).await?;
    let ended = Ended { refused: walked.ended.refused + wants.refused, ..walked.ended };
    Ok(Some(Walked { ended, dialogs: wants.dialogs, ..walked }))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pace {
    Fast,
    /// After each press a script has time to act.
    Slow,
}

/// One walk through the page.
#[derive(Debug)]
struct Way {
    stops: Vec<Seen>,
    end: End,
}

impl Way {
    /// Whether both walks reached the same elements and ended in the same way.
    fn is_like(&self, other: &Self) -> bool {
        let numbers = |way: &Self| way.stops.iter().map(|stop| stop.number).collect::<Vec<_>>();
        self.end == other.end && numbers(self) == numbers(other)
    }
}

impl Walker<'_> {
    async fn all(&self) -> Result<Walked, CallError> {
        // A page without the system's focus receives no key events.
        self.tools.call("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
        self.looker.begin().await?;
        let (mut way, is_mirrored) = self.steady().await?;
        let mut skips = Vec::new();
        if way.end == End::Unsteady {
            way.stops.clear();
        } else {
            let following = self.skips(&way, &mut skips);
            // If the time is over, the part walked until then counts.
            timeout(self.bounds.time, following).await.unwrap_or(Ok(()))?;
        }
        let mut openers = Vec::new();
        let opening = self.openers(&mut openers);
        timeout(self.bounds.time, opening).await.unwrap_or(Ok(()))?;
        let names = self.looker.names("walked").await?;
        let ended = self.looker.ended().await?;
        self.tools.call("Emulation.setFocusEmulationEnabled", json!({ "enabled": false })).await?;
        Ok(Walked { stops: way.stops, end: way.end, is_mirrored, skips, openers, names, ended, dialogs: 0 })
    }

    /// A walk that a second one confirms, either the way back or another one forward, and whether the way back passes
    /// the same stops.
    async fn steady(&self) -> Result<(Way, bool), CallError> {
        let way = self.forward(Pace::Fast).await?;
        if matches!(way.end, End::Held(_) | End::Round(_)) {
            return Ok((self.confirmed(way).await?, false));
        }
        let is_mirrored = way.end == End::Out && self.is_mirrored(&way).await?;
        let is_covered = way.stops.iter().any(|stop| stop.is_covered);
        if is_mirrored && !is_covered {
            return Ok((way, true));
        }
        let again = self.forward(Pace::Fast).await?;
        let end = if way.is_like(&again) { way.end } else { End::Unsteady };
        let both =
            |(one, other): (Seen, Seen)| Seen { is_covered: one.is_covered && other.is_covered, ..one };
        let stops = way.stops.into_iter().zip(again.stops).map(both).collect();
        Ok((Way { stops, end }, is_mirrored))
    }

    /// Confirms or clears a suspicion with two slow walks. An element that holds the focus may take it back before they
    /// begin at the top, so the way to that element is taken from the first walk.
    async fn confirmed(&self, mut way: Way) -> Result<Way, CallError> {
        let (one, other) = (self.forward(Pace::Slow).await?, self.forward(Pace::Slow).await?);
        let held = |way: &Way| way.stops.last().and_then(|stop| stop.number);
        match one.end {
            End::Held(_) if one.end == other.end && held(&one) == held(&other) => {
                let at = way.stops.iter().position(|stop| stop.number == held(&one));
                way.end = if at.is_some() { one.end } else { End::Unsteady };
                way.stops.truncate(at.map_or(0, |at| at + 1));
                Ok(way)
            }
            end => Ok(Way { end: if one.is_like(&other) { end } else { End::Unsteady }, ..one }),
        }
    }

    /// Walks from the top to the end.
    async fn forward(&self, pace: Pace) -> Result<Way, CallError> {
        let mut stops = Vec::new();
        let time = if pace == Pace::Slow { self.bounds.time * 2 } else { self.bounds.time };
        let end = timeout(time, self.go(pace, &mut stops)).await.unwrap_or(Ok(End::Bound))?;
        Ok(Way { stops, end })
    }

    async fn go(&self, pace: Pace, stops: &mut Vec<Seen>) -> Result<End, CallError> {
        let patience = if pace == Pace::Slow { PATIENCE } else { 0 };
        self.looker.top().await?;
        // An element that takes the focus back at once does so before the first press.
        self.looker.look(patience).await?;
        let mut within = 0;
        while stops.len() < self.bounds.stops && self.tools.tab().borrow().dialogs() < MOST_DIALOGS {
            let Some(seen) = self.next(Key::TAB, patience).await? else {
                match self.past_the_end(stops).await? {
                    Some(end) => return Ok(end),
                    None => continue,
                }
            };
            if stops.last().is_some_and(|last| last.number == seen.number) {
                within += 1;
                let is_bound = seen.has_parts && within > MOST_PARTS;
                if !seen.has_parts && within > MOST_WITHIN {
                    return Ok(End::Held(self.release(&seen, pace).await?));
                }
                if is_bound {
                    return Ok(End::Bound);
                }
                continue;
            }
            within = 0;
            if let Some(first) = stops.iter().position(|stop| stop.number == seen.number) {
                return Ok(End::Round(first as u32));
            }
            stops.push(seen);
        }
        Ok(End::Bound)
    }

    /// Handles a press after which no element has the focus: either the page has ended, or a script removed the focus
    /// from an element in the middle.
    async fn past_the_end(&self, stops: &mut Vec<Seen>) -> Result<Option<End>, CallError> {
        // A script may take the focus back.
        if let Some(seen) = self.looker.look(PATIENCE).await? {
            let first = stops.iter().position(|stop| stop.number == seen.number);
            return Ok(first.map(|first| End::Round(first as u32)));
        }
        let next = self.next(Key::TAB, 0).await?;
        let is_first = |seen: &Seen| stops.first().is_none_or(|first| first.number == seen.number);
        match next {
            Some(seen) if !is_first(&seen) && stops.iter().all(|stop| stop.number != seen.number) => {
                stops.push(Seen::NOTHING);
                stops.push(seen);
                Ok(None)
            }
            _ => Ok(Some(End::Out)),
        }
    }

    async fn is_mirrored(&self, way: &Way) -> Result<bool, CallError> {
        self.looker.top().await?;
        let mut back = Vec::new();
        let expected: Vec<_> = way.stops.iter().rev().filter_map(|stop| stop.number).collect();
        // From the top of the page, the first press of Shift and Tab leaves the page; the next one enters it from its
        // end.
        let mut is_below = false;
        for _ in 0..expected.len() + 4 {
            match self.next(Key::TAB_BACK, 0).await? {
                Some(seen) if back.last() != Some(&seen.number) => back.push(seen.number),
                Some(_) => {}
                None if is_below || !back.is_empty() => break,
                None => is_below = true,
            }
        }
        Ok(back.iter().flatten().eq(&expected))
    }

    async fn release(&self, seen: &Seen, pace: Pace) -> Result<Release, CallError> {
        match pace {
            Pace::Slow => hold::release(self, seen).await,
            // This is a suspicion, which slower walks must confirm.
            Pace::Fast => Ok(Release::Nothing),
        }
    }
}
