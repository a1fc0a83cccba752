//! The referential: RGAA 4.1.2 as data.

mod id;
pub use id::{CriterionId, InvalidId, TestId};
