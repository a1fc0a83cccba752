//! Versions of the RGAA, and until when a statement under each of them is valid.
//!
//! `data/statement/versions.tsv` contains the date on which a version was published, and the date on which a version
//! with other criteria replaced it. The versions 4.1.1 and 4.1.2 only corrected 4.1, so all three are in force. In this
//! table, a version without a point stands for all its numbers: 3 for «3.2017».

use super::text::PartialDate;
use crate::standards::table::{Row, Table};
use chrono::{Months, NaiveDate};
use std::sync::LazyLock;

/// Months for which a statement stays valid after another version was published.
const MONTHS_LEFT: u32 = 18;

/// Whether a statement under a version is valid on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    InForce,
    /// Another version was published; statements under this one stay valid until that day, included.
    Until(NaiveDate),
    Over,
    /// It may be one of several versions: «4».
    Imprecise,
    Unknown,
}

struct Version {
    number: &'static str,
    published: Option<PartialDate>,
    replaced: Option<PartialDate>,
}

static ALL: LazyLock<Vec<Version>> = LazyLock::new(|| {
    let text = include_str!("../../data/statement/versions.tsv");
    let table = Table::parse("statement/versions.tsv", text, &["version", "published", "replaced"]);
    table.expect("the data is built in and a test parses it").rows().map(|row| read(&row)).collect()
});

fn read(row: &Row<'_>) -> Version {
    let day = |column| match row.get(column) {
        "-" => None,
        text => Some(text.to_owned().try_into().expect("the data is built in and a test parses it")),
    };
    Version { number: row.get(0), published: day(1), replaced: day(2) }
}

/// The validity of the version that a statement names.
pub fn validity(told: &str, today: NaiveDate) -> Validity {
    let published = || ALL.iter().filter(|version| !version.is_to_come(today));
    let Some(version) = published().find(|version| version.is(told)) else {
        let is_begun = published().any(|version| version.number.starts_with(&format!("{told}.")));
        return if is_begun { Validity::Imprecise } else { Validity::Unknown };
    };
    let is_replaced = |date: &PartialDate| date.latest() <= today;
    match version.replaced.filter(is_replaced).map(last_day) {
        None => Validity::InForce,
        Some(last) if today <= last => Validity::Until(last),
        Some(_) => Validity::Over,
    }
}

fn last_day(replaced: PartialDate) -> NaiveDate {
    replaced.latest().checked_add_months(Months::new(MONTHS_LEFT)).unwrap_or(NaiveDate::MAX)
}

impl Version {
    fn is_to_come(&self, today: NaiveDate) -> bool {
        self.published.is_some_and(|published| published.latest() > today)
    }

    fn is(&self, told: &str) -> bool {
        let major = || told.split('.').next() == Some(self.number);
        told == self.number || (!self.number.contains('.') && major())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn every_line_is_read_and_a_version_is_replaced_after_it_was_published() {
        assert!(ALL.len() >= 7);
        for version in ALL.iter() {
            let dates = version.published.zip(version.replaced);
            assert!(dates.is_none_or(|(from, to)| from.latest() < to.latest()), "{}", version.number);
        }
    }

    #[test]
    fn corrections_of_the_version_in_force_leave_it_in_force() {
        for version in ["4.1", "4.1.1", "4.1.2"] {
            assert_eq!(validity(version, day("2026-11-29")), Validity::InForce, "{version}");
        }
    }

    #[test]
    fn a_version_is_good_for_eighteen_months_once_another_was_published() {
        let last = day("2022-08-28");
        assert_eq!(validity("4.0", day("2021-02-27")), Validity::InForce);
        assert_eq!(validity("4.0", day("2021-02-28")), Validity::Until(last));
        assert_eq!(validity("4.0", last), Validity::Until(last));
        assert_eq!(validity("4.0", day("2022-08-29")), Validity::Over);
        assert_eq!(validity("4.0", day("2019-09-15")), Validity::Unknown, "it was not published yet");
    }

    #[test]
    fn a_number_alone_stands_for_all_of_its_versions() {
        for version in ["3", "3.0", "3.2017", "2.2.1", "1.0"] {
            assert_eq!(validity(version, day("2026-11-29")), Validity::Over, "{version}");
        }
    }

    #[test]
    fn what_is_told_in_part_or_never_was_is_for_a_person() {
        assert_eq!(validity("4", day("2026-11-29")), Validity::Imprecise);
        for version in ["5", "4.2", "4.1.3", "40", "0", "", "4.1.", "31"] {
            assert_eq!(validity(version, day("2026-11-29")), Validity::Unknown, "{version}");
        }
    }
}
