//! Where addresses come from: the system's resolver, remembered for a short while.

use crate::monotonic::now;
use futures_util::future::BoxFuture;
use std::{
    collections::HashMap,
    io,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Asks for the addresses of a name; an empty answer counts as none.
pub trait Lookup: Send + Sync {
    fn lookup<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>>;
}

/// `getaddrinfo`, as configured on this machine.
pub struct SystemLookup;

impl Lookup for SystemLookup {
    fn lookup<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((host, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// A page asks for many resources of few hosts; what was found is checked again at each use.
pub(super) struct Remembered {
    lookup: Arc<dyn Lookup>,
    known: Mutex<HashMap<String, Answer>>,
}

type Found = Result<Vec<IpAddr>, Arc<io::Error>>;

struct Answer {
    found: Found,
    until: Instant,
}

const FOUND_FOR: Duration = Duration::from_secs(60);
const MISSING_FOR: Duration = Duration::from_secs(5);
const MOST_NAMES: usize = 10_000;

impl Remembered {
    pub fn new(lookup: Arc<dyn Lookup>) -> Self {
        Self { lookup, known: Mutex::default() }
    }

    pub async fn lookup(&self, host: &str) -> Found {
        if let Some(found) = self.recall(host) {
            return found;
        }
        let found = self.ask(host).await;
        let lasts = if found.is_ok() { FOUND_FOR } else { MISSING_FOR };
        self.remember(host, Answer { found: found.clone(), until: now() + lasts });
        found
    }

    async fn ask(&self, host: &str) -> Found {
        match self.lookup.lookup(host).await {
            Ok(addresses) if addresses.is_empty() => Err(Arc::new(io::ErrorKind::NotFound.into())),
            Ok(addresses) => Ok(addresses),
            Err(error) => Err(Arc::new(error)),
        }
    }

    fn recall(&self, host: &str) -> Option<Found> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = known.get(host)?;
        (answer.until > now()).then(|| answer.found.clone())
    }

    fn remember(&self, host: &str, answer: Answer) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_NAMES {
            known.clear();
        }
        known.insert(host.to_owned(), answer);
    }
}
