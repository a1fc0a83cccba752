//! What the web's standards say, as data with typed lookups: facts that rules lean on, with no opinion of RGAA in them.

pub mod aria;
pub mod colours;
pub mod languages;
pub(crate) mod table;
