//! One step of a walk: it presses a key and asks for the focused element.

use super::{
    super::{
        WalkBounds,
        keys::{Key, press},
    },
    look::{Looker, Seen},
};
use crate::browser::{call::CallError, devtools::DevTools};

/// Milliseconds after a press in which a script may take back the focus.
pub const PATIENCE: u32 = 150;

/// Access to one page, for a walk with the Tab key.
pub struct Walker<'a> {
    pub looker: Looker<'a>,
    pub tools: &'a DevTools,
    pub bounds: WalkBounds,
}

impl Walker<'_> {
    /// Presses the key, and gives the element that has the focus `patience` milliseconds later.
    pub async fn next(&self, key: Key, patience: u32) -> Result<Option<Seen>, CallError> {
        press(self.looker.channel, key).await?;
        self.looker.look(patience).await
    }
}
