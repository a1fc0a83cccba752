//! The facts that a registry gives about its members, in one shape: connectors fill it and the store keeps it.

mod body;
mod domain;
mod letters;
mod member;
mod site;

pub use body::{Body, BodyOf};
pub use domain::{is_public_suffix, registrable_domain};
pub use letters::without_accent;
pub use member::Member;
pub use site::{Site, host_key};
