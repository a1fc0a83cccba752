//! Numbers that name a criterion («8.3») and a test («8.3.1») inside a referential.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A text that is not the number of a criterion or of a test.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("«{text}» is not a {expected}: give {parts} numbers from 1 to 255 separated by dots")]
pub struct InvalidId {
    text: String,
    expected: &'static str,
    parts: usize,
}

/// The number of a criterion: theme, then rank in the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CriterionId {
    theme: u8,
    criterion: u8,
}

impl CriterionId {
    pub const fn new(theme: u8, criterion: u8) -> Self {
        assert!(theme > 0 && criterion > 0, "themes and criteria are numbered from 1");
        Self { theme, criterion }
    }

    pub const fn theme(self) -> u8 {
        self.theme
    }

    /// The rank of the criterion in its theme.
    pub const fn rank(self) -> u8 {
        self.criterion
    }

    /// The test of that rank in this criterion, whether or not a referential has it.
    pub const fn test(self, rank: u8) -> TestId {
        TestId::new(self.theme, self.criterion, rank)
    }
}

/// The number of a test: theme, criterion, then rank in the criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TestId {
    criterion: CriterionId,
    test: u8,
}

impl TestId {
    pub const fn new(theme: u8, criterion: u8, test: u8) -> Self {
        assert!(test > 0, "tests are numbered from 1");
        Self { criterion: CriterionId::new(theme, criterion), test }
    }

    pub const fn criterion(self) -> CriterionId {
        self.criterion
    }

    pub const fn theme(self) -> u8 {
        self.criterion.theme
    }

    /// The rank of the test in its criterion.
    pub const fn rank(self) -> u8 {
        self.test
    }
}

impl fmt::Display for CriterionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.theme, self.criterion)
    }
}

impl fmt::Display for TestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.criterion, self.test)
    }
}

impl FromStr for CriterionId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let [theme, criterion] = numbers(text, "criterion")?;
        Ok(Self::new(theme, criterion))
    }
}

impl FromStr for TestId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let [theme, criterion, test] = numbers(text, "test")?;
        Ok(Self::new(theme, criterion, test))
    }
}

fn numbers<const PARTS: usize>(text: &str, expected: &'static str) -> Result<[u8; PARTS], InvalidId> {
    let error = || InvalidId { text: text.chars().take(40).collect(), expected, parts: PARTS };
    let mut parts = text.split('.');
    let mut found = [0; PARTS];
    for part in &mut found {
        *part = parts.next().and_then(number).ok_or_else(error)?;
    }
    if parts.next().is_none() { Ok(found) } else { Err(error()) }
}

/// One number as `Display` writes it: no sign, no leading zero, so that each id has a single spelling.
fn number(text: &str) -> Option<u8> {
    let canonical = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    canonical.then(|| text.parse().ok()).flatten()
}

macro_rules! serde_as_text {
    ($id:ty) => {
        impl Serialize for $id {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $id {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                /// An audit holds thousands: none is copied before it is read.
                struct Spelled;

                impl serde::de::Visitor<'_> for Spelled {
                    type Value = $id;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        formatter.write_str("a string")
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$id, E> {
                        text.parse().map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Spelled)
            }
        }
    };
}
serde_as_text!(CriterionId);
serde_as_text!(TestId);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_test_number_survives_text_and_json(theme in 1u8.., criterion in 1u8.., test in 1u8..) {
            let id = TestId::new(theme, criterion, test);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
            let json = serde_json::to_string(&id).expect("an id is a string");
            prop_assert_eq!(serde_json::from_str::<TestId>(&json).expect("just written"), id);
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in ".*") {
            let _ = text.parse::<TestId>();
            let _ = text.parse::<CriterionId>();
        }
    }

    #[test]
    fn numbers_sort_as_numbers_not_as_text() {
        assert!(CriterionId::new(8, 2) < CriterionId::new(8, 10));
        assert!(TestId::new(9, 1, 1) < TestId::new(10, 1, 1));
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in ["", "8", "8.3", "8.3.1.1", "8.3.0", "08.3.1", "8.3.+1", "8.3.256", " 8.3.1", "8..1"] {
            assert!(text.parse::<TestId>().is_err(), "{text:?}");
        }
        assert!("8.3.1".parse::<CriterionId>().is_err());
    }
}
