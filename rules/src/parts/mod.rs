//! Questions that several rules ask in the same way, each answered in one place.

pub(crate) mod direction;
pub(crate) mod fields;
pub(crate) mod label_in_name;
pub(crate) mod language;
pub(crate) mod passages;
pub(crate) mod refresh;
