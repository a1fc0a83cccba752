//! ARIA roles and attributes: what a role supports, requires and prohibits, and which values an attribute accepts.

mod attribute;
mod role;
#[cfg(test)]
mod tests;

pub use attribute::{Attribute, Global, ValueType, attribute, attributes, is_aria_name};
pub use role::{NameFrom, Owned, Role, RoleKind, first_known_role, role, roles};
