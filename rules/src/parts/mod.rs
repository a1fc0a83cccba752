//! What several rules lean on.

pub mod graphics;
pub mod names;
pub mod picture_names;
