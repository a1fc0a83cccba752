//! The hosts of documents: the site's own, and a few others. Each is visited in its lane, as its robots.txt asks.

use super::offers::{MOST_BYTES, Offers, unread};
use crate::{
    conduct::Browse,
    discovery::Robots,
    fetch::{FetchError, Fetched, Get},
    frontier::Lane,
};
use rules::documents::{Reading, Unread};
use std::{collections::HashMap, time::Duration};
use url::Url;

/// Most hosts besides the site's own that one audit visits.
pub(super) const MOST_NEIGHBOURS: usize = 3;
/// Most redirections of a document between hosts, or between places of one host with different rules in robots.txt.
const MOST_STAGES: usize = 4;

/// The rules for visiting a host.
#[derive(Clone)]
struct Manners {
    lane: Lane,
    robots: Robots,
    spacing: Option<Duration>,
}

pub(super) struct Hosts<'a, G, B> {
    offers: &'a Offers<'a, G, B>,
    /// Rules of other hosts. `None` for those that cannot be visited at the usual pace.
    neighbours: HashMap<String, Option<Manners>>,
}

impl<'a, G: Get, B: Browse> Hosts<'a, G, B> {
    pub fn new(offers: &'a Offers<'a, G, B>) -> Self {
        Self { offers, neighbours: HashMap::new() }
    }

    /// Loads a document, following redirects, or gives the reason why it cannot be loaded. `None` where its host cannot
    /// be visited at the usual pace.
    pub async fn fetch(&mut self, first: &Url) -> Option<Result<Fetched, Reading>> {
        let mut url = first.clone();
        for _ in 0..MOST_STAGES {
            let Some(manners) = self.manners(&url).await else {
                return (url != *first).then(|| Err(not_had(&FetchError::LeadsElsewhere { to: url })));
            };
            if !manners.robots.allows(&url) {
                return Some(Err(Reading::NotExamined { reason: Unread::Robots, detail: None }));
            }
            match self.ask(&url, &manners).await {
                Err(FetchError::LeadsElsewhere { to }) => url = to,
                Err(error) => return Some(Err(not_had(&error))),
                Ok(fetched) => return Some(Ok(fetched)),
            }
        }
        Some(Err(not_had(&FetchError::TooManyRedirects { hops: MOST_STAGES })))
    }

    /// Requests the address once, in the lane of its host, and follows redirects on that host.
    async fn ask(&self, url: &Url, manners: &Manners) -> Result<Fetched, FetchError> {
        let auditor = self.offers.auditor;
        let stays = |next: &Url| next.host() == url.host() && manners.robots.allows(next);
        let paced = auditor.paced(&manners.lane, manners.spacing);
        paced.get_within(url, MOST_BYTES, &stays).await
    }

    async fn manners(&mut self, url: &Url) -> Option<Manners> {
        let Offers { site, lane, robots, spacing, .. } = *self.offers;
        if site.covers(url) {
            return Some(Manners { lane: lane.clone(), robots: robots.clone(), spacing });
        }
        let host = url.host_str()?.to_owned();
        if let Some(known) = self.neighbours.get(&host) {
            return known.clone();
        }
        if self.neighbours.len() >= MOST_NEIGHBOURS {
            return None;
        }
        let manners = self.learn(url).await;
        self.neighbours.insert(host, manners.clone());
        manners
    }

    /// Learns the rules of a host. `None` where its robots.txt is not available or asks for too long a delay.
    async fn learn(&self, url: &Url) -> Option<Manners> {
        let auditor = self.offers.auditor;
        let lane = auditor.lane(url).await;
        let robots = auditor.robots(&lane, url).await.ok()?;
        let spacing = auditor.spacing(&robots).ok()?;
        Some(Manners { lane, robots, spacing })
    }
}

fn not_had(error: &FetchError) -> Reading {
    unread(Unread::Fetch, &error.to_string())
}
