//! A page that was captured is used, as far as that can be.

use super::{Left, Session, within};
use crate::browser::{act, capture::NodeNumbers};
use rules::Snapshot;
use serde_json::Value;

impl Session {
    /// The page is worth no less where it cannot be used: then it was not tried. Without all its style sheets it is not
    /// the one that its readers use.
    pub(super) async fn act(&mut self, snapshot: &mut Snapshot, numbers: &NodeNumbers, world: &Value) {
        if self.spent || self.channel.lacks_style_sheet() {
            return;
        }
        let acting = act::act(&self.channel, world, self.viewport);
        match within(self.deadlines.capture, acting).await {
            Ok(Some(acted)) => {
                if acted.leaves && self.left == Left::Nothing {
                    self.left = Left::Storage;
                }
                snapshot.sections.states = Some(acted.states(numbers));
            }
            Ok(None) => {}
            Err(error) => {
                tracing::debug!(url = snapshot.url, %error, "not used");
                // Its window may have kept another size, and its requests may still be held back.
                self.spent = true;
            }
        }
    }
}
