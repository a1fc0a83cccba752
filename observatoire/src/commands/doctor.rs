//! `doctor`: everything a run needs, each with what to do where it is missing.

use super::Ended;
use crate::{causes::with_causes, config::Config, engine};
use anyhow::Result;
use crawler::{
    browser::{
        endpoints::{Room, status},
        find_browser,
    },
    egress::tells_users,
};
use std::{net::IpAddr, path::Path, process::Command};
use store::{Health, Store};

/// Free space under which a run is likely to stop in the middle.
const LEAST_FREE: u64 = 2 << 30;

pub async fn run(config: &Config) -> Result<Ended> {
    let mut checks = vec![browser(config)];
    checks.extend(endpoints(config).await);
    checks.push(starts(config).await);
    checks.push(database(config).await);
    checks.push(output(&config.site.output));
    checks.push(disk(&config.site.output));
    checks.push(identity(config));
    checks.push(sandbox());
    checks.push(way_in(config));
    checks.push(way_out(config));
    checks.push(closed(config));
    checks.extend(secrecy(config));
    for check in &checks {
        println!("{check}");
    }
    Ok(Ended::whole(checks.iter().all(|check| check.state != State::Missing)))
}

#[derive(PartialEq, Eq)]
enum State {
    Good,
    /// A run works, but somebody should know.
    Warning,
    Missing,
}

struct Check {
    what: &'static str,
    state: State,
    found: String,
    remedy: String,
}

impl Check {
    fn good(what: &'static str, found: impl Into<String>) -> Self {
        Self { what, state: State::Good, found: found.into(), remedy: String::new() }
    }
    fn warning(what: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what, state: State::Warning, found: found.into(), remedy: remedy.into() }
    }
    fn missing(what: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what, state: State::Missing, found: found.into(), remedy: remedy.into() }
    }
}

impl std::fmt::Display for Check {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mark = match self.state {
            State::Good => "ok      ",
            State::Warning => "warning ",
            State::Missing => "MISSING ",
        };
        write!(formatter, "{mark} {}: {}", self.what, self.found)?;
        match self.remedy.is_empty() {
            true => Ok(()),
            false => write!(formatter, "\n         -> {}", self.remedy),
        }
    }
}

fn browser(config: &Config) -> Check {
    const WHAT: &str = "browser";
    if !config.browser.endpoints.is_empty() {
        return Check::good(
            WHAT,
            format!("{} WebDriver endpoints are configured", config.browser.endpoints.len()),
        );
    }
    match find_browser(config.browser.binary.as_deref()) {
        Ok(browser) => Check::good(WHAT, format!("{} {}", browser.display(), version(&browser))),
        Err(error) => {
            Check::missing(WHAT, error.to_string(), "apt-get install chromium-headless-shell chromium")
        }
    }
}

async fn endpoints(config: &Config) -> Vec<Check> {
    const WHAT: &str = "WebDriver";
    let mut checks = Vec::new();
    for endpoint in &config.browser.endpoints {
        checks.push(match status(endpoint.as_str()).await {
            Ok(Room::Free) => Check::good(WHAT, format!("{endpoint} is ready")),
            Ok(Room::Full) => Check::warning(
                WHAT,
                format!("{endpoint}: all its sessions are taken"),
                "by a run of ours, that is as it should be; else give it more sessions, or lower [browser] count",
            ),
            Err(reason) => Check::warning(
                WHAT,
                format!("{endpoint}: {reason}"),
                "start it, or take it out of [browser] endpoints; a run goes on with the others",
            ),
        });
    }
    checks
}

/// The first version number that a program tells of itself.
fn version(program: &Path) -> String {
    let output = Command::new(program).args(["--version", "--no-sandbox"]).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let number = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    number.unwrap_or("of unknown version").to_owned()
}

async fn starts(config: &Config) -> Check {
    const WHAT: &str = "a browser starts";
    let mut own = config.clone();
    own.crawl.allow_private = true;
    match engine::start(&own).await {
        Ok(engine) => {
            let name = engine.browse.browser().await;
            engine.browse.close().await;
            Check::good(WHAT, name)
        }
        Err(error) => {
            let remedy = match own.browser.endpoints.is_empty() {
                true => {
                    "start it by hand to see why; in a container, it needs shared memory and a writable /tmp"
                }
                false => "what the WebDriver itself writes says more; see also the lines on WebDriver above",
            };
            Check::missing(WHAT, with_causes(&error), remedy)
        }
    }
}

async fn database(config: &Config) -> Check {
    const WHAT: &str = "database";
    match Store::check(&config.database.url).await {
        Ok(health) if health.is_current() => Check::good(WHAT, described(&health)),
        Ok(health) if health.server.is_none() => Check::warning(
            WHAT,
            described(&health),
            "observatoire init or members import makes it; if there was one, its disk may not be mounted",
        ),
        Ok(health) => {
            Check::warning(WHAT, described(&health), "the next command that uses it brings it up to date")
        }
        Err(error) => {
            Check::missing(WHAT, error.to_string(), "check [database] url, the server and its rights")
        }
    }
}

fn output(folder: &Path) -> Check {
    const WHAT: &str = "folder of the site";
    let existing = folder.ancestors().find(|path| path.is_dir()).filter(|path| !path.as_os_str().is_empty());
    let existing = existing.unwrap_or(Path::new("."));
    match tempfile::Builder::new().prefix(".observatoire-").tempfile_in(existing) {
        Ok(_) => Check::good(WHAT, format!("{} is writable", folder.display())),
        Err(error) => Check::missing(
            WHAT,
            format!("{}: {error}", folder.display()),
            "give this user the right to write there, or change [site] output",
        ),
    }
}

fn disk(folder: &Path) -> Check {
    const WHAT: &str = "free space";
    let existing = folder.ancestors().find(|path| path.exists()).filter(|path| !path.as_os_str().is_empty());
    let Ok(space) = rustix::fs::statvfs(existing.unwrap_or(Path::new("."))) else {
        return Check::warning(WHAT, "cannot be read", "");
    };
    let free = space.f_bavail.saturating_mul(space.f_frsize);
    let shown = format!("{} MiB", free >> 20);
    if free >= LEAST_FREE {
        return Check::good(WHAT, shown);
    }
    Check::warning(
        WHAT,
        shown,
        "1,000 sites of 15 pages take about 500 MiB; free some, or move the database and the site",
    )
}

fn identity(config: &Config) -> Check {
    const WHAT: &str = "identity";
    match &config.crawl.information_url {
        Some(_) => Check::good(WHAT, engine::identity(config).user_agent()),
        None => Check::warning(
            WHAT,
            "no information_url",
            "set [crawl] information_url before auditing sites that are not yours: servers must be able to find out who visits them",
        ),
    }
}

fn sandbox() -> Check {
    const WHAT: &str = "browser sandbox";
    match engine::is_root() {
        true => Check::warning(
            WHAT,
            "off, because this is root",
            "run as another user: the sandbox keeps a hostile page away from this machine",
        ),
        false => Check::good(WHAT, "on"),
    }
}

/// How browsers are spoken to: nobody else may.
fn way_in(config: &Config) -> Check {
    const WHAT: &str = "who can command the browsers";
    match config.browser.endpoints.is_empty() {
        true => Check::good(WHAT, "this program alone, over pipes; no port is open"),
        false => Check::warning(
            WHAT,
            "whoever reaches the WebDriver endpoints",
            "a WebDriver asks nobody who they are: see that only this machine reaches them, and give them a user of their own",
        ),
    }
}

/// Who may go out through the proxy.
fn way_out(config: &Config) -> Check {
    const WHAT: &str = "who can use the way out";
    let clients = &config.browser.proxy_clients;
    if clients.iter().any(IpAddr::is_loopback) {
        return Check::warning(
            WHAT,
            "every user of this machine, since proxy_clients names an address of its own",
            "take it out of [browser] proxy_clients, unless browsers of another user need it",
        );
    }
    match tells_users() {
        true if clients.is_empty() => Check::good(WHAT, "this user's programs alone"),
        true => Check::good(WHAT, format!("this user's programs, and {} named addresses", clients.len())),
        false => Check::missing(
            WHAT,
            "nobody: the kernel does not tell whose a connection is",
            "mount /proc; without it, name 127.0.0.1 in [browser] proxy_clients, which lets every user of this machine in",
        ),
    }
}

/// What an audited page could make a browser reach in the house.
fn closed(config: &Config) -> Check {
    const WHAT: &str = "closed to audits";
    let own = "private networks, metadata services and this machine's own addresses";
    match config.crawl.deny.as_slice() {
        _ if config.crawl.allow_private => Check::warning(
            WHAT,
            "nothing but metadata services: allow_private is on",
            "leave it to tests and demos: an audited page can make the browser ask your own network",
        ),
        [] => Check::warning(
            WHAT,
            own,
            "name in [crawl] deny what else stands in your house under public addresses; a page could have it fetched from within",
        ),
        denied => Check::good(WHAT, format!("{own}; {}", denied.join(", "))),
    }
}

/// Contacts and what is not published yet stand in the database.
fn secrecy(config: &Config) -> Option<Check> {
    let path = config.database.url.strip_prefix("sqlite:")?.trim_start_matches("//");
    let file = Path::new(path.split('?').next().unwrap_or_default());
    store::is_open_to_others(file).then(|| {
        let found = format!("{} can be read by others", file.display());
        Check::warning("the database's own secrets", found, format!("chmod 600 {}*", file.display()))
    })
}

fn described(health: &Health) -> String {
    let server = health.server.as_deref().unwrap_or("no database yet");
    match health.migrated_to {
        Some(at) if at == health.newest => format!("{server}, up to date"),
        Some(at) => format!("{server}, at migration {at} of {}", health.newest),
        None => format!("{server}, empty"),
    }
}
