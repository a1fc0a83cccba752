//! What several rules lean on.

pub mod contrast_switch;
pub mod contrast_verdict;
pub mod inactive;
pub mod presentational;
pub mod text_runs;
