//! The outcome of a criterion on one page.

use crate::Outcome;
use std::collections::BTreeSet;

/// A criterion on one page: failed if one test failed; inapplicable if all tests are; passed if the others passed;
/// otherwise `cantTell`, or `untested` without tests.
pub fn criterion_on_page(tests: impl IntoIterator<Item = Outcome>) -> Outcome {
    let tests: BTreeSet<Outcome> = tests.into_iter().collect();
    let has = |outcome| tests.contains(&outcome);
    match () {
        () if tests.is_empty() => Outcome::Untested,
        () if has(Outcome::Failed) => Outcome::Failed,
        () if has(Outcome::CantTell) || has(Outcome::Untested) => Outcome::CantTell,
        () if has(Outcome::Passed) => Outcome::Passed,
        () => Outcome::Inapplicable,
    }
}
