//! The sites of a simulation, their servers and their answers, all computed from the sites' names.

use crawler::egress::Lookup;
use futures_util::future::BoxFuture;
use std::{
    collections::HashMap,
    io,
    net::{IpAddr, Ipv4Addr},
    path::Path,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::Duration,
};

/// The way in which a site answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Good,
    /// The name has no address.
    NoName,
    /// The server closes the connection without an answer.
    Reset,
    /// The server never answers.
    Silent,
    Status(u16),
    /// A firewall's challenge page instead of each page.
    Challenge,
    NotHtml,
}

/// Fates with the upper bounds of their shares in thousandths. The shares are like those of public registries: a third
/// of the sites cannot be used.
const FATES: [(u64, Fate); 9] = [
    (90, Fate::NoName),
    (150, Fate::Reset),
    (190, Fate::Silent),
    (235, Fate::Status(404)),
    (265, Fate::Status(403)),
    (295, Fate::Status(500)),
    (315, Fate::Challenge),
    (335, Fate::NotHtml),
    (1000, Fate::Good),
];

pub struct World {
    hosts: Vec<String>,
    numbers: HashMap<String, u32>,
    servers: u32,
    /// Number of large servers, as of bodies and large hosting companies. Together they hold a quarter of all sites,
    /// some eighty each.
    large: u32,
    /// Time that the crawler waits for an answer.
    patience: Duration,
    /// Divisor of the real latencies.
    hurry: u32,
    /// Whether sites have the fates of [`FATES`]; otherwise all are [`Fate::Good`].
    failing: bool,
    /// Whether the resolver fails for all names.
    mute: AtomicBool,
    /// Number of lookups that failed because the resolver was mute.
    unanswered: AtomicUsize,
}

impl World {
    /// A world like the real web: latencies of 50 ms to 5 s, a third of the sites unusable, a quarter on few large
    /// servers.
    pub fn real(hosts: Vec<String>) -> Self {
        let count = u32::try_from(hosts.len()).unwrap_or(u32::MAX);
        let world = Self::new(hosts, (count / 3).max(1));
        Self { large: (count / 320).max(1), patience: Duration::from_secs(20), failing: true, ..world }
    }

    /// A world for tests: all sites answer quickly, on this number of servers.
    pub fn quick(sites: usize, servers: u32) -> Self {
        let hosts = (0..sites).map(|number| format!("commune-{number}.example")).collect();
        Self { hurry: 200, ..Self::new(hosts, servers) }
    }

    fn new(hosts: Vec<String>, servers: u32) -> Self {
        let numbers = (0..).zip(&hosts).map(|(number, host)| (host.clone(), number)).collect();
        let patience = Duration::from_secs(2);
        Self {
            hosts,
            numbers,
            servers,
            large: 0,
            patience,
            hurry: 1,
            failing: false,
            mute: AtomicBool::default(),
            unanswered: AtomicUsize::default(),
        }
    }

    /// Makes our own resolver fail for all names, or lets it work again.
    pub fn mute(&self, mute: bool) {
        self.mute.store(mute, Ordering::SeqCst);
    }

    pub fn unanswered(&self) -> usize {
        self.unanswered.load(Ordering::SeqCst)
    }

    pub fn hosts(&self) -> &[String] {
        &self.hosts
    }

    pub fn patience(&self) -> Duration {
        self.patience
    }

    pub fn site(&self, host: &str) -> Option<u32> {
        self.numbers.get(host).copied()
    }

    pub fn fate(&self, site: u32) -> Fate {
        let drawn = self.draw(site, "fate") % 1000;
        let fate = FATES.iter().find(|(below, _)| drawn < *below).map_or(Fate::Good, |(_, fate)| *fate);
        if self.failing { fate } else { Fate::Good }
    }

    /// Address of the site's server in the loopback network, all of whose sixteen million addresses are this machine.
    pub fn address(&self, site: u32) -> Ipv4Addr {
        let is_large = self.large > 0 && self.draw(site, "large").is_multiple_of(4);
        let number = if is_large {
            self.draw(site, "server") % u64::from(self.large)
        } else {
            u64::from(self.large) + self.draw(site, "server") % u64::from(self.servers)
        };
        Ipv4Addr::from(u32::from(Ipv4Addr::new(127, 1, 0, 1)) + number as u32)
    }

    /// Delay of a site's answers: 50 to 800 ms, or 2 to 5 s for one site in twenty, divided by `hurry`.
    pub fn latency(&self, site: u32) -> Duration {
        let drawn = self.draw(site, "latency");
        let milliseconds = match drawn % 20 {
            0 => 2000 + drawn % 3000,
            _ => 50 + drawn % 750,
        };
        Duration::from_millis(milliseconds) / self.hurry
    }

    /// Pseudo-random number for a property of a site; always the same for the same site and property.
    pub fn draw(&self, site: u32, what: &str) -> u64 {
        let hash = rules::audit::hash_of(format!("{what} {}", self.hosts[site as usize]).as_bytes());
        u64::from_str_radix(&hash[..15], 16).unwrap_or_default()
    }
}

impl Lookup for World {
    fn lookup<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        let site = self.site(host).filter(|site| self.fate(*site) != Fate::NoName);
        let found = site.map(|site| vec![IpAddr::from(self.address(site))]);
        let is_mute = self.mute.load(Ordering::SeqCst);
        self.unanswered.fetch_add(usize::from(is_mute), Ordering::SeqCst);
        Box::pin(async move {
            if is_mute {
                Err(io::ErrorKind::ResourceBusy.into())
            } else {
                found.ok_or_else(|| io::ErrorKind::NotFound.into())
            }
        })
    }
}

/// `wanted` host names: from a list of addresses if the file exists, filled up with invented ones.
pub fn public_hosts(list: &Path, wanted: usize) -> Vec<String> {
    let text = std::fs::read_to_string(list).unwrap_or_default();
    let listed = text.lines().filter_map(|line| url::Url::parse(line.trim()).ok());
    let mut hosts: Vec<String> = listed.filter_map(|url| url.domain().map(str::to_owned)).collect();
    hosts.sort();
    hosts.dedup();
    hosts.extend((hosts.len()..wanted).map(|number| format!("commune-{number}.example")));
    hosts.truncate(wanted);
    hosts
}
