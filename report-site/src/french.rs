//! French numbers, dates, plurals and order.

use askama::Template;
use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::Serialize;

const MONTHS: [&str; 12] = [
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
];

/// A day, for people and for machines.
#[derive(Debug, Clone, PartialEq, Eq, Template, Serialize)]
#[template(path = "day.html")]
pub struct Day {
    pub iso: String,
    pub words: String,
}

/// Its template escapes what it shows.
impl askama::filters::HtmlSafe for Day {}

impl Day {
    pub fn of(time: DateTime<Utc>) -> Self {
        let first = if time.day() == 1 { "er" } else { "" };
        let month = MONTHS[time.month0() as usize];
        Self {
            iso: time.format("%Y-%m-%d").to_string(),
            words: format!("{}{first} {month} {}", time.day(), time.year()),
        }
    }
}

/// `14 h 05 (UTC)`.
pub fn hour(time: DateTime<Utc>) -> String {
    format!("{} h {:02} (UTC)", time.hour(), time.minute())
}

/// `12 345`, with the narrow space that keeps a number on one line.
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push('\u{202F}');
        }
        shown.push(digit);
    }
    shown
}

/// `1 page`, `0 page`, `12 pages`: in French the plural begins at two.
pub fn count(value: impl TryInto<u64>, one: &str, many: &str) -> String {
    let value = value.try_into().unwrap_or(u64::MAX);
    format!("{}\u{A0}{}", number(value), if value < 2 { one } else { many })
}

/// With a capital letter, for a heading or the first cell of a line.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `88,2 %`, from tenths of a per cent.
pub fn per_cent(per_mille: u32) -> String {
    match per_mille % 10 {
        0 => format!("{}\u{A0}%", per_mille / 10),
        tenth => format!("{},{tenth}\u{A0}%", per_mille / 10),
    }
}

/// Lower case without accents, so that Évreux stands between Etampes and Fougères.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).fold(String::new(), |mut folded, letter| {
        match letter {
            'à' | 'â' | 'ä' | 'á' | 'ã' => folded.push('a'),
            'ç' => folded.push('c'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'î' | 'ï' | 'í' => folded.push('i'),
            'ô' | 'ö' | 'ó' => folded.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => folded.push('u'),
            'ÿ' => folded.push('y'),
            'ñ' => folded.push('n'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            other => folded.push(other),
        }
        folded
    })
}

/// The part of an address for an id of the registry. Two ids never share one: whatever was lost by writing it
/// in a-z, 0-9 and `-` is made up for by a digest.
pub fn slug(id: &str) -> String {
    const MOST: usize = 80;
    let mut slug = String::new();
    for letter in fold(id).chars() {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(MOST);
    let slug = slug.trim_end_matches('-');
    if slug == id && !slug.is_empty() {
        return slug.to_owned();
    }
    let digest = &crate::engine::digest(&[id.as_bytes()])[..8];
    if slug.is_empty() { digest.to_owned() } else { format!("{slug}-{digest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_in_french() {
        assert_eq!(number(1_234_567), "1\u{202F}234\u{202F}567");
        assert_eq!(count(0u32, "page", "pages"), "0\u{A0}page");
        assert_eq!(count(2u32, "page", "pages"), "2\u{A0}pages");
        assert_eq!(per_cent(882), "88,2\u{A0}%");
        assert_eq!(per_cent(1000), "100\u{A0}%");
    }

    #[test]
    fn the_first_of_the_month_is_an_ordinal() {
        assert_eq!(Day::of("2026-03-01T00:00:00Z".parse().unwrap()).words, "1er mars 2026");
    }

    #[test]
    fn slugs_of_different_ids_differ() {
        let ids =
            ["a-b", "a b", "A-B", "à-b", "-a-b", "a--b", "", "/", "..", &"x".repeat(300), &"x".repeat(301)];
        let slugs: std::collections::BTreeSet<_> = ids.iter().map(|id| slug(id)).collect();
        assert_eq!(slugs.len(), ids.len());
        assert!(slugs.iter().all(|slug| crate::SitePath::folder([slug]).is_ok()), "{slugs:?}");
        assert_eq!(slug("21130055300016"), "21130055300016");
    }
}
