//! What the end-to-end tests and the demo stand on: demo sites served on loopback, and a throw-away Postgres.

pub mod client;
pub mod hostile;
pub mod members_file;
pub mod postgres;
pub mod simulation;
pub mod site_server;

use std::path::PathBuf;

/// The folder of the demo sites, one subfolder a host.
pub fn demo_sites() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sites")
}

/// The folder of the sites that misbehave on purpose, one subfolder a host.
pub fn hostile_sites() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("hostile")
}
pub mod rule_examples;
