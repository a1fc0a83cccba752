//! Captures the open page when it has settled.

use super::{Session, within};
use crate::browser::{
    capture::{self, RawCapture},
    error::PageError,
    stand,
};

impl Session {
    /// Captures the page when it has settled. If `may_leave` is true, a page that navigates meanwhile is not captured:
    /// parts of the capture could come from the next document, before it has arrived whole.
    pub(super) async fn take(&mut self, may_leave: bool) -> Result<RawCapture, PageError> {
        let documents = self.documents();
        if may_leave && self.is_under_way() {
            return Err(PageError::Left);
        }
        let taken = self.take_what_is_open(may_leave).await;
        if may_leave && self.documents() != documents {
            return Err(PageError::Left);
        }
        taken
    }

    async fn take_what_is_open(&mut self, may_leave: bool) -> Result<RawCapture, PageError> {
        let Self { channel, deadlines, learnt, .. } = self;
        let world = within(deadlines.capture, capture::world(channel)).await?;
        let standing = stand::wait(channel, &world, deadlines.standing, may_leave, learnt);
        let stood = within(deadlines.standing + deadlines.capture, standing).await?;
        // This is read before the page is used.
        let windows = self.channel.direct().map(|tools| tools.tab().borrow().windows.clone());
        let windows = windows.and_then(|asked_for| unasked(asked_for, stood.unscrolled_windows));
        let taking = capture::take(&self.channel, world, stood, &self.browser, self.viewport, &mut self.seen);
        let raw = within(self.deadlines.capture, taking).await?.with_windows(windows);
        if raw.url().starts_with("chrome-error:") {
            // An error page of the browser, which does not name the error.
            return Err(PageError::Network("ERR_FAILED".into()));
        }
        Ok(raw)
    }

    /// Number of documents that the tab has shown so far.
    fn documents(&self) -> usize {
        self.channel.direct().map_or(0, |tools| tools.tab().borrow().documents.len())
    }

    fn is_under_way(&self) -> bool {
        self.channel.direct().is_some_and(|tools| tools.tab().borrow().is_under_way())
    }
}

/// The windows that a page asked for by itself. `unscrolled` is their number before the page was scrolled, `None` if it
/// was not. The result is `None` if the page asked for its first window only when it was scrolled: scrolling is an
/// action, so it is not known which windows open without one.
fn unasked(mut asked_for: Vec<String>, unscrolled: Option<usize>) -> Option<Vec<String>> {
    let unscrolled = unscrolled.unwrap_or(asked_for.len());
    if unscrolled == 0 && !asked_for.is_empty() {
        return None;
    }
    asked_for.truncate(unscrolled);
    Some(asked_for)
}

#[cfg(test)]
mod tests {
    use super::unasked;

    #[test]
    fn a_window_that_comes_with_scrolling_is_neither_unasked_for_nor_none() {
        let asked_for = || vec!["/annonce".to_owned()];
        assert_eq!(unasked(asked_for(), None), Some(asked_for()));
        assert_eq!(unasked(asked_for(), Some(1)), Some(asked_for()));
        assert_eq!(unasked(asked_for(), Some(0)), None);
        assert_eq!(unasked(Vec::new(), Some(0)), Some(Vec::new()));
    }
}
