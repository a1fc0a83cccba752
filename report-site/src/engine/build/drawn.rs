//! A page that was drawn, and its files that were written aside.

use crate::engine::{DrawError, seal::Seals};
use std::path::PathBuf;

/// Result of drawing one page.
pub struct Drawn {
    pub page: String,
    pub outcome: Outcome,
}

pub enum Outcome {
    /// The page was drawn. Files that are unchanged were not written aside.
    Drawn(Aside, Seals),
    Failed(DrawError),
}

/// Files of a page that were written aside.
#[derive(Default)]
pub struct Aside {
    pub files: Vec<PathBuf>,
    /// Renames, each from a path aside to a path from the root: of every file, or of the whole folder of a new page.
    pub moves: Vec<(PathBuf, String)>,
}

impl Drawn {
    pub fn aside(&self) -> Option<&Aside> {
        match &self.outcome {
            Outcome::Drawn(aside, _) => Some(aside),
            Outcome::Failed(_) => None,
        }
    }
}
