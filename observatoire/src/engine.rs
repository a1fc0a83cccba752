//! Builds the parts of a run from the configuration.

use crate::{clock, config::Config, report::tell, words::say};
use anyhow::{Context, Result, bail};
use campaigns::{Browsers, OfAuditor};
use crawler::{
    browser::{Deadlines, Launch, Pool, PoolSettings, find_browser, of_browsers},
    conduct::{Auditor, Settings},
    egress::{Guard, Proxy},
    fetch::Fetcher,
    frontier::{Limits, Politeness},
    members::check::Checker,
    turnstile::Turnstile,
};
use std::{net::Ipv4Addr, sync::Arc, time::Duration};
use url::Url;

pub const PROGRAM: &str = concat!("observatoire ", env!("CARGO_PKG_VERSION"));
const VIEWPORT: (u32, u32) = (1280, 1024);

pub type Engine = Auditor<Fetcher, Pool>;

/// The engine as the conductor that campaigns need.
pub fn conductor(config: &Config, engine: Arc<Engine>) -> OfAuditor<Fetcher, Pool> {
    OfAuditor {
        auditor: engine,
        one_site_per_address: config.one_site_per_address(),
        browsers: |_| {
            let (count, bytes) = of_browsers(std::process::id());
            Browsers { count, bytes }
        },
    }
}

/// Starts the proxy and the first browser.
pub async fn start(config: &Config) -> Result<Engine> {
    check_identity(config)?;
    if is_root() && config.browser.endpoints.is_empty() {
        tell(&say!("root-warning"));
    }
    let guard = Arc::new(Guard::new(config.policy()));
    let proxy = Arc::new(proxy(config, guard.clone()).await?);
    let fetcher = Fetcher::new(guard.clone(), &config.identity(), config.crawl.limits.of_fetcher())
        .with_context(|| say!("no-web-client"))?;
    let pool = Pool::start(pool_settings(config, &proxy)?).await?;
    Ok(Auditor {
        get: fetcher,
        browse: pool,
        guard,
        proxy: Some(proxy),
        turnstile: Turnstile::start(politeness(config)),
        settings: Settings {
            robots_token: config.identity().token,
            referentials: config.crawl.referentials()?,
            program: PROGRAM.to_owned(),
            viewport_width: VIEWPORT.0,
            viewport_height: VIEWPORT.1,
            pictures: config.crawl.pictures as usize,
            walks: config.crawl.walks as usize,
            documents: config.crawl.documents as usize,
            longest_crawl_delay: Duration::from_secs(60),
        },
        clock: clock::now,
    })
}

/// A checker of the registry's addresses, which visits at the pace of a run.
pub fn checker(config: &Config) -> Result<Checker<Fetcher>> {
    let guard = Arc::new(Guard::new(config.policy()));
    let fetcher = Fetcher::new(guard.clone(), &config.identity(), config.crawl.limits.of_fetcher())
        .with_context(|| say!("no-web-client"))?;
    let turnstile = Turnstile::start(politeness(config));
    let mut checker = Checker::new(fetcher, guard, turnstile, config.identity().token);
    if config.crawl.allow_private {
        checker.again_after = config.delay();
    }
    Ok(checker)
}

async fn proxy(config: &Config, guard: Arc<Guard>) -> Result<Proxy> {
    // By default, any free port on loopback.
    let at = config.browser.proxy_listen.unwrap_or((Ipv4Addr::LOCALHOST, 0).into());
    let listening = Proxy::listen(guard, at, config.browser.proxy_clients.clone()).await;
    listening.with_context(|| say!("proxy-cannot-listen", at = at))
}

fn pool_settings(config: &Config, proxy: &Arc<Proxy>) -> Result<PoolSettings> {
    let browser = &config.browser;
    let own = browser.endpoints.is_empty();
    let own = own.then(|| find_browser(browser.binary.as_deref())).transpose()?;
    let disk_limit = browser.disk_limit << 20;
    Ok(PoolSettings {
        browsers: config.browsers(),
        launch: Launch {
            browser: own.or_else(|| browser.binary.clone()),
            viewport_width: VIEWPORT.0,
            viewport_height: VIEWPORT.1,
            proxy: Some(browser.proxy_address.clone().unwrap_or_else(|| proxy.address().to_string())),
            user_agent_suffix: config.identity().user_agent(),
            sandbox: !is_root(),
            // The disk is checked at intervals, and a page whose browser is over the limit at a check is given up. This
            // quota stops a page that writes more between two checks.
            storage_quota: 2 * disk_limit,
        },
        // Browsers on other machines share one proxy, so the traffic of each cannot be measured.
        way_out: browser.endpoints.is_empty().then(|| proxy.clone()),
        budget: config.crawl.limits.of_page(),
        endpoints: browser.endpoints.iter().map(Url::to_string).collect(),
        pages_per_browser: browser.pages_per_session,
        memory_limit: browser.memory_limit << 20,
        disk_limit,
        deadlines: Deadlines {
            navigation: Duration::from_secs(browser.deadlines.navigation),
            capture: Duration::from_secs(browser.deadlines.capture),
            standing: Duration::from_secs(browser.deadlines.standing),
            ..Deadlines::default()
        },
        acting: config.crawl.act.of_browsers(),
        bounds: config.crawl.walk_bounds(),
    })
}

fn politeness(config: &Config) -> Politeness {
    let delay = config.delay();
    if config.crawl.allow_private && !config.one_site_per_address() {
        // All sites on this machine share one IP address, which is our own.
        Politeness {
            host: Limits { between_visits: delay, at_once: if delay.is_zero() { 64 } else { 1 } },
            address: Limits { between_visits: Duration::ZERO, at_once: 4096 },
        }
    } else {
        Politeness {
            host: Limits { between_visits: delay, at_once: 1 },
            address: Limits { at_once: config.crawl.per_ip_at_once, ..Politeness::default().address },
        }
    }
}

/// Checks that the address of information is configured: operators of servers must be able to find out who visits them.
pub fn check_identity(config: &Config) -> Result<()> {
    if config.crawl.information_url.is_none() && !config.crawl.allow_private {
        bail!(say!("no-identity"));
    }
    Ok(())
}

/// Whether the program runs as root, for whom Chromium's sandbox does not start.
pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}
