//! The shape of a predicate.

use super::scan::Scan;

/// A predicate: `true` if it is proven that the aspect does not apply to this page.
pub type Predicate = fn(&Scan<'_>) -> bool;
