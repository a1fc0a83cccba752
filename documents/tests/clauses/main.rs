//! Files that break or meet a clause that a check covers, each clause in several ways. The tests write all files
//! themselves.

mod files;
mod languages;
mod parts;
mod structure;
#[path = "../writer/mod.rs"]
mod writer;
