//! A simulated web on this machine: names that resolve to loopback addresses, servers with the delays and failures of
//! real ones, a stand-in for a browser, and a log of every request. No real address is ever contacted.

mod browser;
mod log;
mod page;
mod server;
mod world;

pub use browser::StandIn;
pub use log::{Arrival, Broken, Log};
pub use page::snapshot as page;
pub use server::Simulation;
pub use world::{Fate, World, public_hosts};

use crawler::{
    conduct::{Auditor, Settings},
    egress::{Guard, Policy},
    fetch::{FetchLimits, Fetcher, Identity},
    frontier::Politeness,
    turnstile::Turnstile,
};
use std::{sync::Arc, time::Duration};

/// An auditor of the simulated web. Its parts are those of a real run, except the browser.
pub fn auditor(
    simulation: &Simulation,
    politeness: Politeness,
    clock: fn() -> chrono::DateTime<chrono::Utc>,
) -> anyhow::Result<Auditor<Fetcher, StandIn>> {
    let guard = Arc::new(Guard::with_lookup(Policy::with_private(), simulation.names()));
    let identity = Identity {
        token: "Observatoire".to_owned(),
        version: "simulation".to_owned(),
        information: "http://localhost/".parse()?,
    };
    let limits = FetchLimits {
        answer: simulation.world().patience(),
        whole: simulation.world().patience() * 2,
        ..FetchLimits::default()
    };
    Ok(Auditor {
        get: Fetcher::new(guard.clone(), &identity, limits)?,
        browse: StandIn::new(guard.clone()),
        guard,
        proxy: None,
        turnstile: Turnstile::start(politeness),
        settings: Settings {
            robots_token: "Observatoire".to_owned(),
            referentials: rules::referential::Referentials::default(),
            program: "simulation".to_owned(),
            viewport_width: 1280,
            viewport_height: 1024,
            pictures: 0,
            walks: 0,
            documents: 0,
            longest_crawl_delay: Duration::from_secs(60),
        },
        clock,
    })
}
