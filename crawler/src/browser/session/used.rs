//! A page that was captured is used, as far as that can be.

use super::{Left, Session, within};
use crate::browser::{
    act::{self, Acting},
    capture::NodeNumbers,
    captured::Attention,
};
use rules::Snapshot;
use serde_json::Value;

impl Session {
    /// A page that cannot be used is worth no less: its use was simply not tried. A page that lacks style sheets is not
    /// the one that its readers use.
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
        // Last, since a page that was walked through may not ask for anything any more.
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
                // Its window may have kept another size, and its requests may still be held back.
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

    /// The next page of the site may find something of this one.
    fn notes(&mut self, leaves: bool) {
        if leaves && self.left == Left::Nothing {
            self.left = Left::Storage;
        }
    }
}
