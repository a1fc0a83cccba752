//! Whatever stands in this folder's demo sites, hostile sites, corpora and examples is as it says, in real browsers and on
//! real servers. One program, so that what it stands on is built into it once.

#![expect(clippy::unwrap_used, reason = "what is not as expected fails the test")]

mod applicability;
mod browser;
mod demo_sites;
mod hostile_sites;
mod made_with;
mod postgres;
mod registries;
mod registry_samples;
mod remote_browsers;
mod rule_examples;
mod serve_sites;
mod site_server;
mod statements;
