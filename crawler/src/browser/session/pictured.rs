//! A picture of a page, where one is to be kept.

use super::{Session, within};
use crate::browser::capture::{self, PictureFile};
use serde_json::Value;

impl Session {
    /// The page is worth no less without one.
    pub(super) async fn picture(&mut self, url: &str, world: &Value) -> Option<PictureFile> {
        let taking = capture::picture(&self.channel, world, self.viewport);
        match within(self.deadlines.capture, taking).await {
            Ok(picture) => picture,
            Err(error) => {
                tracing::debug!(url, %error, "no picture");
                // Its viewport may have kept another size.
                self.spent = true;
                None
            }
        }
    }
}
