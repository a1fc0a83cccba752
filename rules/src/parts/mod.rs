//! What several rules lean on.

pub mod headings;
pub mod links;
