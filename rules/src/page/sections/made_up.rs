//! A section that exists in tests only: version 1 holds one number, version 2 names nodes too.

use super::{Section, Unread};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeUp {
    pub milliseconds: u32,
    /// `None` if this was not asked for, as in pages of version 1.
    pub moved: Option<Vec<u32>>,
}

/// The shape of version 1.
#[derive(Deserialize)]
struct MadeUp1 {
    seconds: u32,
}

impl Section for MadeUp {
    const VERSION: u16 = 2;

    fn migrate(earlier: u16, body: &[u8]) -> Result<Self, Unread> {
        match earlier {
            1 => {
                let MadeUp1 { seconds } = postcard::from_bytes(body)?;
                Ok(Self { milliseconds: seconds * 1000, moved: None })
            }
            _ => Err(Unread::UnknownVersion),
        }
    }

    fn nodes(&self) -> Vec<u32> {
        self.moved.clone().unwrap_or_default()
    }

    fn example() -> Self {
        Self { milliseconds: 2500, moved: Some(vec![0, 1]) }
    }
}
