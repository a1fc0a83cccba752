//! What several rules lean on.

pub mod contrast_switch;
pub mod contrast_verdict;
pub mod graphics;
pub mod inactive;
pub mod names;
pub mod picture_names;
pub mod presentational;
pub mod text_runs;
