//! From members to captured pages: registries, frontier, discovery, egress guard, browsers, and one audit of one site.

pub mod browser;
pub mod cause;
pub mod conduct;
pub mod discovery;
pub mod egress;
mod error_chain;
pub mod fetch;
pub mod frontier;
pub mod members;
mod monotonic;
pub mod turnstile;
mod wording;

/// Digest of the code that captures pages, sixteen hexadecimal digits. Pages captured by other code cannot be compared.
pub const CAPTURE_DIGEST: &str = env!("CAPTURE_DIGEST");
