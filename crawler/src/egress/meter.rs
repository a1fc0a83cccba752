//! The traffic of one page and its limits, because a page that sends requests without end does so in our name.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};
use tokio::sync::watch;

/// Limits of one page's traffic, with all that it loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Requests. An encrypted connection counts as one, although it carries many.
    pub requests: u64,
    /// Bytes in both directions.
    pub bytes: u64,
    /// Bytes in both directions, from and to hosts outside the domain of the page.
    pub foreign_bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { requests: 3_000, bytes: 256 << 20, foreign_bytes: 128 << 20 }
    }
}

/// Counts the traffic of one browser, which has one page at a time.
#[derive(Debug)]
pub struct Meter {
    budget: Budget,
    domain: Mutex<String>,
    requests: AtomicU64,
    bytes: AtomicU64,
    foreign: AtomicU64,
    /// The limit that the page has passed.
    over: watch::Sender<Option<String>>,
}

impl Meter {
    pub fn new(budget: Budget) -> Self {
        Self {
            budget,
            domain: Mutex::default(),
            requests: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            foreign: AtomicU64::new(0),
            over: watch::Sender::new(None),
        }
    }

    /// Starts counting for another page, on this host.
    pub fn begin(&self, host: &str) {
        *self.domain.lock().unwrap_or_else(PoisonError::into_inner) = domain(host).to_owned();
        for counter in [&self.requests, &self.bytes, &self.foreign] {
            counter.store(0, Ordering::Relaxed);
        }
        self.over.send_replace(None);
    }

    /// Counts a request. Gives whether it is allowed.
    pub fn asks(&self) -> bool {
        let requests = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        let within = requests <= self.budget.requests;
        self.passes(within, || format!("it asked for more than {} files", self.budget.requests))
    }

    /// Counts bytes from or to this host. Gives whether they are within the limits.
    pub fn carries(&self, host: &str, bytes: u64) -> bool {
        let all = self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let within = all <= self.budget.bytes;
        let whole = self.passes(within, || format!("it loaded more than {} MiB", self.budget.bytes >> 20));
        if !self.is_foreign(host) {
            return whole;
        }
        let foreign = self.foreign.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let within = foreign <= self.budget.foreign_bytes;
        let most = self.budget.foreign_bytes >> 20;
        self.passes(within, || format!("it loaded more than {most} MiB from other domains")) && whole
    }

    /// Returns when the page has passed a limit, with the figure.
    pub async fn spent(&self) -> String {
        let mut over = self.over.subscribe();
        let told = over.wait_for(Option::is_some).await.ok().and_then(|told| told.clone());
        match told {
            Some(figure) => figure,
            None => std::future::pending().await,
        }
    }

    fn passes(&self, within: bool, figure: impl FnOnce() -> String) -> bool {
        if !within {
            self.over.send_if_modified(|over| {
                let first = over.is_none();
                if first {
                    *over = Some(figure());
                }
                first
            });
        }
        within
    }

    fn is_foreign(&self, host: &str) -> bool {
        *self.domain.lock().unwrap_or_else(PoisonError::into_inner) != domain(host)
    }
}

fn domain(host: &str) -> &str {
    registry::registrable_domain(host).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meter() -> Meter {
        let meter = Meter::new(Budget { requests: 3, bytes: 10 << 20, foreign_bytes: 2 << 20 });
        meter.begin("www.commune.example");
        meter
    }

    #[tokio::test]
    async fn each_limit_is_told_with_its_figure() {
        let requests = meter();
        assert!((0..3).all(|_| requests.asks()) && !requests.asks());
        assert_eq!(requests.spent().await, "it asked for more than 3 files");
        let bytes = meter();
        assert!(
            bytes.carries("static.commune.example", 10 << 20) && !bytes.carries("www.commune.example", 1)
        );
        assert_eq!(bytes.spent().await, "it loaded more than 10 MiB");
        let foreign = meter();
        assert!(foreign.carries("cdn.example", 2 << 20) && !foreign.carries("other.example", 1));
        assert_eq!(foreign.spent().await, "it loaded more than 2 MiB from other domains");
    }

    #[tokio::test]
    async fn the_next_page_begins_with_nothing() {
        let meter = meter();
        while meter.asks() {}
        meter.begin("www.autre.example");
        assert!(meter.asks() && meter.carries("www.autre.example", 1 << 20));
        let spent = tokio::time::timeout(std::time::Duration::from_millis(1), meter.spent()).await;
        assert!(spent.is_err(), "nothing was passed");
    }
}
