//! A session at a WebDriver that others run, which must not outlive its use.

use super::webdriver::ask;
use http::Method;
use std::{mem::take, time::Duration};
use tokio::{runtime::Handle, time::timeout};
use tokio_util::task::task_tracker::TaskTrackerToken;

const END_WITHIN: Duration = Duration::from_secs(5);

/// Ends the session when it is dropped, even in the middle of a page. Otherwise a grid would keep the session's place
/// for minutes, and a new run would find all places taken.
pub struct Lent {
    /// Index of the endpoint.
    pub at: usize,
    session: String,
    /// The pool waits for this token when it closes.
    token: TaskTrackerToken,
}

impl Lent {
    pub fn new(at: usize, session: String, token: TaskTrackerToken) -> Self {
        Self { at, session, token }
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let Ok(runtime) = Handle::try_current() else { return };
        let (session, token) = (take(&mut self.session), self.token.clone());
        runtime.spawn(async move {
            // The endpoint ends the session after this request, even if nobody waits for the response.
            let _ = timeout(END_WITHIN, ask(Method::DELETE, &session)).await;
            drop(token);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };
    use tokio_util::task::TaskTracker;

    #[tokio::test]
    async fn what_is_dropped_is_ended_and_waited_for() {
        let grid = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let session = format!("http://{}/wd/hub/session/7", grid.local_addr().unwrap());
        let lent = TaskTracker::new();
        lent.close();
        let page = tokio::spawn({
            let lent = Lent::new(0, session, lent.token());
            async move {
                std::future::pending::<()>().await;
                drop(lent);
            }
        });
        page.abort();
        let (mut asked, _) = grid.accept().await.unwrap();
        let mut request = [0; 256];
        let length = asked.read(&mut request).await.unwrap();
        assert!(request[..length].starts_with(b"DELETE /wd/hub/session/7 HTTP/1.1\r\n"));
        assert!(!lent.is_empty());
        asked.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await.unwrap();
        lent.wait().await;
    }
}
