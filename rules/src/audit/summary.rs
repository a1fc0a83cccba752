//! The figures of an audit: counts of criteria by outcome, of pages and defects, and the ceiling. Never a rate.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub struct Summary {
    /// Number of criteria of the referential; 106 in RGAA 4.1.2.
    pub criteria: u32,
    /// Criteria proven non-conforming. A proof «one of these criteria» counts once.
    pub failed: u32,
    /// Criteria proven not applicable on the whole sample.
    pub inapplicable: u32,
    /// Criteria whose tests were all decided, none failed, on the whole sample.
    pub passed: u32,
    /// Criteria a human must verify.
    pub cant_tell: u32,
    pub pages_audited: u32,
    pub pages_not_audited: u32,
    /// Distinct defects.
    pub defects: u32,
    /// Occurrences of those defects.
    pub occurrences: u32,
}

/// The ceiling: the rate of conformity cannot exceed `numerator / denominator`. It can refute a declared rate, but
/// never confirm one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ceiling {
    pub numerator: u32,
    pub denominator: u32,
}

impl Summary {
    /// The ceiling. `None` when every criterion is proven not applicable, so that there is no rate.
    pub fn ceiling(&self) -> Option<Ceiling> {
        let denominator = self.criteria.saturating_sub(self.inapplicable);
        let numerator = denominator.saturating_sub(self.failed);
        (denominator > 0).then_some(Ceiling { numerator, denominator })
    }
}

impl Ceiling {
    /// The ceiling in tenths of a per cent, rounded up, because it must never be stated lower than what is proven.
    pub fn per_mille(self) -> u32 {
        (self.numerator * 1000).div_ceil(self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ceiling_leaves_out_what_does_not_apply() {
        let summary = Summary { criteria: 106, failed: 9, inapplicable: 30, ..Summary::default() };
        let ceiling = summary.ceiling().unwrap();
        assert_eq!(ceiling, Ceiling { numerator: 67, denominator: 76 });
        assert_eq!(ceiling.per_mille(), 882);
    }

    #[test]
    fn nothing_applicable_has_no_ceiling() {
        assert_eq!(Summary { criteria: 106, inapplicable: 106, ..Summary::default() }.ceiling(), None);
    }
}
