//! Questions that several rules ask in the same way, each answered in one place.

pub(crate) mod direction;
pub(crate) mod language;
pub(crate) mod passages;
pub(crate) mod refresh;
