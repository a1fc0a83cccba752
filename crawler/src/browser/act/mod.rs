//! A page is used, not only looked at: once it has been captured it is shown otherwise, and the Tab key leads through it. It
//! sends nothing and leads nowhere meanwhile.

mod guard;
mod keys;
mod shown;
mod walk;

pub use guard::{Guard, Wanted};
pub use shown::act;
pub use walk::walk;

use std::time::Duration;

/// How much is done with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Acting {
    /// All that is known, with every page.
    Full,
    /// Cheap actions only; the Tab key leads only through the pages for which that is asked.
    #[default]
    Some,
    None,
}

/// Limits of a walk with the Tab key on one page. One that is walked through more slowly than that keeps its first
/// capture.
#[derive(Debug, Clone, Copy)]
pub struct WalkBounds {
    /// Elements that it reaches, at most.
    pub stops: usize,
    /// Once through the page.
    pub time: Duration,
}

impl WalkBounds {
    /// Through the page, back and again, or twice at half the pace; along its first links, and to its buttons.
    pub fn whole(&self) -> Duration {
        self.time * 9
    }
}

impl Default for WalkBounds {
    fn default() -> Self {
        Self { stops: 80, time: Duration::from_secs(6) }
    }
}
