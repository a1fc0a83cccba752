//! Uses a page after its capture: shows it in other ways, leads the Tab key through it, and moves a pointer over it.
//! Meanwhile the page can neither send data nor navigate.

mod guard;
mod guarded;
mod keys;
mod listened;
mod motion;
mod mouse;
mod pointer;
mod shown;
mod walk;

pub use guard::{Guard, Wanted};
pub use listened::{answers as listeners, said};
pub use motion::{WATCHING, watch};
pub use pointer::{point, whole as pointing};
pub use shown::act;
pub use walk::walk;

use std::time::Duration;

/// How much is done with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Acting {
    /// All known actions, with every page.
    Full,
    /// Only fast actions; the Tab key leads only through the pages for which it is requested.
    #[default]
    Some,
    None,
}

/// Limits of a walk with the Tab key through one page. If a page exceeds them, only its capture is kept.
#[derive(Debug, Clone, Copy)]
pub struct WalkBounds {
    /// Most elements that the walk reaches.
    pub stops: usize,
    /// Longest time of one walk through the page.
    pub time: Duration,
}

impl WalkBounds {
    /// Longest time of everything that is done with the Tab key: a walk through the page; then either the way back and
    /// a second walk, or two slow walks that take twice the time each; then the links at the top of the page, and the
    /// buttons with an expanded state.
    pub fn whole(&self) -> Duration {
        self.time * 9
    }
}

impl Default for WalkBounds {
    fn default() -> Self {
        Self { stops: 80, time: Duration::from_secs(6) }
    }
}
