//! Names of feeds.

/// The feed of audits.
pub const FILE: &str = "feed.atom";

/// The feed of statements that end soon.
pub const ENDING_FILE: &str = "echeances.atom";
