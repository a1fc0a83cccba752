//! Three-letter codes of languages that have a two-letter code. Language detectors answer with them, and pages use them
//! by mistake.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Tag, check};
use crate::standards::table::Table;

/// The tag of an ISO 639-3 code. BCP 47 writes some languages with two letters («fr» for «fra»), others with three
/// («cmn»).
pub fn from_three_letters(code: &str) -> Option<Tag> {
    check(SHORT.get(code).copied().unwrap_or(code)).ok()
}

/// The valid tag that the author of an invalid tag most likely meant: «fr» for «fra», «fr-fr» for «fr_FR». `None` for a
/// valid tag, and if no tag is likely.
pub fn suggestion(tag: &str) -> Option<String> {
    if check(tag).is_ok() {
        return None;
    }
    let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
    let (language, rest) = tag.split_at(tag.find('-').unwrap_or(tag.len()));
    let meant = format!("{}{rest}", SHORT.get(language).copied().unwrap_or(language));
    check(&meant).is_ok().then_some(meant)
}

static SHORT: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let text = include_str!("../../../data/languages/three-letter-codes.tsv");
    let table = Table::parse("languages/three-letter-codes.tsv", text, &["three", "two"])
        .expect("built in, and read by this module's tests");
    table.rows().map(|row| (row.get(0), row.get(1))).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standards::languages::same_language;

    #[test]
    fn every_code_leads_to_a_registered_language_and_is_none_itself() {
        for (three, two) in SHORT.iter() {
            assert!(check(two).is_ok() && check(three).is_err(), "{three} {two}");
        }
    }

    #[test]
    fn every_language_the_recogniser_knows_has_a_tag() {
        for language in whatlang::Lang::all() {
            assert!(from_three_letters(language.code()).is_some(), "{language}");
        }
    }

    #[test]
    fn a_recognised_language_compares_with_the_tag_of_a_page() {
        let same =
            |code, tag| same_language(&from_three_letters(code).expect("known"), &check(tag).expect("valid"));
        assert!(same("fra", "fr-FR") && same("cmn", "zh-Hans") && same("pes", "fa") && same("nob", "no"));
        assert!(!same("fra", "en"));
    }

    #[test]
    fn usual_mistakes_have_a_suggestion() {
        assert_eq!(suggestion("fra").as_deref(), Some("fr"));
        assert_eq!(suggestion("fr_FR").as_deref(), Some("fr-fr"));
        assert_eq!(suggestion(" fre-CA ").as_deref(), Some("fr-ca"));
        assert_eq!(suggestion("français"), None);
        assert_eq!(suggestion("fr"), None);
    }
}
