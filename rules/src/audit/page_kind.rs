//! Reasons for which a page is in the sample of an audit.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Stable code of such a reason. Audits kept by other versions of the program may contain codes that are not named
/// here.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageKind(Cow<'static, str>);

impl PageKind {
    pub const HOME: Self = Self::new("home");
    /// The page with the site's accessibility statement.
    pub const ACCESSIBILITY: Self = Self::new("accessibility");
    /// Named by the person who asked for the audit.
    pub const GIVEN: Self = Self::new("given");
    /// Drawn at random.
    pub const RANDOM: Self = Self::new("random");

    pub const fn new(code: &'static str) -> Self {
        Self(Cow::Borrowed(code))
    }

    pub fn code(&self) -> &str {
        &self.0
    }
}

impl From<&str> for PageKind {
    fn from(code: &str) -> Self {
        Self(Cow::Owned(code.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_written_as_it_was_read_and_an_unknown_one_is_kept() {
        for code in ["home", "legal-notice"] {
            let kind: PageKind = serde_json::from_value(code.into()).expect("any code");
            assert_eq!(kind, PageKind::from(code));
            assert_eq!(serde_json::to_value(&kind).expect("a text"), code);
        }
        assert_eq!(PageKind::from("home"), PageKind::HOME);
    }
}
