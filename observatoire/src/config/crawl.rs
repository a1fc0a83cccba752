//! `[crawl]`: how sites are visited, and the limits of requests.

use crate::words::say;
use anyhow::{Context, Result, bail};
use crawler::{
    browser::{Acting, WalkBounds},
    egress::{Bounds, Budget, Caps, Deny},
    fetch::FetchLimits,
};
use rules::referential::Referentials;
use serde::Deserialize;
use std::time::Duration;
use url::Url;

#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Crawl {
    pub pages: u32,
    /// Largest number of pages of an audit of which a picture is kept.
    pub pictures: u32,
    /// The actions on each page after its capture.
    pub act: Act,
    /// Number of pages of an audit that are walked through with the Tab key.
    pub walks: u32,
    /// Largest number of elements that such a walk reaches on one page.
    pub walk_stops: u32,
    /// Longest time of one walk through a page, in seconds.
    pub walk_seconds: u64,
    /// Number of documents of each site that are opened; 0 opens none.
    pub documents: u32,
    pub user_agent: String,
    pub information_url: Option<Url>,
    /// Seconds between two visits to a host. By default 1, and 0 on private addresses.
    pub delay: Option<f64>,
    /// Largest number of visits to one IP address at the same time.
    pub per_ip_at_once: usize,
    /// Whether each IP address is visited by one audit at a time. By default true, unless private addresses are
    /// allowed.
    pub one_site_per_address: Option<bool>,
    /// Largest number of sites in progress at the same time.
    pub width: usize,
    pub allow_private: bool,
    /// Private networks that audits may reach.
    pub private_networks: Vec<String>,
    /// Ports of sites that are visited.
    pub ports: Vec<u16>,
    /// Networks and host names that audits never reach, even if their addresses are public.
    pub deny: Vec<String>,
    pub seed: u64,
    /// Keys of the referentials that sites are judged by, the main one first; RGAA 4.1.2 by default.
    pub referential: Vec<String>,
    pub limits: RequestLimits,
}

/// The actions on pages besides capturing them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// All known actions, on every page
    Full,
    /// Only fast actions, on every page
    #[default]
    Some,
    /// No action: pages are only captured
    None,
}

impl Act {
    pub fn of_browsers(self) -> Acting {
        match self {
            Self::Full => Acting::Full,
            Self::Some => Acting::Some,
            Self::None => Acting::None,
        }
    }
}

/// Limits of one request.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RequestLimits {
    /// Seconds for resolving the name, and as many again for connecting.
    pub connect: u64,
    /// Seconds from the request to the head of the response.
    pub answer: u64,
    /// Seconds for a whole request of the program's own client, redirects included. For a browser's request: seconds
    /// from the head of the response to its last byte, or the longest silence of an encrypted connection.
    pub whole: u64,
    /// MiB of one response.
    pub body: u64,
    /// MiB of one encrypted connection of a browser, which carries many responses.
    pub tunnel: u64,
    /// Number of requests of one page.
    pub page_requests: u64,
    /// MiB of one page, everything that it loads included.
    pub page: u64,
    /// MiB that one page loads from domains other than its own.
    pub page_foreign: u64,
    /// New connections per second to one IP address, from all parts of the program. By default 20, and no limit if
    /// private addresses are allowed.
    pub address_connections: Option<u64>,
    /// MiB per second from one IP address, to all parts of the program. By default 8, and no limit if private addresses
    /// are allowed.
    pub address_volume: Option<u64>,
}

impl Default for Crawl {
    fn default() -> Self {
        Self {
            pages: 15,
            pictures: 6,
            act: Act::default(),
            walks: 3,
            walk_stops: 80,
            walk_seconds: 6,
            documents: 10,
            user_agent: concat!("Observatoire/", env!("CARGO_PKG_VERSION")).into(),
            information_url: None,
            delay: None,
            per_ip_at_once: 4,
            one_site_per_address: None,
            width: 200,
            allow_private: false,
            private_networks: Vec::new(),
            ports: vec![80, 443, 8080, 8443],
            deny: Vec::new(),
            seed: 1,
            referential: Vec::new(),
            limits: RequestLimits::default(),
        }
    }
}

impl Default for RequestLimits {
    fn default() -> Self {
        Self {
            connect: 10,
            answer: 20,
            whole: 60,
            body: 32,
            tunnel: 256,
            page_requests: 3000,
            page: 256,
            page_foreign: 128,
            address_connections: None,
            address_volume: None,
        }
    }
}

impl Crawl {
    pub fn open_networks(&self) -> Result<Deny> {
        Deny::read(&self.private_networks).context("[crawl] private_networks")
    }

    /// Limits of a walk with the Tab key on one page.
    pub fn walk_bounds(&self) -> WalkBounds {
        WalkBounds { stops: self.walk_stops as usize, time: Duration::from_secs(self.walk_seconds) }
    }

    /// Checks the limits of walks. A walk without an end would occupy its browser for ever, and a walk that may reach
    /// no element would find nothing.
    pub(super) fn check_walks(&self) -> Result<()> {
        if (1..=1000).contains(&self.walk_stops) && (1..=60).contains(&self.walk_seconds) {
            Ok(())
        } else {
            bail!(say!("crawl-walks"))
        }
    }

    /// The referentials that sites are judged by, the main one first.
    pub fn referentials(&self) -> Result<Referentials> {
        Referentials::named(&self.referential).with_context(|| say!("crawl-referential"))
    }

    pub fn denied(&self) -> Result<Deny> {
        Deny::read(&self.deny).context("[crawl] deny")
    }
}

impl RequestLimits {
    /// Allowed range of each limit. With 0, no request would be possible.
    const SENSIBLE: std::ops::RangeInclusive<u64> = 1..=100_000;

    pub(super) fn check(&self) -> Result<()> {
        let Self { connect, answer, whole, body, tunnel, page_requests, page, page_foreign, .. } = self;
        let all = [connect, answer, whole, body, tunnel, page_requests, page, page_foreign];
        let of_address = [&self.address_connections, &self.address_volume].into_iter().flatten();
        if all.into_iter().chain(of_address).all(|limit| Self::SENSIBLE.contains(limit)) {
            Ok(())
        } else {
            bail!(say!("crawl-limits"))
        }
    }

    pub fn of_fetcher(&self) -> FetchLimits {
        FetchLimits {
            answer: Duration::from_secs(self.answer),
            whole: Duration::from_secs(self.whole),
            ..FetchLimits::default()
        }
    }

    pub fn of_page(&self) -> Budget {
        Budget {
            requests: self.page_requests,
            bytes: self.page << 20,
            foreign_bytes: self.page_foreign << 20,
        }
    }

    /// Limits of traffic to one address. `None` if `usual` sets no limit and the configuration gives none.
    pub fn of_address(&self, usual: Option<Bounds>) -> Option<Bounds> {
        if self.address_connections.is_none() && self.address_volume.is_none() {
            return usual;
        }
        let number = |value: Option<u64>, usual: u32| {
            value.map_or(usual, |value| u32::try_from(value).unwrap_or(usual))
        };
        let volume = number(self.address_volume, 8).saturating_mul(1024);
        Bounds::new(number(self.address_connections, 20), volume)
    }

    pub fn of_proxy(&self) -> Caps {
        Caps {
            connect: Duration::from_secs(self.connect),
            answer: Duration::from_secs(self.answer),
            whole: Duration::from_secs(self.whole),
            body: self.body << 20,
            tunnel: self.tunnel << 20,
        }
    }
}
