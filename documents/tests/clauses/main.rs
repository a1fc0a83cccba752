//! Each clause that a check covers, broken and kept in more ways than one; every file is written here.

mod files;
mod languages;
mod parts;
mod structure;
#[path = "../writer/mod.rs"]
mod writer;
