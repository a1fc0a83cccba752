//! Questions that several rules ask in the same way, each answered in one place.

pub mod contrast_switch;
pub mod contrast_verdict;
pub(crate) mod direction;
pub(crate) mod fields;
pub mod focus;
pub mod focus_order;
pub mod graphics;
pub mod headings;
pub mod important_spacing;
pub mod inactive;
pub mod label_in_name;
pub(crate) mod language;
pub mod link_context;
pub mod link_names;
pub mod links;
pub mod media;
pub mod names;
pub mod open_dialog;
pub mod owning;
pub(crate) mod passages;
pub mod picture_names;
pub mod presentational;
pub(crate) mod refresh;
<<<<<<< HEAD
pub mod roles;
pub mod sentence;
pub mod spaces;
pub mod style_attribute;
pub mod text_runs;
pub(crate) mod user_fields;
pub mod viewport;
=======
pub(crate) mod skip_links;
pub mod text_runs;
pub(crate) mod user_fields;
>>>>>>> 38d80d9 (Skip links, regions and tab order)
