//! How a command ended.

/// How a command ended that did not fail.
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
