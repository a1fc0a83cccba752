//! What is true of a page: rules, the referential they serve, and the standards they lean on. No I/O, no clock.

pub mod referential;
pub mod standards;
