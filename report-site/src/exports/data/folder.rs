//! The folder of the tables and of the files that describe them.

use crate::{engine::SitePath, pages::at};

/// Folder of all files of this module.
pub const FOLDER: &str = "data";

pub fn folder() -> SitePath {
    at::named(FOLDER)
}
