//! The five outcomes of W3C's EARL, and how several are combined.

use serde::{Deserialize, Serialize};

/// The result of a rule, a test or a criterion, in the order of strength: when several targets are judged together, the
/// strongest outcome counts (`failed` > `cantTell` > `passed` > `inapplicable` > `untested`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// Not examined.
    Untested,
    /// Proven not to apply.
    Inapplicable,
    /// Proven to hold.
    Passed,
    /// A person must decide.
    CantTell,
    /// Proven not to hold.
    Failed,
}

impl Outcome {
    /// All outcomes, the strongest first.
    pub const ALL: [Self; 5] =
        [Self::Failed, Self::CantTell, Self::Passed, Self::Inapplicable, Self::Untested];

    /// EARL's own name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Untested => "untested",
            Self::Inapplicable => "inapplicable",
            Self::Passed => "passed",
            Self::CantTell => "cantTell",
            Self::Failed => "failed",
        }
    }

    /// The outcome of a whole from those of its parts; `untested` when there is no part.
    pub fn strongest(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().max().unwrap_or(Self::Untested)
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_speaks_for_all() {
        assert_eq!(
            Outcome::strongest([Outcome::Passed, Outcome::Failed, Outcome::CantTell]),
            Outcome::Failed
        );
        assert_eq!(Outcome::strongest([Outcome::Inapplicable, Outcome::Passed]), Outcome::Passed);
        assert_eq!(Outcome::strongest([]), Outcome::Untested);
    }

    #[test]
    fn is_written_as_earl_writes_it() {
        for outcome in Outcome::ALL {
            assert_eq!(serde_json::to_value(outcome).unwrap(), outcome.name());
        }
    }
}
