//! The shape of a predicate.

use super::scan::Scan;

/// True when the test does not apply to this page.
pub type Predicate = fn(&Scan<'_>) -> bool;
