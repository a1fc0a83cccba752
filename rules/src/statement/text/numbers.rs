//! Numbers and percentages, in figures and in French words.

use super::phrase::Phrase;
use serde::{Deserialize, Serialize};

/// Hundredths of one per cent: 7681 is 76,81 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Percent(pub u32);

impl Percent {
    pub const ALL: Self = Self(10_000);
    pub const HALF: Self = Self(5_000);
}

impl std::fmt::Display for Percent {
    /// As French writes it, without needless zeros: `76,81 %`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match (rest, rest % 10) {
            (0, _) => write!(formatter, "{whole}\u{a0}%"),
            (_, 0) => write!(formatter, "{whole},{}\u{a0}%", rest / 10),
            _ => write!(formatter, "{whole},{rest:02}\u{a0}%"),
        }
    }
}

/// A percentage at this token, and how many tokens it takes.
pub(super) fn percent(phrase: &Phrase<'_>, at: usize) -> Option<(Percent, usize)> {
    let (value, taken) = match figures(phrase.word(at)) {
        Some(value) => (value, 1),
        None => {
            let (number, taken) = words(phrase, at)?;
            (number.checked_mul(100)?, taken)
        }
    };
    let sign = sign(phrase, at + taken)?;
    // More than 100 % is not a rate of criteria.
    (value <= Percent::ALL.0).then_some((Percent(value), taken + sign))
}

fn sign(phrase: &Phrase<'_>, at: usize) -> Option<usize> {
    match (phrase.word(at), phrase.word(at + 1)) {
        ("%" | "percent", _) => Some(1),
        ("pour" | "per", "cent") | ("pour", "cents") | ("p", "100") | ("pour", "100") => Some(2),
        _ => None,
    }
}

/// `76,81` or `76.8` in hundredths; more decimals are cut.
fn figures(word: &str) -> Option<u32> {
    let (whole, decimals) = word.split_once([',', '.']).unwrap_or((word, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !is_digits(whole) || !is_digits(decimals) {
        return None;
    }
    let decimals: String = format!("{decimals}00").chars().take(2).collect();
    Some(whole.parse::<u32>().ok()? * 100 + decimals.parse::<u32>().ok()?)
}

/// A number in French words, such as «soixante-quinze» or «deux mille vingt-six»: its value and how many tokens.
pub(super) fn words(phrase: &Phrase<'_>, at: usize) -> Option<(u32, usize)> {
    // «huit» in «soixante-dix-huit» is not a number by itself.
    let before = |back: usize| at.checked_sub(back).map_or("", |at| phrase.word(at));
    if is_number(before(1)) || before(1) == "et" && is_number(before(2)) {
        return None;
    }
    let (mut total, mut current, mut taken) = (0u32, 0u32, 0);
    loop {
        let word = phrase.word(at + taken);
        // «vingt et un», «soixante et onze»
        if word == "et" && taken > 0 && matches!(phrase.word(at + taken + 1), "un" | "une" | "onze") {
            taken += 1;
            continue;
        }
        match word {
            "mille" => {
                total += current.max(1) * 1000;
                current = 0;
            }
            "cent" | "cents" => current = current.max(1) * 100,
            // «quatre-vingt» multiplies; any other «vingt» adds.
            "vingt" | "vingts" if current % 100 == 4 => current += 76,
            _ => match small(word) {
                Some(value) => current += value,
                None => break,
            },
        }
        taken += 1;
        if taken > 8 {
            return None;
        }
    }
    (taken > 0).then_some((total + current, taken))
}

fn is_number(word: &str) -> bool {
    // «un» and «une» are often articles.
    !matches!(word, "un" | "une") && (small(word).is_some() || matches!(word, "mille" | "cent" | "cents"))
}

fn small(word: &str) -> Option<u32> {
    Some(match word {
        "zero" => 0,
        "un" | "une" => 1,
        "deux" => 2,
        "trois" => 3,
        "quatre" => 4,
        "cinq" => 5,
        "six" => 6,
        "sept" => 7,
        "huit" => 8,
        "neuf" => 9,
        "dix" => 10,
        "onze" => 11,
        "douze" => 12,
        "treize" => 13,
        "quatorze" => 14,
        "quinze" => 15,
        "seize" => 16,
        "vingt" | "vingts" => 20,
        "trente" => 30,
        "quarante" => 40,
        "cinquante" => 50,
        "soixante" => 60,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Percent> {
        percent(&Phrase::from_text(text), 0).map(|(value, _)| value)
    }

    #[test]
    fn rates_are_read_in_figures_and_in_words() {
        assert_eq!(read("76,81 %"), Some(Percent(7681)));
        assert_eq!(read("100%"), Some(Percent(10_000)));
        assert_eq!(read("33.9 pour cent"), Some(Percent(3390)));
        assert_eq!(read("soixante-quinze pour cent"), Some(Percent(7500)));
        assert_eq!(read("quatre-vingt-dix-sept pour cent"), Some(Percent(9700)));
        assert_eq!(read("cent pour cent"), Some(Percent(10_000)));
        assert_eq!(
            percent(&Phrase::from_text("soixante-dix-huit pour cent"), 2),
            None,
            "«huit» is no number of its own"
        );
        assert_eq!(read("200 %"), None);
        assert_eq!(read("72 critères"), None);
    }

    #[test]
    fn rates_are_shown_as_french_writes_them() {
        let shown = |hundredths| Percent(hundredths).to_string();
        assert_eq!([shown(7681), shown(10_000), shown(5050)], ["76,81\u{a0}%", "100\u{a0}%", "50,5\u{a0}%"]);
    }
}
