//! End-to-end tests of the program with a real Chromium, real databases, and sites served on loopback.

#![expect(clippy::unwrap_used, reason = "an unexpected error fails the test")]

mod act_report;
mod campaigns;
mod closed;
mod command_line;
mod compare;
mod declarations;
mod hostile_pages;
mod hostile_sites;
mod interruption;
mod isolation;
mod letters;
mod neighbours;
mod operations;
mod politeness;
mod public_site;
mod referentials;
mod registries;
mod sampling;
mod search;
mod support;
mod survival;
mod verify;
mod way_out;
mod whole_way;
