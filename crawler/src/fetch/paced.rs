//! Several requests within one visit of a host keep their distance too.

use super::{FetchError, Fetched, Get};
use std::time::Duration;
use tokio::{sync::Mutex, time::Instant};
use url::Url;

/// Starts no request sooner than `between` after the start of the one before.
pub struct Paced<'a, G> {
    get: &'a G,
    between: Duration,
    not_before: Mutex<Option<Instant>>,
}

impl<'a, G: Get> Paced<'a, G> {
    pub fn new(get: &'a G, between: Duration) -> Self {
        Self { get, between, not_before: Mutex::default() }
    }

    async fn wait(&self) {
        let mut not_before = self.not_before.lock().await;
        if let Some(due) = *not_before {
            tokio::time::sleep_until(due).await;
        }
        *not_before = Some(Instant::now() + self.between);
    }
}

impl<G: Get> Get for Paced<'_, G> {
    async fn get(&self, url: &Url, most: usize) -> Result<Fetched, FetchError> {
        self.wait().await;
        self.get.get(url, most).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::tests::Shelf;

    #[tokio::test(start_paused = true)]
    async fn requests_keep_their_distance_and_the_first_does_not_wait() {
        let (shelf, start) = (Shelf::default(), Instant::now());
        let paced = Paced::new(&shelf, Duration::from_secs(2));
        let url = "https://a.example/".parse().expect("a URL");
        let mut at = Vec::new();
        for _ in 0..3 {
            paced.get(&url, 1).await.expect("the shelf always answers");
            at.push(start.elapsed().as_secs());
        }
        assert_eq!(at, [0, 2, 4]);
    }
}
