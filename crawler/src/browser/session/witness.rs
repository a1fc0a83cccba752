//! Takes pictures of those texts of a page that a rule would accuse.

use super::{Session, within};
use crate::browser::{
    capture::{self, NodeNumbers, RawCapture},
    error::PageError,
};
use rules::{
    Page, Snapshot, catalogue,
    page::witness::{Wanted, Witness},
    parts::seen,
};
use tokio::task::spawn_blocking;

impl Session {
    /// The captured page with what these pictures show. The page must still be open.
    pub(super) async fn witnessed(&mut self, raw: RawCapture) -> Result<(Snapshot, NodeNumbers), PageError> {
        let world = raw.world().clone();
        let read = spawn_blocking(move || read(raw)).await;
        let (page, numbers, wanted) = read.map_err(|panic| PageError::Crash(panic.to_string()))??;
        // Without its style sheets, a page does not look as its readers see it.
        let wanted = if self.channel.lacks_style_sheet() { Vec::new() } else { wanted };
        let looking = async {
            Ok::<Witness, PageError>(capture::witness(&self.channel, &world, self.viewport, &wanted).await)
        };
        let witness = match within(self.deadlines.capture, looking).await {
            Ok(witness) => witness,
            Err(error) => {
                tracing::debug!(url = page.url(), %error, "not seen");
                // The letters of the page may still be invisible.
                self.spent = true;
                Witness::default()
            }
        };
        Ok((page.with_witness(witness).into_snapshot(), numbers))
    }
}

fn read(raw: RawCapture) -> Result<(Page, NodeNumbers, Vec<Wanted>), PageError> {
    let unreadable = |error| PageError::Crash(format!("unreadable capture: {error}"));
    let (snapshot, numbers) = raw.snapshot()?;
    let page = Page::new(snapshot).map_err(unreadable)?;
    let wanted = seen::wanted(&page, &catalogue::SEEING);
    Ok((page, numbers, wanted))
}
