//! Status of a criterion on a page. The audit never enters «conforming»: only a person does.

use rules::Outcome;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    NonConforming,
    NotApplicable,
    NotTested,
}

/// Statuses that a person chooses from, in the order in which the base counts them.
pub const CODES: [&str; 4] = ["C", "NC", "NA", "NT"];

impl Status {
    pub fn new(fails: bool, known: Outcome) -> Self {
        match known {
            _ if fails => Self::NonConforming,
            Outcome::Inapplicable => Self::NotApplicable,
            _ => Self::NotTested,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::NonConforming => "NC",
            Self::NotApplicable => "NA",
            Self::NotTested => "NT",
        }
    }
}
