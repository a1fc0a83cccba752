//! Questions that several rules ask in the same way, each answered in one place.

pub mod contrast_switch;
pub mod contrast_verdict;
pub(crate) mod direction;
pub(crate) mod fields;
pub mod graphics;
pub mod headings;
pub mod inactive;
pub mod label_in_name;
pub(crate) mod language;
pub mod lines;
pub mod link_context;
pub mod link_names;
pub mod links;
pub mod names;
pub(crate) mod passages;
pub mod picture_names;
pub mod presentational;
pub(crate) mod refresh;
pub mod table;
pub mod text_runs;
