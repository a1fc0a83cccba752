//! Facts from web standards and word lists, as data with typed lookups. They are independent of any referential.

pub mod aria;
pub mod autocomplete;
pub mod colours;
pub mod doctype;
pub mod html_roles;
pub(crate) mod invisible;
pub mod languages;
pub(crate) mod table;
pub(crate) mod word_list;
pub mod words;
