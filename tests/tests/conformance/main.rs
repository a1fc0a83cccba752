//! Tests of the demo sites, hostile sites, corpora and examples with real browsers and servers. All tests are one
//! program, so that the crates they use are linked only once.

#![expect(clippy::unwrap_used, reason = "an unexpected error fails the test")]

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
