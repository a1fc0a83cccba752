//! Browsers: Chromium on this machine or behind a WebDriver. Each has one page at a time and is replaced whenever its
//! state is in doubt.

mod act;
mod alerts;
mod call;
mod capture;
mod captured;
mod cdp;
mod channel;
mod devtools;
mod disk;
mod endpoints;
mod error;
mod launch;
mod lent;
mod looks;
mod memory;
mod navigation;
mod own;
mod pool;
mod profiles;
mod record;
mod requests;
mod script;
mod session;
mod stand;
mod tab;
mod trace;
pub mod webdriver;

pub use act::{Acting, WalkBounds};
pub use capture::{NodeNumbers, PictureFile};
pub use captured::{Attention, Captured};
pub use error::{BrowserError, PageError};
pub use launch::{Launch, find_browser, find_driver};
pub use looks::Looks;
pub use memory::of_browsers;
pub use pool::{Pool, PoolSettings};
pub use session::{Deadlines, Session};
