//! The demo sites, hostile sites, corpora and examples of this folder do what they say, in real browsers and on real
//! servers. It is one program, so that the crates it uses are linked once.

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
