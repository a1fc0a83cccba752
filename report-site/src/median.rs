//! Medians of whole numbers, stored as twice their value, which is always whole.

use crate::language::Say;
use rules::messages::Language;

/// Twice the median of sorted values.
pub fn median_twice(sorted: &[u64]) -> Option<u64> {
    let last = sorted.len().checked_sub(1)?;
    Some(sorted[last / 2] + sorted[sorted.len() / 2])
}

/// Half of a number, as text: `4,5` for 9.
pub fn halves(twice: u64, language: Language) -> String {
    let half = if twice.is_multiple_of(2) { "" } else { language.t(",5", ".5") };
    format!("{}{half}", language.number(twice / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_two() {
        assert_eq!(median_twice(&[]), None);
        assert_eq!(median_twice(&[7]), Some(14));
        assert_eq!(median_twice(&[1, 4]), Some(5));
        assert_eq!(halves(5, Language::French), "2,5");
        assert_eq!(halves(4, Language::English), "2");
    }
}
