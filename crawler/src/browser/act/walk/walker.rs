//! One step of a walk: a key is pressed, and the element that then has the focus is asked for.

use super::{
    super::{
        WalkBounds,
        keys::{Key, press},
    },
    look::{Looker, Seen},
};
use crate::browser::{call::CallError, devtools::DevTools};

/// Milliseconds after a press in which a script may take the focus back.
pub const PATIENCE: u32 = 150;

/// The means of a walk through one page.
pub struct Walker<'a> {
    pub looker: Looker<'a>,
    pub tools: &'a DevTools,
    pub bounds: WalkBounds,
}

impl Walker<'_> {
    /// The next element that the key reaches.
    pub async fn next(&self, key: Key, patience: u32) -> Result<Option<Seen>, CallError> {
        press(self.looker.channel, key).await?;
        self.looker.look(patience).await
    }
}
