//! Uses a captured page, as far as possible.

use super::{Left, Session, within};
use crate::browser::{
    act::{self, Acting},
    call::CallError,
    capture::NodeNumbers,
    captured::Attention,
};
use rules::Snapshot;
use serde_json::Value;

impl Session {
    /// Uses the page. If that fails, the page is still valid, and counts as not used. A page that lacks a style sheet
    /// is not used, because it does not look as its readers see it.
    pub(super) async fn act(
        &mut self,
        snapshot: &mut Snapshot,
        numbers: &NodeNumbers,
        world: &Value,
        attention: Attention<'_>,
    ) {
        if self.acting != Acting::None && self.is_usable() {
            self.show(snapshot, numbers, world).await;
        }
        let is_walked = self.acting == Acting::Full || self.acting == Acting::Some && attention.walked;
        if self.acting != Acting::None && self.is_usable() {
            self.watch(snapshot, numbers, world, if is_walked { act::WATCHING } else { 0 }).await;
        }
        // Showing and watching come before the walk, because the walk may stop all requests of the page.
        if is_walked && self.is_usable() {
            self.walk(snapshot, numbers, world).await;
        }
        if snapshot.sections.walk.is_some() && self.is_usable() {
            self.point(snapshot, numbers, world).await;
        }
        // A script may listen to more once the page was used. Asking for that does nothing to the page.
        if self.is_usable() {
            self.listen(snapshot, numbers, world).await;
        }
    }

    fn is_usable(&self) -> bool {
        !self.spent && !self.channel.lacks_style_sheet()
    }

    /// Asks which events the page's scripts listen to. This does nothing to the page.
    async fn listen(&mut self, snapshot: &mut Snapshot, numbers: &NodeNumbers, world: &Value) {
        if self.channel.direct().is_none() {
            return;
        }
        let listening = async {
            let answers = act::listeners(&self.channel, world).await?;
            Ok::<_, CallError>(answers.section(numbers, act::said(&self.channel).await?))
        };
        match within(self.deadlines.capture, listening).await {
            Ok(listened) => snapshot.sections.listened = Some(listened),
            Err(error) => {
                tracing::debug!(url = snapshot.url, %error, "listeners not known");
                self.spent = true;
            }
        }
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

    /// Watches for movement while nothing is done. Slide shows are watched for `time` milliseconds.
    async fn watch(&mut self, snapshot: &mut Snapshot, numbers: &NodeNumbers, world: &Value, time: u32) {
        let watching = act::watch(&self.channel, world, time);
        match within(self.deadlines.capture, watching).await {
            Ok(Some(watched)) => snapshot.sections.motions = Some(watched.section(numbers)),
            Ok(None) => {}
            Err(error) => {
                tracing::debug!(url = snapshot.url, %error, "not watched");
                // Its requests may still be held back.
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

    /// Moves the pointer over the page, and looks with the keyboard for the content that appears.
    async fn point(&mut self, snapshot: &mut Snapshot, numbers: &NodeNumbers, world: &Value) {
        let pointing = act::point(&self.channel, world, self.bounds);
        match within(act::pointing(self.bounds), pointing).await {
            Ok(Some(pointed)) => {
                self.notes(pointed.leaves());
                snapshot.sections.hovers = Some(pointed.section(numbers));
            }
            Ok(None) => {}
            Err(error) => {
                tracing::debug!(url = snapshot.url, %error, "not pointed at");
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
