//! The folder of the tables and of the files that describe them.

use crate::{engine::SitePath, pages::at};

/// Below it stand all the files of this folder.
pub const FOLDER: &str = "data";

pub fn folder() -> SitePath {
    at::named(FOLDER)
}
