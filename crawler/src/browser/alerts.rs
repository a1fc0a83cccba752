//! Closes the dialogs that a page opens while it loads, without agreeing to them.

use super::error::{PageError, page_error};
use fantoccini::Client;
use std::time::Duration;
use tokio::time::timeout;

const MOST: usize = 10;
const EACH: Duration = Duration::from_secs(5);

/// Closes open dialogs. A page that keeps opening dialogs is given up.
pub async fn dismiss(client: &Client) -> Result<(), PageError> {
    for _ in 0..MOST {
        match timeout(EACH, client.dismiss_alert()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) if error.is_no_such_alert() => return Ok(()),
            Ok(Err(error)) => return Err(page_error(error)),
            Err(_) => return Err(PageError::Dialogs),
        }
    }
    Err(PageError::Dialogs)
}
