//! Buttons with an expanded or collapsed state: what pressing Enter changes in that state, and in what is visible.

use super::{
    super::keys::{Key, press},
    walker::Walker,
};
use crate::browser::call::CallError;

/// Most such buttons of one page that are pressed.
const MOST_OPENERS: usize = 8;
/// Milliseconds after a press in which the controlled part must have opened.
const OPENING: u32 = 500;

/// The same as [`rules::page::sections::walk::Opener`], with the number of the button among the elements that had the
/// focus.
#[derive(Debug, Clone, Copy)]
pub struct SeenOpener {
    pub number: usize,
    pub says: [bool; 3],
    pub shows: [bool; 3],
}

impl Walker<'_> {
    /// Adds each button as soon as it was pressed twice.
    pub(super) async fn openers(&self, openers: &mut Vec<SeenOpener>) -> Result<(), CallError> {
        for _ in 0..MOST_OPENERS {
            let Some(number) = self.looker.opener().await? else { return Ok(()) };
            // A button that does not take the focus has no number.
            let Ok(number) = usize::try_from(number) else { continue };
            openers.extend(self.press_twice(number).await?);
        }
        Ok(())
    }

    async fn press_twice(&self, number: usize) -> Result<Option<SeenOpener>, CallError> {
        let mut seen = SeenOpener { number, says: [false; 3], shows: [false; 3] };
        for at in 0..3 {
            if at > 0 {
                press(self.looker.channel, Key::ENTER).await?;
            }
            let Some((says, shows)) = self.looker.state(number, if at > 0 { OPENING } else { 0 }).await?
            else {
                return Ok(None);
            };
            (seen.says[at], seen.shows[at]) = (says, shows);
            // A button whose first press changes nothing visible is left out.
            if at == 1 && shows == seen.shows[0] {
                return Ok(None);
            }
        }
        Ok(Some(seen))
    }
}
