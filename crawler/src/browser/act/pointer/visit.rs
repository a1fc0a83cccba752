//! Moves the pointer onto one element, twice, and observes what content appears and for how long.

use super::{
    super::{
        WalkBounds,
        keys::{Key, press},
        mouse::{Point, glide, move_to},
        walk::look::Looker,
    },
    content::SeenContent,
};
use crate::browser::{call::CallError, script};
use rules::page::sections::hovers::{Escape, Under};
use serde_json::Value;

/// Longest time in milliseconds for a page to come to rest before the pointer comes.
const BEFORE: u32 = 500;
/// Longest time in milliseconds for content to appear.
const ARRIVING: u32 = 600;
/// Milliseconds for which the pointer rests where it is.
const RESTING: u32 = 300;
/// The same if a script or an animation may hide the content, in milliseconds.
const RESTING_LONG: u32 = 3000;
/// Milliseconds for which content that disappeared by itself must stay hidden.
const AWAY: u32 = 1000;
/// Milliseconds for a script to answer after the pointer has moved from one element to another.
const GRACE: u32 = 400;
/// Longest time in milliseconds for content to vanish after the pointer has left.
const LEAVING: u32 = 800;

/// Access to one page, to try what the pointer does there.
pub struct Pointer<'a> {
    pub looker: Looker<'a>,
    pub bounds: WalkBounds,
}

/// The state while the pointer stands on an element.
struct Visit {
    seen: SeenContent,
    at: Point,
    /// A place outside all elements that are tried.
    away: Point,
}

impl Pointer<'_> {
    pub(super) async fn ask(&self, function: &str, arguments: &[String]) -> Result<Value, CallError> {
        script::run(self.looker.channel, self.looker.world, function, arguments).await
    }

    /// The content that appears both times that the pointer comes, and disappears when it leaves. `is_patient`: the
    /// pointer rests long enough to see whether the content disappears by itself.
    pub(super) async fn visited(
        &self,
        number: usize,
        are_read: bool,
        is_patient: bool,
    ) -> Result<Option<SeenContent>, CallError> {
        let Some(first) = self.come(number, are_read).await? else { return Ok(None) };
        let goes = self.goes(&first, number, is_patient).await?;
        let jumped = if goes { Under::Untried } else { self.onto(&first, false).await? };
        if !self.leave(&first).await? {
            return Ok(None);
        }
        let Some(again) = self.come(number, are_read).await? else { return Ok(None) };
        if !again.seen.is_like(&first.seen) {
            return Ok(None);
        }
        let is_brief = goes && self.goes(&again, number, is_patient).await?;
        let escape = if goes { Escape::Untried } else { self.escape(&again).await? };
        let mut seen = SeenContent { is_brief, under_pointer: jumped, escape, ..again.seen };
        if !self.leave(&again).await? {
            return Ok(None);
        }
        if jumped == Under::Vanishes {
            seen.under_pointer = self.slowly(number, are_read, &first.seen).await?;
        }
        Ok(Some(seen))
    }

    /// Content that vanishes under a pointer that jumps may stay under one that moves slowly.
    async fn slowly(&self, number: usize, are_read: bool, seen: &SeenContent) -> Result<Under, CallError> {
        let Some(visit) = self.come(number, are_read).await? else { return Ok(Under::Untried) };
        // Content that slides in must have come to rest.
        if !visit.seen.is_like(seen) || !self.is_seen(visit.seen, RESTING).await? {
            return Ok(Under::Untried);
        }
        let under = self.onto(&visit, true).await?;
        self.leave(&visit).await?;
        Ok(under)
    }

    /// Moves the pointer onto the element and waits for content. `None` if no content appears, or if the pointer cannot
    /// be moved onto the element.
    async fn come(&self, number: usize, are_read: bool) -> Result<Option<Visit>, CallError> {
        let told = self.ask("number => contents.aim(number)", &[number.to_string()]).await?;
        let Some((at, away)) = point(&told, 0).zip(point(&told, 2)) else { return Ok(None) };
        let channel = self.looker.channel;
        move_to(channel, away).await?;
        self.ask("most => contents.begin(most)", &[BEFORE.to_string()]).await?;
        move_to(channel, Point { x: at.x - 1.0, ..at }).await?;
        move_to(channel, at).await?;
        let asked = [number.to_string(), ARRIVING.to_string()];
        let told = self.ask("(number, most) => contents.shown(number, most)", &asked).await?;
        let seen = SeenContent::read(&told, are_read);
        if seen.is_none() {
            move_to(channel, away).await?;
        }
        Ok(seen.map(|seen| Visit { seen, at, away }))
    }

    /// Moves the pointer onto the content, and returns whether the content stays.
    async fn onto(&self, visit: &Visit, is_slow: bool) -> Result<Under, CallError> {
        let told = self.ask("number => contents.onto(number)", &[visit.seen.content.to_string()]).await?;
        let Some(there) = point(&told, 0) else { return Ok(Under::Untried) };
        if is_slow {
            glide(self.looker.channel, visit.at, there).await?;
        } else {
            move_to(self.looker.channel, there).await?;
        }
        let stays = self.is_seen(visit.seen, GRACE).await?;
        Ok(if stays { Under::Stays } else { Under::Vanishes })
    }

    /// Presses Escape while the pointer stays where it is, and returns whether the content closes. Only content that
    /// covers other text is tried.
    async fn escape(&self, visit: &Visit) -> Result<Escape, CallError> {
        if !visit.seen.covers {
            return Ok(Escape::Untried);
        }
        press(self.looker.channel, Key::ESCAPE).await?;
        let is_gone = !self.is_seen(visit.seen, GRACE).await?;
        Ok(if is_gone { Escape::Closes } else { Escape::Stays })
    }

    /// Whether the content disappears while the pointer rests, and does not come back, not even after a small move of
    /// the pointer. A small move brings back controls that are hidden only while the pointer rests.
    async fn goes(&self, visit: &Visit, number: usize, is_patient: bool) -> Result<bool, CallError> {
        let Visit { seen, at, .. } = *visit;
        let most = if seen.may_go && is_patient { RESTING_LONG } else { RESTING };
        if !self.is_gone(seen, most).await? || !self.is_left(seen, number, at).await? {
            return Ok(false);
        }
        move_to(self.looker.channel, Point { x: at.x - 1.0, ..at }).await?;
        Ok(!self.is_seen(seen, GRACE).await?)
    }

    async fn is_left(&self, seen: SeenContent, number: usize, at: Point) -> Result<bool, CallError> {
        let [x, y] = [at.x, at.y].map(|side| side.to_string());
        let asked = [seen.content.to_string(), number.to_string(), x, y, AWAY.to_string()];
        let told = self
            .ask("(number, trigger, x, y, most) => contents.isLeft(number, trigger, x, y, most)", &asked)
            .await?;
        Ok(told.as_bool().unwrap_or(false))
    }

    /// Whether the content disappears within `most` milliseconds. Returns as soon as it has.
    async fn is_gone(&self, seen: SeenContent, most: u32) -> Result<bool, CallError> {
        let asked = [seen.content.to_string(), most.to_string()];
        let told = self.ask("(number, most) => contents.isGone(number, most)", &asked).await?;
        Ok(told.as_bool().unwrap_or(false))
    }

    async fn is_seen(&self, seen: SeenContent, wait: u32) -> Result<bool, CallError> {
        let asked = [seen.content.to_string(), wait.to_string()];
        let told = self.ask("(number, wait) => contents.isSeen(number, wait)", &asked).await?;
        Ok(told.as_bool().unwrap_or(false))
    }

    /// Moves the pointer away, and returns whether the content vanishes.
    async fn leave(&self, visit: &Visit) -> Result<bool, CallError> {
        move_to(self.looker.channel, visit.away).await?;
        self.is_gone(visit.seen, LEAVING).await
    }
}

fn point(told: &Value, at: usize) -> Option<Point> {
    Some(Point { x: told[at].as_f64()?, y: told[at + 1].as_f64()? })
}
