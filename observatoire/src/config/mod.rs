//! The configuration file. Every key has a default. An unknown key is an error that names the line.

mod browser;
mod crawl;
mod identity;
mod letters;
mod site;

pub use browser::Browser;
pub use crawl::{Act, Crawl};
pub use letters::{Letters, mailbox};
pub use site::SiteSection;

use crate::{cli::CrawlArguments, registries::Source, words::say};
use anyhow::{Context, Result, bail};
use campaigns::{Plan, Schedule};
use chrono::TimeDelta;
use crawler::egress::Policy;
use report_site::{CrawlerNotice, Settings};
use serde::Deserialize;
use std::{collections::HashSet, num::NonZero, path::Path, thread::available_parallelism, time::Duration};

/// Configuration file that is read if none is named.
const USUAL: &str = "observatoire.toml";

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub database: Database,
    pub crawl: Crawl,
    pub browser: Browser,
    pub site: SiteSection,
    /// Registries, in the order of their ranks.
    pub registry: Vec<Source>,
    pub keep: Keep,
    pub status: Status,
    pub letters: Letters,
    #[serde(rename = "campaign")]
    pub campaigns: Vec<Campaign>,
}

/// How long captured pages are kept, so that they can be judged again. Audits are always kept.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Keep {
    /// Number of days after which `daemon` deletes pages, once a day. `None` keeps all pages.
    pub days: Option<u32>,
    /// Number of last audits of each site whose pages are kept whatever their age.
    pub last_audits: u32,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Status {
    /// Address at which `daemon` and `worker` publish their progress for Prometheus. Not published by default.
    pub listen: Option<std::net::SocketAddr>,
}

/// A campaign that a schedule repeats.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    pub name: String,
    pub cron: String,
    #[serde(default = "paris")]
    pub time_zone: String,
    pub body: Option<String>,
    pub pages: Option<u32>,
    #[serde(default)]
    pub spread_hours: f64,
}

fn paris() -> String {
    "Europe/Paris".into()
}

#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    pub url: String,
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite://observatoire.db".into() }
    }
}

impl Default for Keep {
    fn default() -> Self {
        Self { days: None, last_audits: 1 }
    }
}

impl Config {
    /// Reads the named file, or `observatoire.toml` if none is named. Without a file, all values are the defaults.
    pub fn read(file: Option<&Path>) -> Result<Self> {
        let file = match file {
            Some(file) => file,
            None if Path::new(USUAL).is_file() => Path::new(USUAL),
            None => return Ok(Self::default()),
        };
        let text =
            std::fs::read_to_string(file).with_context(|| say!("cannot-read", file = file.display()))?;
        let config: Self = toml::from_str(&text)
            // Only the message is used: the full text quotes the line, which may contain a secret.
            .map_err(|error| anyhow::anyhow!("{}: {}", place(file, &text, &error), error.message()))?;
        config.check().with_context(|| file.display().to_string())?;
        Ok(config)
    }

    fn check(&self) -> Result<()> {
        let Crawl { pages, width, delay, per_ip_at_once, .. } = &self.crawl;
        if *pages == 0 || *width == 0 || *per_ip_at_once == 0 {
            bail!(say!("crawl-least-one"));
        }
        self.crawl.limits.check()?;
        self.crawl.check_walks()?;
        self.crawl.denied()?;
        self.crawl.open_networks()?;
        if self.crawl.ports.is_empty() || self.crawl.ports.contains(&0) {
            bail!(say!("crawl-ports"));
        }
        self.site.check()?;
        self.letters.check()?;
        self.browser.check()?;
        let languages = &self.site.languages;
        if languages.is_empty() || (1..languages.len()).any(|at| languages[..at].contains(&languages[at])) {
            bail!(say!("site-languages"));
        }
        if delay.is_some_and(|delay| !(0.0..=3600.0).contains(&delay)) {
            bail!(say!("crawl-delay"));
        }
        let mut names: Vec<&str> = self.registry.iter().map(|source| source.name.as_str()).collect();
        names.sort_unstable();
        if let Some([one, _]) = names.array_windows().find(|[one, other]| one == other) {
            bail!(say!("registry-twice", one = one));
        }
        self.plans().map(drop)
    }

    /// The `[[campaign]]` sections as plans.
    pub fn plans(&self) -> Result<Vec<Plan>> {
        let mut names = HashSet::new();
        let plans = self.campaigns.iter().map(|campaign| {
            if campaign.name.trim().is_empty() || !names.insert(campaign.name.as_str()) {
                bail!(say!("campaign-name", name = campaign.name));
            }
            campaign.plan(&self.crawl).with_context(|| format!("[[campaign]] {}", campaign.name))
        });
        plans.collect()
    }

    /// Whether each IP address is visited by one audit at a time. By default not if private addresses are allowed,
    /// because all sites on this machine share one address.
    pub fn one_site_per_address(&self) -> bool {
        self.crawl.one_site_per_address.unwrap_or(!self.crawl.allow_private)
    }

    /// The configuration with the options of the command line in place of its own values.
    pub fn with(mut self, said: &CrawlArguments) -> Result<Self> {
        self.crawl.pages = said.pages.unwrap_or(self.crawl.pages);
        self.crawl.act = said.act.unwrap_or(self.crawl.act);
        self.crawl.seed = said.seed.unwrap_or(self.crawl.seed);
        if !said.referential.is_empty() {
            self.crawl.referential.clone_from(&said.referential);
        }
        self.crawl.delay = said.delay.or(self.crawl.delay);
        self.crawl.allow_private |= said.allow_private;
        self.browser.count = said.browsers.unwrap_or(self.browser.count);
        self.check()?;
        Ok(self)
    }

    pub fn browsers(&self) -> usize {
        match self.browser.count {
            0 => available_parallelism().map_or(1, NonZero::get),
            count => count,
        }
    }

    /// The addresses that an audit may reach, and the limits of a request.
    pub fn policy(&self) -> Policy {
        let open = if self.crawl.allow_private { Policy::with_private() } else { Policy::public() };
        // `check` has already refused values that cannot be read.
        let deny = self.crawl.denied().unwrap_or_default();
        let private_networks = self.crawl.open_networks().unwrap_or_default();
        let ports = open.ports.is_some().then(|| self.crawl.ports.iter().copied().collect());
        let bounds = self.crawl.limits.of_address(open.bounds);
        Policy { caps: self.crawl.limits.of_proxy(), private_networks, ports, deny, bounds, ..open }
    }

    /// Shortest time between two visits to one host. By default zero if private addresses are allowed, because visits
    /// to this machine disturb nobody.
    pub fn delay(&self) -> Duration {
        let usual = if self.crawl.allow_private { 0.0 } else { 1.0 };
        Duration::from_secs_f64(self.crawl.delay.unwrap_or(usual))
    }

    /// The settings of the published site.
    pub fn settings(&self) -> Settings {
        let identity = self.identity();
        Settings {
            name: self.site.title.clone(),
            base_url: self.site.base_url.clone(),
            operator: self.site.operator.clone(),
            crawler: CrawlerNotice {
                robots_token: identity.token.clone(),
                user_agent: identity.user_agent(),
                addresses: self.site.crawler_addresses.clone(),
            },
            statement: self.site.statement.clone(),
            languages: self.site.languages.clone(),
        }
    }
}

impl Campaign {
    fn plan(&self, crawl: &Crawl) -> Result<Plan> {
        if !(0.0..=24.0 * 60.0).contains(&self.spread_hours) {
            bail!(say!("campaign-spread"));
        }
        let pages = self.pages.unwrap_or(crawl.pages);
        if pages == 0 {
            bail!(say!("campaign-pages"));
        }
        Ok(Plan {
            name: self.name.clone(),
            schedule: Schedule::new(&self.cron, &self.time_zone)?,
            body: self.body.clone(),
            pages,
            seed: crawl.seed,
            spread: TimeDelta::seconds((self.spread_hours * 3600.0) as i64),
        })
    }
}

fn place(file: &Path, text: &str, error: &toml::de::Error) -> String {
    let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
    match line {
        Some(line) => say!("line-at", file = file.display(), line = line),
        None => file.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("observatoire.toml");
        std::fs::write(&file, text).unwrap();
        Config::read(Some(&file))
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let error = format!("{:#}", read("[crawl]\npages = 3\npagse = 4\n").unwrap_err());
        assert!(error.contains("observatoire.toml, line 3:") && error.contains("pagse"), "{error}");
    }

    #[test]
    fn browsers_elsewhere_need_a_proxy_that_they_can_reach() {
        let with = |keys: &str| {
            let read = read(&format!("[browser]\nendpoints = [\"http://192.0.2.7:4444\"]\n{keys}"));
            read.map_err(|error| format!("{error:#}")).map(drop)
        };
        assert!(with("").unwrap_err().contains("proxy_listen"));
        let told = with("proxy_listen = \"0.0.0.0:3128\"\nproxy_clients = [\"192.0.2.7\"]").unwrap_err();
        assert!(told.contains("proxy_address"), "{told}");
        let told = with("proxy_listen = \"192.0.2.1:3128\"").unwrap_err();
        assert!(told.contains("proxy_clients"), "{told}");
        assert_eq!(with("proxy_listen = \"192.0.2.1:3128\"\nproxy_clients = [\"192.0.2.7\"]"), Ok(()));
        assert!(read("[browser]\nendpoints = [\"http://127.0.0.1:9515\"]\n").is_ok());
        assert!(read("[browser]\nendpoints = [\"https://grid.example\"]\n").is_err());
    }

    #[test]
    fn the_commented_example_is_read_and_says_the_defaults() {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../config/observatoire.toml");
        let config = Config::read(Some(&example)).unwrap();
        let defaults = Config::default();
        assert_eq!(config.crawl.pages, defaults.crawl.pages);
        assert_eq!(config.crawl.pictures, defaults.crawl.pictures);
        assert_eq!(config.crawl.walks, defaults.crawl.walks);
        assert_eq!(config.crawl.walk_stops, defaults.crawl.walk_stops);
        assert_eq!(config.crawl.walk_seconds, defaults.crawl.walk_seconds);
        assert_eq!(config.crawl.documents, defaults.crawl.documents);
        assert_eq!(config.crawl.user_agent, defaults.crawl.user_agent);
        assert_eq!(config.browser.pages_per_session, defaults.browser.pages_per_session);
        assert_eq!(config.site.output, defaults.site.output);
        assert_eq!(config.database.url, defaults.database.url);
        assert_eq!(config.crawl.limits.of_proxy(), defaults.crawl.limits.of_proxy());
    }

    #[test]
    fn the_command_line_speaks_last() {
        let said = CrawlArguments { pages: Some(3), allow_private: true, ..CrawlArguments::default() };
        let config = Config::default().with(&said).unwrap();
        assert_eq!((config.crawl.pages, config.delay()), (3, Duration::ZERO));
        assert!(Config::default().with(&CrawlArguments { pages: Some(0), ..said }).is_err());
    }
}
