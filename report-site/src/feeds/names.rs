//! Names of feeds.

/// Audits.
pub const FILE: &str = "feed.atom";

/// Statements that are about to end.
pub const ENDING_FILE: &str = "echeances.atom";
