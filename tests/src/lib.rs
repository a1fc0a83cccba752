//! Shared parts of end-to-end tests, benches and the demo: sites served on loopback, a simulated web, and temporary
//! servers: Postgres, slapd, a mail server and a registry.

pub mod act_report;
pub mod changed_pages;
pub mod client;
pub mod clocks;
pub mod hostile;
pub mod members_file;
pub mod other_letters;
pub mod postgres;
pub mod registry_server;
pub mod simulation;
pub mod site_server;
pub mod slapd;
pub mod small_disk;
pub mod smtp;

use std::path::PathBuf;

/// The folder of the demo sites, one subfolder a host.
pub fn demo_sites() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sites")
}

/// The folder of the sites that misbehave on purpose, one subfolder a host.
pub fn hostile_sites() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("hostile")
}
/// The folder of the sites whose pages change after they have loaded, or never stop changing.
pub fn standing_sites() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("standing")
}
/// The folder of the sites whose defects only show when a page is used.
pub fn acted_sites() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("acted")
}
pub mod rule_examples;
pub mod statements;
