//! Stories of the store, each run on both databases.
#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod campaigns;
mod dirty;
mod disk;
mod import;
mod interruption;
mod lanes;
mod leases;
mod life;
mod opening;
mod registries;
mod schema;
mod size;
mod support;
