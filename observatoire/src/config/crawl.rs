//! `[crawl]`: how sites are visited, and what a request may cost.

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
    /// Pages of an audit whose look is kept.
    pub pictures: u32,
    /// Actions on each page once it is captured.
    pub act: Act,
    /// Pages of an audit through which the Tab key leads.
    pub walks: u32,
    /// Elements that it reaches on one page, at most.
    pub walk_stops: u32,
    /// Seconds, once through a page.
    pub walk_seconds: u64,
    /// Documents of each site that are opened; 0 opens none.
    pub documents: u32,
    pub user_agent: String,
    pub information_url: Option<Url>,
    /// Seconds; one where none is given, none on private addresses.
    pub delay: Option<f64>,
    pub per_ip_at_once: usize,
    /// Yes, but with private addresses.
    pub one_site_per_address: Option<bool>,
    pub width: usize,
    pub allow_private: bool,
    /// Private networks that audits may reach.
    pub private_networks: Vec<String>,
    /// Ports of sites.
    pub ports: Vec<u16>,
    /// Networks and names that no audit reaches, whatever their addresses.
    pub deny: Vec<String>,
    pub seed: u64,
    /// Keys of the referentials that sites are judged by, the main one first; the usual one where none is named.
    pub referential: Vec<String>,
    pub limits: RequestLimits,
}

/// Whether pages are used, not only looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Everything that is known, on every page
    Full,
    /// Cheap actions only, on every page
    #[default]
    Some,
    /// Pages are only looked at
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
    /// Seconds, for the name and the connection.
    pub connect: u64,
    /// Seconds, from the request to the head of its answer.
    pub answer: u64,
    /// Seconds, to the last byte.
    pub whole: u64,
    /// MiB of one answer.
    pub body: u64,
    /// MiB of one encrypted connection of a browser, which carries many answers.
    pub tunnel: u64,
    /// Requests of one page.
    pub page_requests: u64,
    /// MiB of one page with all that it loads.
    pub page: u64,
    /// MiB of one page from other domains than its own.
    pub page_foreign: u64,
    /// New connections a second to one address, of everything together; none are counted on private addresses unless said.
    pub address_connections: Option<u64>,
    /// MiB a second from one address, of everything together.
    pub address_volume: Option<u64>,
}

impl Default for Crawl {
    fn default() -> Self {
        Self {
            pages: 15,
            pictures: 1,
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

    /// A walk without end would hold its browser for ever, and one of no stop sees nothing.
    pub(super) fn check_walks(&self) -> Result<()> {
        if (1..=1000).contains(&self.walk_stops) && (1..=60).contains(&self.walk_seconds) {
            Ok(())
        } else {
            bail!("[crawl] walk_stops is a number from 1 to 1000, walk_seconds one from 1 to 60")
        }
    }

    /// The referentials that sites are judged by, the main one first.
    pub fn referentials(&self) -> Result<Referentials> {
        Referentials::named(&self.referential).context("[crawl] referential, or --referential")
    }

    pub fn denied(&self) -> Result<Deny> {
        Deny::read(&self.deny).context("[crawl] deny")
    }
}

impl RequestLimits {
    /// The range of each: with none of them at all, nothing would go through.
    const SENSIBLE: std::ops::RangeInclusive<u64> = 1..=100_000;

    pub(super) fn check(&self) -> Result<()> {
        let Self { connect, answer, whole, body, tunnel, page_requests, page, page_foreign, .. } = self;
        let all = [connect, answer, whole, body, tunnel, page_requests, page, page_foreign];
        let of_address = [&self.address_connections, &self.address_volume].into_iter().flatten();
        if all.into_iter().chain(of_address).all(|limit| Self::SENSIBLE.contains(limit)) {
            Ok(())
        } else {
            bail!("[crawl.limits] are numbers from 1 to 100000")
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

    /// Limits of traffic to one address; nothing is counted where `usual` says so and nothing else was said.
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
