//! What several rules lean on.

pub mod links;
