//! From members to captured pages: registries, frontier, discovery, egress guard, browsers.

pub mod browser;
