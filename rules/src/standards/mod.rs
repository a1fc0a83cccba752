//! The facts of the web's standards, as data with typed lookups: facts that rules lean on, with no opinion of RGAA in
//! them.

pub mod aria;
pub mod autocomplete;
pub mod colours;
pub mod doctype;
pub mod html_roles;
pub mod languages;
pub(crate) mod table;
pub mod words;
