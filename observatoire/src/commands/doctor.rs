//! `doctor`: checks everything that a run needs, and says what to do if something is missing.

mod check;
mod settings;
mod surroundings;

use super::Ended;
use crate::{causes::with_causes, config::Config, engine, report::print, words::say};
use anyhow::Result;
use check::{Check, State};
use crawler::browser::{
    find_browser,
    webdriver::{Room, status},
};
use std::{path::Path, process::Command};
use store::{Health, Store};

pub async fn run(config: &Config) -> Result<Ended> {
    let mut checks = vec![browser(config)];
    checks.extend(endpoints(config).await);
    let starts = starts(config).await;
    let has_browser = starts.state == State::Good;
    checks.push(starts);
    checks.push(database(config).await);
    checks.extend(settings::bodies(config).await);
    checks.extend(settings::site(config));
    checks.push(settings::identity(config));
    checks.extend(surroundings::all(config, has_browser));
    for check in &checks {
        print(&check.to_string())?;
    }
    Ok(Ended::whole(checks.iter().all(|check| check.state != State::Missing)))
}

fn browser(config: &Config) -> Check {
    let what = say!("doctor-browser");
    if !config.browser.endpoints.is_empty() {
        let count = config.browser.endpoints.len();
        return Check::good(what, say!("doctor-browser-endpoints", count = count));
    }
    match find_browser(config.browser.binary.as_deref()) {
        Ok(browser) => Check::good(what, format!("{} {}", browser.display(), version(&browser))),
        Err(error) => {
            Check::missing(what, error.to_string(), "apt-get install chromium-headless-shell chromium")
        }
    }
}

async fn endpoints(config: &Config) -> Vec<Check> {
    let mut checks = Vec::new();
    for endpoint in &config.browser.endpoints {
        let what = say!("doctor-webdriver");
        checks.push(match status(endpoint.as_str()).await {
            Ok(Room::Free) => Check::good(what, say!("doctor-webdriver-ready", endpoint = endpoint)),
            Ok(Room::Full) => Check::warning(
                what,
                say!("doctor-webdriver-full", endpoint = endpoint),
                say!("doctor-webdriver-full-remedy"),
            ),
            Err(reason) => {
                Check::warning(what, format!("{endpoint}: {reason}"), say!("doctor-webdriver-remedy"))
            }
        });
    }
    checks
}

/// The first version number that a program prints about itself.
fn version(program: &Path) -> String {
    let output = Command::new(program).args(["--version", "--no-sandbox"]).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let number = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    number.map_or_else(|| say!("doctor-version-unknown"), str::to_owned)
}

async fn starts(config: &Config) -> Check {
    let what = say!("doctor-starts");
    let mut own = config.clone();
    own.crawl.allow_private = true;
    match engine::start(&own).await {
        Ok(engine) => {
            let name = engine.browse.browser().await;
            engine.browse.close().await;
            Check::good(what, name)
        }
        Err(error) => {
            let remedy = if own.browser.endpoints.is_empty() {
                say!("doctor-starts-own-remedy")
            } else {
                say!("doctor-starts-remedy")
            };
            Check::missing(what, with_causes(&error), remedy)
        }
    }
}

async fn database(config: &Config) -> Check {
    let what = say!("doctor-database");
    match Store::check(&config.database.url).await {
        Ok(health) if health.is_current() => Check::good(what, described(&health)),
        Ok(health) if health.server.is_none() => {
            Check::warning(what, described(&health), say!("doctor-database-none-remedy"))
        }
        Ok(health) => Check::warning(what, described(&health), say!("doctor-database-old-remedy")),
        Err(error) => Check::missing(what, error.to_string(), say!("doctor-database-remedy")),
    }
}

fn described(health: &Health) -> String {
    let server = health.server.clone().unwrap_or_else(|| say!("doctor-database-none"));
    match health.migrated_to {
        Some(at) if at == health.newest => say!("doctor-database-current", server = server),
        Some(at) => say!("doctor-database-old", server = server, at = at, newest = health.newest),
        None => say!("doctor-database-empty", server = server),
    }
}
