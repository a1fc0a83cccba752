//! Uses a captured page, as far as possible.

use super::{Left, Session, within};
use crate::browser::{
    act::{self, Acting},
    capture::NodeNumbers,
    captured::Attention,
};
use rules::Snapshot;
use serde_json::Value;

impl Session {
    /// Uses the page. If that fails, the page is still valid, and counts as not used. A page without some of its style
    /// sheets is not used, because readers see another one.
    pub(super) async fn act(
        &mut self,
        snapshot: &mut Snapshot,
        numbers: &NodeNumbers,
        world: &Value,
        attention: Attention,
    ) {
        if self.acting != Acting::None && self.is_usable() {
            self.show(snapshot, numbers, world).await;
        }
        // The walk comes last, because it may stop all requests of the page.
        let is_walked = self.acting == Acting::Full || self.acting == Acting::Some && attention.walked;
        if is_walked && self.is_usable() {
            self.walk(snapshot, numbers, world).await;
        }
    }

    fn is_usable(&self) -> bool {
        !self.spent && !self.channel.lacks_style_sheet()
    }

    async fn show(&mut self, snapshot: &mut Snapshot, numbers: &NodeNumbers, world: &Value) {
        let acting = act::act(&self.channel, world, self.viewport);
        match within(self.deadlines.capture, acting).await {
            Ok(Some(acted)) => {
                self.notes(acted.leaves);
                snapshot.sections.states = Some(acted.states(numbers));
            }
            Ok(None) => {}
            Err(error) => {
                tracing::debug!(url = snapshot.url, %error, "not used");
                // The window may not have been restored, and requests may still be held back.
                self.spent = true;
            }
        }
    }

    async fn walk(&mut self, snapshot: &mut Snapshot, numbers: &NodeNumbers, world: &Value) {
        let walking = act::walk(&self.channel, world, self.bounds);
        match within(self.bounds.whole(), walking).await {
            Ok(Some(walked)) => {
                self.notes(walked.leaves());
                snapshot.sections.walk = Some(walked.section(numbers));
            }
            Ok(None) => {}
            Err(error) => {
                tracing::debug!(url = snapshot.url, %error, "not walked through");
                self.spent = true;
            }
        }
    }

    /// Notes whether the page stored data that the next page of the site may find.
    fn notes(&mut self, leaves: bool) {
        if leaves && self.left == Left::Nothing {
            self.left = Left::Storage;
        }
    }
}
