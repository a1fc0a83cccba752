//! Texts and dates of documents.

use chrono::NaiveDate;

/// The text for display: one line without control characters, of at most 300 characters. `None` if it is blank.
pub fn shown(text: &str) -> Option<String> {
    let words = text.split(|character: char| character.is_whitespace() || character.is_control());
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let line: String = line.chars().take(300).collect();
    (!line.is_empty()).then_some(line)
}

/// Reads a date such as `D:20240131…` or `2024-01-31T…`. `None` if it is no date of the years 1990 to 2100.
pub fn date(text: &str) -> Option<NaiveDate> {
    let digits: String = text.trim_start_matches("D:").chars().filter(char::is_ascii_digit).take(8).collect();
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(number(0, 4)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, number(4, 6).unwrap_or(1), number(6, 8).unwrap_or(1))?;
    (1990..=2100).contains(&year).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_pdf_and_xmp_write_them() {
        let day = NaiveDate::from_ymd_opt(2018, 9, 22);
        assert_eq!(date("D:20180922133937+03'00'"), day);
        assert_eq!(date("2018-09-22T08:00:00Z"), day);
        assert_eq!(date("D:20180000"), None);
        assert_eq!(date("hier"), None);
    }
}
