//! What several rules lean on.

pub mod headings;
pub mod label_in_name;
pub mod link_context;
pub mod link_names;
pub mod links;
