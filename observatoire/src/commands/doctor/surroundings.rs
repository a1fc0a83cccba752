//! Checks of the machine: its disks, the browsers' sandbox, and who can reach what through browsers and proxy.

use super::check::Check;
use crate::{config::Config, engine, words::say};
use crawler::egress::tells_users;
use std::{net::IpAddr, path::Path};

/// Free space in bytes below which a run is likely to stop in the middle.
const LEAST_FREE: u64 = 2 << 30;

/// `has_browser` says whether a browser has started.
pub fn all(config: &Config, has_browser: bool) -> Vec<Check> {
    let mut checks = vec![
        output(&config.site.output),
        disk(&config.site.output),
        sandbox(has_browser),
        way_in(config),
        way_out(config),
    ];
    checks.push(closed(config));
    checks.extend(secrecy(config));
    checks
}

fn output(folder: &Path) -> Check {
    let what = say!("doctor-output");
    let existing = folder.ancestors().find(|path| path.is_dir()).filter(|path| !path.as_os_str().is_empty());
    let existing = existing.unwrap_or(Path::new("."));
    match tempfile::Builder::new().prefix(".observatoire-").tempfile_in(existing) {
        Ok(_) => Check::good(what, say!("doctor-output-writable", folder = folder.display())),
        Err(error) => {
            Check::missing(what, format!("{}: {error}", folder.display()), say!("doctor-output-remedy"))
        }
    }
}

fn disk(folder: &Path) -> Check {
    let what = say!("doctor-disk");
    let existing = folder.ancestors().find(|path| path.exists()).filter(|path| !path.as_os_str().is_empty());
    let Ok(space) = rustix::fs::statvfs(existing.unwrap_or(Path::new("."))) else {
        return Check::warning(what, say!("doctor-disk-unknown"), "");
    };
    let free = space.f_bavail.saturating_mul(space.f_frsize);
    let shown = say!("doctor-disk-free", size = free >> 20);
    if free >= LEAST_FREE {
        Check::good(what, shown)
    } else {
        Check::warning(what, shown, say!("doctor-disk-remedy"))
    }
}

/// Checks the browsers' sandbox. It works if a browser has started: Chromium refuses to start when its command line
/// asks for a sandbox that it cannot set up.
fn sandbox(has_browser: bool) -> Check {
    let what = say!("doctor-sandbox");
    if engine::is_root() {
        Check::warning(what, say!("doctor-sandbox-off"), say!("doctor-sandbox-remedy"))
    } else if !has_browser {
        Check::warning(what, say!("doctor-sandbox-unknown"), say!("doctor-sandbox-unknown-remedy"))
    } else {
        Check::good(what, say!("doctor-sandbox-on"))
    }
}

/// Checks that nobody else can control the browsers.
fn way_in(config: &Config) -> Check {
    let what = say!("doctor-way-in");
    if config.browser.endpoints.is_empty() {
        Check::good(what, say!("doctor-way-in-pipes"))
    } else {
        Check::warning(what, say!("doctor-way-in-endpoints"), say!("doctor-way-in-remedy"))
    }
}

/// Checks which clients may use the proxy.
fn way_out(config: &Config) -> Check {
    let what = say!("doctor-way-out");
    let clients = &config.browser.proxy_clients;
    if clients.iter().any(IpAddr::is_loopback) {
        return Check::warning(what, say!("doctor-way-out-all"), say!("doctor-way-out-all-remedy"));
    }
    if !tells_users() {
        Check::missing(what, say!("doctor-way-out-nobody"), say!("doctor-way-out-nobody-remedy"))
    } else if clients.is_empty() {
        Check::good(what, say!("doctor-way-out-own"))
    } else {
        Check::good(what, say!("doctor-way-out-named", count = clients.len()))
    }
}

/// Checks which addresses of our own network an audited page could make a browser reach.
fn closed(config: &Config) -> Check {
    let (what, own) = (say!("doctor-closed"), say!("doctor-closed-own"));
    let opened = &config.crawl.private_networks;
    match config.crawl.deny.as_slice() {
        _ if config.crawl.allow_private => {
            Check::warning(what, say!("doctor-closed-nothing"), say!("doctor-closed-nothing-remedy"))
        }
        _ if !opened.is_empty() => {
            let found = say!("doctor-closed-but", own = own, opened = opened.join(", "));
            Check::warning(what, found, say!("doctor-closed-but-remedy"))
        }
        [] => Check::warning(what, own, say!("doctor-closed-remedy")),
        denied => Check::good(what, format!("{own}; {}", denied.join(", "))),
    }
}

/// Checks that nobody else can read the database, which holds contacts and unpublished content.
fn secrecy(config: &Config) -> Option<Check> {
    let path = config.database.url.strip_prefix("sqlite:")?.trim_start_matches("//");
    let file = Path::new(path.split('?').next().unwrap_or_default());
    store::is_open_to_others(file).then(|| {
        let found = say!("doctor-secrecy-open", file = file.display());
        Check::warning(say!("doctor-secrecy"), found, format!("chmod 600 {}*", file.display()))
    })
}
