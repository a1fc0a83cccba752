//! Numbers that name a criterion («8.3», in WCAG «1.4.3») and a test («8.3.1», «1.4.3.1») inside a referential.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A text that is not the number of a criterion or of a test.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("«{text}» is not a {expected}: give {least} or {} numbers from 1 to 255 separated by dots", least + 1)]
pub struct InvalidId {
    text: String,
    expected: &'static str,
    least: usize,
}

/// The number of a criterion: theme, then rank in the theme. In WCAG: principle, guideline, then rank in the guideline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CriterionId {
    theme: u8,
    second: u8,
    /// The third part; 0 where the number has two parts.
    third: u8,
}

impl CriterionId {
    /// For a standard that numbers criteria in their theme: «8.3».
    pub const fn new(theme: u8, criterion: u8) -> Self {
        assert!(theme > 0 && criterion > 0, "themes and criteria are numbered from 1");
        Self { theme, second: criterion, third: 0 }
    }

    /// For a standard that divides its themes into guidelines, as WCAG does: «1.4.3».
    pub const fn in_guideline(theme: u8, guideline: u8, criterion: u8) -> Self {
        assert!(theme > 0 && guideline > 0 && criterion > 0, "each part is numbered from 1");
        Self { theme, second: guideline, third: criterion }
    }

    pub const fn theme(self) -> u8 {
        self.theme
    }

    /// The test of that rank in this criterion, whether or not a referential has it.
    pub const fn test(self, rank: u8) -> TestId {
        assert!(rank > 0, "tests are numbered from 1");
        TestId { criterion: self, test: rank }
    }
}

/// The number of a test: that of its criterion, then its rank in the criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TestId {
    criterion: CriterionId,
    test: u8,
}

impl TestId {
    /// For a standard that numbers criteria in their theme: «8.3.1».
    pub const fn new(theme: u8, criterion: u8, test: u8) -> Self {
        CriterionId::new(theme, criterion).test(test)
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
        write!(formatter, "{}.{}", self.theme, self.second)?;
        match self.third {
            0 => Ok(()),
            third => write!(formatter, ".{third}"),
        }
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
        match *numbers(text, "criterion", 2)? {
            [theme, criterion] => Ok(Self::new(theme, criterion)),
            [theme, guideline, criterion] => Ok(Self::in_guideline(theme, guideline, criterion)),
            _ => Err(InvalidId::new(text, "criterion", 2)),
        }
    }
}

impl FromStr for TestId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        match *numbers(text, "test", 3)? {
            [theme, criterion, test] => Ok(Self::new(theme, criterion, test)),
            [theme, guideline, criterion, test] => {
                Ok(CriterionId::in_guideline(theme, guideline, criterion).test(test))
            }
            _ => Err(InvalidId::new(text, "test", 3)),
        }
    }
}

impl InvalidId {
    fn new(text: &str, expected: &'static str, least: usize) -> Self {
        Self { text: text.chars().take(40).collect(), expected, least }
    }
}

/// Up to four numbers of an id, without allocation, because an audit contains thousands of ids.
struct Numbers {
    found: [u8; 4],
    count: usize,
}

impl std::ops::Deref for Numbers {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.found[..self.count]
    }
}

fn numbers(text: &str, expected: &'static str, least: usize) -> Result<Numbers, InvalidId> {
    let error = || InvalidId::new(text, expected, least);
    let mut numbers = Numbers { found: [0; 4], count: 0 };
    for part in text.split('.') {
        let place = numbers.found.get_mut(numbers.count).ok_or_else(error)?;
        *place = number(part).ok_or_else(error)?;
        numbers.count += 1;
    }
    Ok(numbers)
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
                /// Reads an id without allocation, because an audit contains thousands of ids.
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
            let of_wcag = CriterionId::in_guideline(theme, criterion, test);
            for id in [TestId::new(theme, criterion, test), of_wcag.test(criterion)] {
                prop_assert_eq!(id.to_string().parse(), Ok(id));
                let json = serde_json::to_string(&id).expect("an id is a string");
                prop_assert_eq!(serde_json::from_str::<TestId>(&json).expect("just written"), id);
            }
            prop_assert_eq!(of_wcag.to_string().parse(), Ok(of_wcag));
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
        assert!(CriterionId::in_guideline(1, 4, 3) < CriterionId::in_guideline(1, 4, 10));
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in
            ["", "8", "8.3", "8.3.1.1.1", "8.3.0", "8.3.0.1", "08.3.1", "8.3.+1", "8.3.256", " 8.3.1", "8..1"]
        {
            assert!(text.parse::<TestId>().is_err(), "{text:?}");
        }
        assert!("8.3.1.1".parse::<CriterionId>().is_err() && "8".parse::<CriterionId>().is_err());
    }

    #[test]
    fn three_numbers_are_a_test_of_one_standard_or_a_criterion_of_another() {
        assert_eq!("1.4.3".parse(), Ok(TestId::new(1, 4, 3)));
        assert_eq!("1.4.3".parse(), Ok(CriterionId::in_guideline(1, 4, 3)));
        let test: TestId = "1.4.3.2".parse().expect("it is one");
        assert_eq!(test.criterion(), CriterionId::in_guideline(1, 4, 3));
    }
}
