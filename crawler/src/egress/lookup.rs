//! Looks up addresses with the system's resolver, and remembers them for a short while.

use crate::monotonic::now;
use futures_util::future::BoxFuture;
use std::{
    collections::HashMap,
    io,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Looks up the addresses of a name. An empty list means that the name has no address.
pub trait Lookup: Send + Sync {
    fn lookup<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>>;
}

/// `getaddrinfo`, as configured on this machine.
pub struct SystemLookup;

impl Lookup for SystemLookup {
    fn lookup<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((host, 0)).await.map_err(told_apart)?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// Whether the error leaves open if the name has an address: the resolver did not answer, or this machine could not ask
/// it.
pub(super) fn is_undecided(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::ResourceBusy
}

/// Tells the kinds of errors apart. The standard library gives only the resolver's message (`EAI_AGAIN`, of glibc and
/// of musl); an error with a number comes from this machine, such as missing file descriptors.
fn told_apart(error: io::Error) -> io::Error {
    let words = error.to_string();
    let undecided =
        ["Temporary failure in name resolution", "Try again"].iter().any(|said| words.contains(said));
    if undecided || error.raw_os_error().is_some() {
        return io::Error::new(io::ErrorKind::ResourceBusy, words);
    }
    error
}

/// Answers that are remembered, because a page asks for many resources of few hosts. They are checked again at each
/// use.
pub(super) struct Remembered {
    lookup: Arc<dyn Lookup>,
    /// Longest time of one lookup.
    patience: Duration,
    known: Mutex<HashMap<String, Answer>>,
}

type Resolution = Result<Vec<IpAddr>, Arc<io::Error>>;

struct Answer {
    found: Resolution,
    until: Instant,
}

const FOUND_FOR: Duration = Duration::from_secs(60);
const MISSING_FOR: Duration = Duration::from_secs(5);
/// Time for which a failure of the resolver is remembered, so that the other steps of an audit do not wait again.
const UNDECIDED_FOR: Duration = Duration::from_secs(10);
const MOST_NAMES: usize = 10_000;
/// Pauses before the resolver is asked again.
const PAUSES: [Duration; 3] = [Duration::from_millis(300), Duration::from_secs(1), Duration::from_secs(2)];
/// Names that always exist: if the resolver knows one of them, it works.
const SURE: [&str; 2] = ["a.root-servers.net", "k.root-servers.net"];

impl Remembered {
    pub fn new(lookup: Arc<dyn Lookup>, patience: Duration) -> Self {
        Self { lookup, patience, known: Mutex::default() }
    }

    pub async fn lookup(&self, host: &str) -> Resolution {
        if let Some(found) = self.recall(host) {
            return found;
        }
        let found = self.ask(host).await;
        let lasts = match &found {
            Ok(_) => FOUND_FOR,
            Err(error) if is_undecided(error) => UNDECIDED_FOR,
            Err(_) => MISSING_FOR,
        };
        self.remember(host, Answer { found: found.clone(), until: now() + lasts });
        found
    }

    /// Looks up a name. The resolver gives the same error for a name whose own servers are broken and for all names
    /// while it is broken itself. Its answers for other names tell which is the case.
    async fn ask(&self, host: &str) -> Resolution {
        let begin = now();
        let mut found = self.once(host).await;
        for pause in PAUSES {
            match &found {
                // A resolver that does not answer at all has had enough time.
                Err(error) if is_undecided(error) && now() - begin >= self.patience => break,
                Err(error) if is_undecided(error) => tokio::time::sleep(pause).await,
                _ => return found,
            }
            found = self.once(host).await;
        }
        match found {
            Err(error) if is_undecided(&error) && self.knows_others(host).await => {
                Err(Arc::new(io::Error::new(io::ErrorKind::NotFound, format!("its name servers: {error}"))))
            }
            found => found,
        }
    }

    async fn knows_others(&self, host: &str) -> bool {
        let known = self.found_last(host);
        for name in known.iter().map(String::as_str).chain(SURE) {
            if self.once(name).await.is_ok() {
                return true;
            }
        }
        false
    }

    /// Another name that was found, if there is one.
    fn found_last(&self, but: &str) -> Option<String> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.iter().filter(|(name, answer)| answer.found.is_ok() && name.as_str() != but);
        found.max_by_key(|(_, answer)| answer.until).map(|(name, _)| name.clone())
    }

    async fn once(&self, host: &str) -> Resolution {
        let silent = || {
            let words = format!("no answer within {:?}", self.patience);
            Err(io::Error::new(io::ErrorKind::ResourceBusy, words))
        };
        let answer = tokio::time::timeout(self.patience, self.lookup.lookup(host)).await;
        match answer.unwrap_or_else(|_| silent()) {
            Ok(addresses) if addresses.is_empty() => Err(Arc::new(io::ErrorKind::NotFound.into())),
            Ok(addresses) => Ok(addresses),
            Err(error) => Err(Arc::new(error)),
        }
    }

    fn recall(&self, host: &str) -> Option<Resolution> {
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

#[cfg(test)]
mod tests;
