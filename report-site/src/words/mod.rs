//! The tables of `data/`, one for each subject. Every French cell has its English one beside it.

mod initials;
mod tables;

use crate::language::Say;
pub use initials::member_kind;
use rules::{documents::Unread, messages::Language};
use std::sync::LazyLock;
use tables::Table;
pub(crate) use tables::spaced;

pub use tables::Phrase;

static CAUSES: LazyLock<Table<3>> = LazyLock::new(|| Table::read(include_str!("../../data/causes.tsv")));
static KINDS: LazyLock<Table<1>> = LazyLock::new(|| Table::read(include_str!("../../data/sample_kinds.tsv")));
static OUTCOMES: LazyLock<Table<2>> = LazyLock::new(|| Table::read(include_str!("../../data/outcomes.tsv")));

static REGISTRY_DEFECTS: LazyLock<Table<3>> =
    LazyLock::new(|| Table::read(include_str!("../../data/registry_defects.tsv")));

/// A kind of defect in the registry.
#[derive(Debug, Clone, Copy)]
pub struct RegistryDefect {
    pub label: &'static Phrase,
    pub meaning: &'static Phrase,
    /// How the maintainers of the registry can correct it.
    pub remedy: &'static Phrase,
}

pub fn registry_defect(code: &str) -> RegistryDefect {
    let found = REGISTRY_DEFECTS.get(code).or_else(|| REGISTRY_DEFECTS.get(UNKNOWN));
    let [label, meaning, remedy] = found.expect("the table ends with the unknown defect");
    RegistryDefect { label, meaning, remedy }
}

/// Why a site or a page was not evaluated.
#[derive(Debug, Clone, Copy)]
pub struct Cause {
    /// A few words: «nom de domaine introuvable».
    pub label: &'static Phrase,
    /// The event, in a sentence for all readers.
    pub sentence: &'static Phrase,
    /// How the webmaster can correct it.
    pub remedy: &'static Phrase,
}

/// Code whose texts are used for a code that the table does not contain.
const UNKNOWN: &str = "unknown";

pub fn cause(code: &str) -> Cause {
    let [label, sentence, remedy] =
        CAUSES.get(code).or_else(|| CAUSES.get(UNKNOWN)).expect("the table ends with the unknown cause");
    Cause { label, sentence, remedy }
}

/// The codes that have texts, in the order of the table. A test checks that they are those of the crawler's causes.
pub fn cause_codes() -> impl Iterator<Item = &'static str> {
    CAUSES.codes()
}

/// Why a page is in the sample; the key itself when the table does not know it.
pub fn sample_kind(key: &str, language: Language) -> String {
    KINDS.get(key).map_or_else(|| key.to_owned(), |[label]| label.said(language).to_owned())
}

pub fn sample_kind_keys() -> impl Iterator<Item = &'static str> {
    KINDS.codes()
}

/// Reason for which a document was not examined.
pub fn unread(reason: Unread, language: Language) -> &'static str {
    match reason {
        Unread::Password => language.t("il demande un mot de passe", "it asks for a password"),
        Unread::Damaged => language.t("il est endommagé", "it is damaged"),
        Unread::Excess => language.t("il est trop grand ou trop complexe", "it is too large or too complex"),
        Unread::Format => {
            language.t("ce n’est aucun des formats lus", "it is none of the formats that are read")
        }
        Unread::Fetch => language.t("il n’a pas pu être téléchargé", "it could not be fetched"),
        Unread::Robots => language.t("robots.txt ne le permet pas", "robots.txt does not allow it"),
        Unread::Internal => language.t("notre programme a failli", "our program failed"),
    }
}

/// The RGAA's words for an outcome of EARL, and what they mean here.
pub fn outcome(outcome: rules::Outcome) -> &'static [Phrase; 2] {
    OUTCOMES.get(outcome.name()).expect("a test holds the table against all outcomes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_words() {
        for known in rules::Outcome::ALL {
            assert!(!outcome(known)[0].french.is_empty());
        }
    }

    #[test]
    fn the_crawler_has_no_cause_without_words_and_the_table_no_word_without_a_cause() {
        let codes = crawler::cause::Cause::ALL.iter().map(|cause| cause.code()).chain([UNKNOWN]);
        assert_eq!(cause_codes().collect::<Vec<_>>(), codes.collect::<Vec<_>>());
        assert_eq!(cause("no-such-cause").label, cause(UNKNOWN).label);
    }

    #[test]
    fn the_crawler_draws_no_page_for_a_reason_without_words() {
        use crawler::discovery::Reason;
        let known: Vec<_> =
            sample_kind_keys().map(|key| serde_json::from_value::<Reason>(key.into())).collect();
        let last = known.iter().flatten().last().copied();
        // A new variant makes this list fail to compile, as a reminder to add its line to the table.
        let count = match last {
            Some(
                Reason::Home
                | Reason::Contact
                | Reason::Legal
                | Reason::Accessibility
                | Reason::Sitemap
                | Reason::Help
                | Reason::Login
                | Reason::Search
                | Reason::Checked
                | Reason::Form
                | Reason::Table
                | Reason::Media
                | Reason::Layout
                | Reason::Random,
            ) => 14,
            None => 0,
        };
        assert_eq!(known.iter().flatten().count(), count);
    }

    #[test]
    fn every_defect_of_a_registry_has_words() {
        let codes = crawler::members::check::Defect::ALL.iter().map(|defect| defect.code()).chain([UNKNOWN]);
        assert_eq!(REGISTRY_DEFECTS.codes().collect::<Vec<_>>(), codes.collect::<Vec<_>>());
    }

    #[test]
    fn no_cause_stands_without_its_remedy() {
        assert!(cause_codes().all(|code| cause(code).remedy.french.ends_with('.')));
    }
}
