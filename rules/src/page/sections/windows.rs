//! Windows that the page tried to open by itself before it was captured.

use super::Section;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Windows {
    /// Addresses of the first few windows, shortened; empty for a window without an address.
    pub asked_for: Vec<String>,
}

impl Section for Windows {
    const VERSION: u16 = 1;

    fn example() -> Self {
        Self { asked_for: vec!["https://commune.example/annonce".to_owned(), String::new()] }
    }
}
