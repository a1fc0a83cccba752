//! The registry's facts of its members: the one shape that connectors fill, the store keeps and nobody copies.

mod body;
mod member;
mod site;

pub use body::{Body, BodyOf};
pub use member::Member;
pub use site::{Site, host_key};
