//! Numbers of the referential: criterion 8.3, test 8.3.1.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CriterionId {
    pub theme: u8,
    pub number: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TestId {
    pub criterion: CriterionId,
    pub number: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a number of the referential: expected for instance 8.3 or 8.3.1")]
pub struct InvalidId(pub String);

impl CriterionId {
    pub const fn new(theme: u8, number: u8) -> Self {
        Self { theme, number }
    }
}

impl TestId {
    pub const fn new(theme: u8, criterion: u8, number: u8) -> Self {
        Self { criterion: CriterionId::new(theme, criterion), number }
    }
}

impl fmt::Display for CriterionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.theme, self.number)
    }
}

impl fmt::Display for TestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.criterion, self.number)
    }
}

fn numbers<const N: usize>(text: &str) -> Result<[u8; N], InvalidId> {
    let parsed: Result<Vec<u8>, _> = text.split('.').map(str::parse).collect();
    parsed.ok().and_then(|list| list.try_into().ok()).ok_or_else(|| InvalidId(text.to_owned()))
}

impl FromStr for CriterionId {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let [theme, number] = numbers(text)?;
        Ok(Self::new(theme, number))
    }
}

impl FromStr for TestId {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let [theme, criterion, number] = numbers(text)?;
        Ok(Self::new(theme, criterion, number))
    }
}

macro_rules! as_string {
    ($id:ty) => {
        impl Serialize for $id {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $id {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
as_string!(CriterionId);
as_string!(TestId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_and_written_as_the_rgaa_does() {
        assert_eq!("8.10.2".parse(), Ok(TestId::new(8, 10, 2)));
        assert_eq!(TestId::new(8, 10, 2).to_string(), "8.10.2");
        assert!("8.10".parse::<TestId>().is_err());
        assert!("8.x.1".parse::<TestId>().is_err());
        assert!("999.1".parse::<CriterionId>().is_err());
    }

    #[test]
    fn sorts_by_number_and_not_by_letter() {
        assert!(TestId::new(8, 9, 1) < TestId::new(8, 10, 1));
    }
}
