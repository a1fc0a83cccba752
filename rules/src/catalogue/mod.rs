//! All rules. A rule is a `.rs` and a `.md` file of the same name in the folder of its theme, and a line in the theme's
//! list. The first line of the `.rs` file states the requirement that the rule checks.

use crate::{
    Rule,
    referential::{Aspect, Referentials},
};
use std::{collections::BTreeMap, sync::LazyLock};

/// Declares the modules of a theme and its list of rules from the same names.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        /// The rules of this theme.
        pub static ALL: &[&crate::Rule] = &[$(&$name::RULE),*];
    };
}

/// Like `rules`, for rules that need several pages of a sample. Their modules also have a function `judge`.
macro_rules! sample_rules {
    ($($name:ident),* $(,)?) => {
        rules![$($name),*];
        /// Rules about a whole sample.
        pub static ON_SAMPLE: &[crate::sampled::SampleRule] =
            &[$(crate::sampled::SampleRule { rule: &$name::RULE, judge: $name::judge }),*];
    };
}

mod beyond;
mod sample;
mod theme_01;
mod theme_02;
mod theme_03;
mod theme_04;
mod theme_05;
mod theme_06;
mod theme_07;
mod theme_08;
mod theme_09;
mod theme_10;
mod theme_11;
mod theme_12;
mod theme_13;
mod wcag;

/// All rules. A rule that is not in this list does not exist.
pub static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    [
        theme_01::ALL,
        theme_02::ALL,
        theme_03::ALL,
        theme_04::ALL,
        theme_05::ALL,
        theme_06::ALL,
        theme_07::ALL,
        theme_08::ALL,
        theme_09::ALL,
        theme_10::ALL,
        theme_11::ALL,
        theme_12::ALL,
        theme_13::ALL,
        sample::ALL,
        wcag::ALL,
        beyond::ALL,
    ]
    .concat()
});

/// Rules that decide an aspect that some referential asks about. The others run only where they are asked for.
pub static SERVING: LazyLock<Vec<&'static Rule>> =
    LazyLock::new(|| ALL.iter().copied().filter(|rule| !rule.aspects.is_empty()).collect());

/// Rules that decide an aspect that one of these referentials asks about, in their order.
pub fn serving(referentials: &Referentials) -> Vec<&'static Rule> {
    let is_asked = |aspect: &Aspect| referentials.all().any(|referential| referential.asks_about(*aspect));
    ALL.iter().copied().filter(|rule| rule.aspects.iter().any(is_asked)).collect()
}

pub use sample::ON_SAMPLE;

/// Rules that only fail a target if a picture of the page confirms it. The crawler takes this picture for them.
pub static SEEING: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    const NAMES: &[&str] = &[
        "text-contrast",
        "text-colour-with-ground",
        "ground-with-text-colour",
        "background-image-with-colour",
        "link-distinct-in-text",
    ];
    NAMES.iter().map(|name| rule(name).expect("each names a rule")).collect()
});

/// The rule of this name.
pub fn rule(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// The digests that `build.rs` computed.
mod digests {
    include!(concat!(env!("OUT_DIR"), "/digests.rs"));
}

/// Digest of all code and data that judge, sixteen hexadecimal digits. If it differs, two audits were not judged in the
/// same way.
pub fn digest() -> &'static str {
    digests::ALL
}

/// Digest of each rule with all code it depends on, by its id; eight hexadecimal digits. If it differs, the rule's
/// findings cannot be compared.
pub fn digests() -> &'static BTreeMap<String, String> {
    static DIGESTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        digests::EACH.iter().map(|(id, digest)| ((*id).to_owned(), (*digest).to_owned())).collect()
    });
    &DIGESTS
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_stands_beyond_decides_no_aspect() {
        assert!(beyond::ALL.iter().all(|rule| rule.aspects.is_empty()));
    }

    #[test]
    fn what_stands_under_wcag_serves_it_and_no_audit_by_the_rgaa() {
        let serving = |key: &str| serving(&Referentials::named(&[key]).expect("the program has it"));
        let has = |rules: &[&Rule], rule: &Rule| rules.iter().any(|served| served.id == rule.id);
        let (wcag, rgaa) = (serving("wcag-2.2"), serving("rgaa-4.1.2"));
        assert!(wcag::ALL.iter().all(|rule| has(&wcag, rule) && !has(&rgaa, rule)));
    }

    #[test]
    fn each_rule_has_a_digest_of_its_own() {
        let ids: BTreeSet<_> = ALL.iter().map(|rule| rule.id).collect();
        let digested: BTreeSet<_> = digests().keys().map(String::as_str).collect();
        let only: Vec<_> = digested.symmetric_difference(&ids).collect();
        assert!(only.is_empty(), "a rule that no list names, or one without a digest: {only:?}");
        assert_eq!(digests().values().collect::<BTreeSet<_>>().len(), ALL.len());
    }
}
