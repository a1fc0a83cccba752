//! Published files beside the pages: they are read by independent programs, and made from hostile text.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/folder.rs"]
mod folder;

mod body_control;
mod documentation;
mod documents;
mod english;
mod feeds;
mod formulas;
mod hostile;
mod json;
mod office;
mod promises;
mod published;
mod sheets;
mod tables;
