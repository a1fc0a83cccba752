//! The network side of an audit: who is visited, when, through which guard, and what was found.

pub mod cause;
pub mod crawl;
pub mod discovery;
pub mod egress;
pub mod fetch;
pub mod frontier;
pub mod members;
