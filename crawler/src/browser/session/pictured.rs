//! Takes a picture of a page, where one is kept.

use super::{Session, within};
use crate::browser::capture::{self, PictureFile};
use serde_json::Value;

impl Session {
    /// Takes the picture. If that fails, the page is still valid without it.
    pub(super) async fn picture(&mut self, url: &str, world: &Value) -> Option<PictureFile> {
        let taking = capture::picture(&self.channel, world, self.viewport);
        match within(self.deadlines.capture, taking).await {
            Ok(picture) => picture,
            Err(error) => {
                tracing::debug!(url, %error, "no picture");
                // The viewport may not have been restored.
                self.spent = true;
                None
            }
        }
    }
}
