//! The end of a command that did not fail.

/// Whether a command that did not fail has done all of its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Whole,
    /// Some sites or pages were not evaluated, or some lines not taken over.
    InPart,
}

impl Ended {
    pub fn whole(whole: bool) -> Self {
        if whole { Self::Whole } else { Self::InPart }
    }
}
