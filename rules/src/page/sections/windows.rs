//! Windows that the page wanted to open by itself until it was taken.

use super::Section;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Windows {
    /// Addresses that they were to show, the first few, shortened; empty for a window without one.
    pub asked_for: Vec<String>,
}

impl Section for Windows {
    const VERSION: u16 = 1;

    fn example() -> Self {
        Self { asked_for: vec!["https://commune.example/annonce".to_owned(), String::new()] }
    }
}
