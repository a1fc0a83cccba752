//! French and English: numbers, dates, plurals, and the choice between two phrases.

use askama::Template;
use chrono::{DateTime, Datelike, Timelike, Utc};
use rules::messages::Language;
use serde::Serialize;

const MONTHS: [[&str; 12]; 2] = [
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

/// A day, for people and for machines.
#[derive(Debug, Clone, PartialEq, Eq, Template, Serialize)]
#[template(path = "day.html")]
pub struct Day {
    pub iso: String,
    pub words: String,
}

/// The template of a day escapes the text it shows.
impl askama::filters::HtmlSafe for Day {}

/// How a language writes values.
pub trait Say: Copy {
    /// The phrase in this language.
    fn t<'a>(self, french: &'a str, english: &'a str) -> &'a str;
    fn day(self, time: DateTime<Utc>) -> Day;
    /// `30 novembre 2026 à 14 h 05 (UTC)`
    fn day_and_hour(self, time: DateTime<Utc>) -> Day;
    /// `14 h 05 (UTC)`, `14:05 (UTC)`.
    fn hour(self, time: DateTime<Utc>) -> String;
    /// `novembre 2026`
    fn month(self, time: DateTime<Utc>) -> String;
    /// `12 345`, with a narrow no-break space.
    fn number(self, value: impl TryInto<u64>) -> String;
    /// `1 page`, `12 pages`; the words are French one, French many, English one, English many.
    fn count(self, value: impl TryInto<u64>, words: [&str; 4]) -> String;
    /// The word alone, in the form for this number.
    fn word(self, value: impl TryInto<u64>, words: [&str; 4]) -> &str;
    /// `88,2 %`, from tenths of a per cent.
    fn per_cent(self, per_mille: u32) -> String;
    /// The value of the attribute `lang`.
    fn code(self) -> &'static str;
}

impl Say for Language {
    fn t<'a>(self, french: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::French => french,
            Self::English => english,
        }
    }

    fn day(self, time: DateTime<Utc>) -> Day {
        let first = if time.day() == 1 { self.t("er", "") } else { "" };
        let month = MONTHS[self as usize][time.month0() as usize];
        Day {
            iso: time.date_naive().to_string(),
            words: format!("{}{first} {month} {}", time.day(), time.year()),
        }
    }

    fn day_and_hour(self, time: DateTime<Utc>) -> Day {
        let day = self.day(time);
        Day {
            words: format!("{}{}{}", day.words, self.t(" à ", ", "), self.hour(time)),
            iso: time.format("%Y-%m-%dT%H:%MZ").to_string(),
        }
    }

    fn hour(self, time: DateTime<Utc>) -> String {
        format!("{}{}{:02} (UTC)", time.hour(), self.t("\u{A0}h\u{A0}", ":"), time.minute())
    }

    fn month(self, time: DateTime<Utc>) -> String {
        format!("{} {}", MONTHS[self as usize][time.month0() as usize], time.year())
    }

    fn number(self, value: impl TryInto<u64>) -> String {
        let digits = value.try_into().unwrap_or(u64::MAX).to_string();
        let mut shown = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                shown.push_str(self.t("\u{202F}", ","));
            }
            shown.push(digit);
        }
        shown
    }

    fn count(self, value: impl TryInto<u64>, words: [&str; 4]) -> String {
        let value = value.try_into().unwrap_or(u64::MAX);
        format!("{}\u{A0}{}", self.number(value), self.word(value, words))
    }

    fn word(self, value: impl TryInto<u64>, words: [&str; 4]) -> &str {
        let value = value.try_into().unwrap_or(u64::MAX);
        let [french_one, french_many, english_one, english_many] = words;
        match self {
            // In French the plural begins at two.
            Self::French if value < 2 => french_one,
            Self::French => french_many,
            Self::English if value == 1 => english_one,
            Self::English => english_many,
        }
    }

    fn per_cent(self, per_mille: u32) -> String {
        let tenth = match per_mille % 10 {
            0 => String::new(),
            tenth => format!("{}{tenth}", self.t(",", ".")),
        };
        format!("{}{tenth}{}%", per_mille / 10, self.t("\u{A0}", ""))
    }

    fn code(self) -> &'static str {
        self.t("fr", "en")
    }
}

/// The text with a capital first letter, for a heading or the first cell of a line.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, French};

    #[test]
    fn numbers_are_written_as_in_each_language() {
        assert_eq!(French.number(1_234_567u32), "1\u{202F}234\u{202F}567");
        assert_eq!(English.number(1_234_567u32), "1,234,567");
        let pages = ["page", "pages", "page", "pages"];
        assert_eq!(French.count(0u32, pages), "0\u{A0}page");
        assert_eq!(English.count(0u32, pages), "0\u{A0}pages");
        assert_eq!(French.count(2u32, pages), "2\u{A0}pages");
        assert_eq!(French.per_cent(882), "88,2\u{A0}%");
        assert_eq!(English.per_cent(882), "88.2%");
        assert_eq!(French.per_cent(1000), "100\u{A0}%");
    }

    #[test]
    fn the_first_of_the_month_is_an_ordinal_in_french() {
        let first = "2026-03-01T00:00:00Z".parse().unwrap();
        assert_eq!(French.day(first).words, "1er mars 2026");
        assert_eq!(English.day(first).words, "1 March 2026");
        assert_eq!(French.day_and_hour(first).words, "1er mars 2026 à 0\u{A0}h\u{A0}00 (UTC)");
    }
}
