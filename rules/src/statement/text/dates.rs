//! Dates as people write them, with no more precision than they gave.

use super::{numbers, phrase::Phrase};
use crate::standards::word_list::{PairList, WordList, entries, pairs};
use serde::{Deserialize, Serialize};

/// A day, a month or a year; serialised as `2024-03-09`, `2024-03` or `2024`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PartialDate {
    pub year: u16,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

impl PartialDate {
    /// The last day that it may mean, so that ages are judged in favour of the site.
    pub fn latest(self) -> chrono::NaiveDate {
        let year = i32::from(self.year);
        let month = u32::from(self.month.unwrap_or(12));
        let day = self.day.map(u32::from).and_then(|day| chrono::NaiveDate::from_ymd_opt(year, month, day));
        let next_month = if month == 12 {
            chrono::NaiveDate::from_ymd_opt(year + 1, 1, 1)
        } else {
            chrono::NaiveDate::from_ymd_opt(year, month + 1, 1)
        };
        day.or_else(|| next_month?.pred_opt()).unwrap_or(chrono::NaiveDate::MAX)
    }
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(formatter, "-{month:02}")?;
        }
        match self.day {
            Some(day) => write!(formatter, "-{day:02}"),
            None => Ok(()),
        }
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for PartialDate {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next().and_then(|part| part.parse().ok());
        let mut part = || parts.next().map(|part| part.parse::<u8>().map_err(|_| "a date has only figures"));
        let (month, day) = (part().transpose()?, part().transpose()?);
        year.and_then(|year| checked(year, month, day)).ok_or("no such date")
    }
}

/// Years that a statement may name. Other numbers are not dates of statements.
const YEARS: std::ops::RangeInclusive<u16> = 2005..=2099;

fn checked(year: u16, month: Option<u8>, day: Option<u8>) -> Option<PartialDate> {
    let is_day = |month, day| {
        chrono::NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)).is_some()
    };
    let exists = match (month, day) {
        (None, None) => true,
        (Some(month), None) => (1..=12).contains(&month),
        (Some(month), Some(day)) => is_day(month, day),
        (None, Some(_)) => false,
    };
    (YEARS.contains(&year) && exists).then_some(PartialDate { year, month, day })
}

/// A date at this token, and how many tokens it takes.
pub(super) fn date(phrase: &Phrase<'_>, at: usize) -> Option<(PartialDate, usize)> {
    in_figures(phrase.word(at)).map(|date| (date, 1)).or_else(|| in_words(phrase, at))
}

/// Dates that follow each other from this token on: `12 mai 2022, 3 juin 2024 et 4 mars 2026`.
pub fn dates_from(phrase: &Phrase<'_>, mut at: usize) -> Vec<PartialDate> {
    static JOINS: WordList =
        WordList::new(|| entries(include_str!("../../../data/words/words-between-dates.txt")));
    let mut dates = Vec::new();
    while at < phrase.len() {
        match date(phrase, at) {
            Some((date, taken)) => {
                dates.push(date);
                at += taken;
            }
            None if JOINS.contains(&phrase.word(at)) => at += 1,
            None => break,
        }
    }
    dates
}

/// Every date of a text.
pub fn dates_in(phrase: &Phrase<'_>) -> Vec<PartialDate> {
    let (mut dates, mut at) = (Vec::new(), 0);
    while at < phrase.len() {
        let found = date(phrase, at);
        at += found.map_or(1, |(_, taken)| taken);
        dates.extend(found.map(|(date, _)| date));
    }
    dates
}

/// Every number of four digits that may be a year, even within an address, a version or the name of a file.
pub fn years_in(text: &str) -> Vec<PartialDate> {
    let figures = text.split(|c: char| !c.is_ascii_digit()).filter(|figures| figures.len() == 4);
    figures.filter_map(|figures| checked(figures.parse().ok()?, None, None)).collect()
}

/// `12/12/2022`, `12.12.22`, `2022-12-12`, `09/2023`. Day before month, as in France.
fn in_figures(word: &str) -> Option<PartialDate> {
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    let number = |at: usize| parts.get(at)?.parse::<u16>().ok();
    let small = |at: usize| number(at).and_then(|value| u8::try_from(value).ok());
    match parts.iter().map(|part| part.len()).collect::<Vec<_>>()[..] {
        [1 | 2, 1 | 2, 4] => checked(number(2)?, Some(small(1)?), Some(small(0)?)),
        [1 | 2, 1 | 2, 2] => checked(number(2)? + 2000, Some(small(1)?), Some(small(0)?)),
        [4, 1 | 2, 1 | 2] => checked(number(0)?, Some(small(1)?), Some(small(2)?)),
        [1 | 2, 4] => checked(number(1)?, Some(small(0)?), None),
        [4, 2] => checked(number(0)?, Some(small(1)?), None),
        _ => None,
    }
}

fn in_words(phrase: &Phrase<'_>, at: usize) -> Option<(PartialDate, usize)> {
    let weekday = usize::from(WEEKDAYS.contains(&phrase.word(at)));
    let from = at + weekday;
    // «July 22, 2024»
    if let Some(month) = month(phrase.word(from))
        && let Some(day) = day(phrase.word(from + 1))
        && let Some((year, taken)) = year(phrase, from + 2)
    {
        return Some((checked(year, Some(month), Some(day))?, weekday + 2 + taken));
    }
    let (day, mut next) = match day(phrase.word(from)) {
        Some(day) => (Some(day), from + 1),
        None => match numbers::words(phrase, from) {
            Some((day, taken)) if day <= 31 => (u8::try_from(day).ok(), from + taken),
            _ => (None, from),
        },
    };
    if day.is_some() && phrase.word(next) == "of" {
        next += 1;
    }
    let Some(month) = month(phrase.word(next)) else {
        return year_alone(phrase, from, at);
    };
    next += 1;
    let (year, taken) = year(phrase, next)?;
    Some((checked(year, Some(month), day)?, next + taken - at))
}

fn year_alone(phrase: &Phrase<'_>, from: usize, at: usize) -> Option<(PartialDate, usize)> {
    let word = phrase.word(from);
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let date = checked(word.parse().ok()?, None, None)?;
    is_year.then_some((date, from + 1 - at))
}

fn year(phrase: &Phrase<'_>, at: usize) -> Option<(u16, usize)> {
    let at_word = |skipped: usize| {
        let word = phrase.word(at + skipped);
        if word.len() == 4
            && let Ok(year) = word.parse()
        {
            return Some((year, skipped + 1));
        }
        let (year, taken) = numbers::words(phrase, at + skipped)?;
        Some((u16::try_from(year).ok().filter(|year| YEARS.contains(year))?, skipped + taken))
    };
    let skipped = usize::from(matches!(phrase.word(at), "de" | "of"));
    at_word(skipped)
}

/// Endings of an ordinal number for a day of a month: «9th».
static ENDINGS: WordList = WordList::new(|| entries(include_str!("../../../data/words/day-endings.txt")));

fn day(word: &str) -> Option<u8> {
    let digits = ENDINGS.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    match word {
        "premier" | "1er" => Some(1),
        _ => digits.parse().ok().filter(|day| (1..=31).contains(day)),
    }
}

static WEEKDAYS: WordList = WordList::new(|| entries(include_str!("../../../data/words/weekdays.txt")));

/// Number of the month, 1 to 12, by its full name or a usual abbreviation, in French or English.
pub(super) fn month(word: &str) -> Option<u8> {
    static MONTHS: PairList = PairList::new(|| pairs(include_str!("../../../data/words/months.tsv")));
    let named = |names: &str| names.split('|').any(|name| name == word);
    let at = MONTHS.iter().position(|(french, english)| named(french) || named(english))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        date(&Phrase::from_text(text), 0).map(|(date, _)| date.to_string())
    }

    #[test]
    fn dates_are_read_in_all_their_forms() {
        for text in [
            "9 septembre 2024",
            "09/09/2024",
            "9/9/2024",
            "09.09.24",
            "2024-09-09",
            "lundi 9 sept. 2024",
            "9/9/24",
            "2024/9/9",
            "September 9, 2024",
            "9th of September 2024",
            "neuf septembre deux mille vingt-quatre",
        ] {
            assert_eq!(read(text).as_deref(), Some("2024-09-09"), "{text}");
        }
        assert_eq!(read("1er août 2023").as_deref(), Some("2023-08-01"));
        assert_eq!(read("premier mars 2023").as_deref(), Some("2023-03-01"));
        assert_eq!(read("septembre 2023").as_deref(), Some("2023-09"));
        assert_eq!(read("2023").as_deref(), Some("2023"));
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for text in
            ["31/02/2024", "2005-102", "4.1.2", "71120", "11 février 1905", "45 septembre 2024", "mai"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_without_a_day_means_the_last_one_it_may_be() {
        let latest = |text: &str| PartialDate::try_from(text.to_owned()).unwrap().latest().to_string();
        assert_eq!(latest("2023"), "2023-12-31");
        assert_eq!(latest("2024-02"), "2024-02-29");
        assert_eq!(latest("2023-09-05"), "2023-09-05");
    }
}
