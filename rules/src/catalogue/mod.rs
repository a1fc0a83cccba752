//! All rules. A rule is a `.rs` and a `.md` of the same name in the folder of its theme, and a line in the
//! theme's list.

use crate::Rule;
use std::{collections::BTreeMap, sync::LazyLock};

/// Declares the modules of a theme and its list of rules from the same names.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        /// Their code, so that a change of it can be told from a change of a site.
        pub static SOURCES: &[&str] = &[$(include_str!(concat!(stringify!($name), ".rs"))),*];
        /// The rules of this theme.
        pub static ALL: &[&crate::Rule] = &[$(&$name::RULE),*];
    };
}

/// The same for rules that need several pages of a sample: a module of them also holds `judge`.
macro_rules! sample_rules {
    ($($name:ident),* $(,)?) => {
        rules![$($name),*];
        /// What they say of a sample.
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

/// Every rule. One that is not here does not exist.
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
        beyond::ALL,
    ]
    .concat()
});

pub use sample::ON_SAMPLE;

/// Rules that accuse nobody of what a picture of the page does not show: they ask for it.
pub static SEEING: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    const NAMES: &[&str] = &[
        "text-contrast",
        "text-colour-with-ground",
        "ground-with-text-colour",
        "background-image-with-colour",
        "link-distinct-in-text",
    ];
    NAMES.iter().filter_map(|name| rule(name)).collect()
});

/// The rule of this name.
pub fn rule(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// The code of each rule, in the order of [`ALL`].
static SOURCES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    [
        theme_01::SOURCES,
        theme_02::SOURCES,
        theme_03::SOURCES,
        theme_04::SOURCES,
        theme_05::SOURCES,
        theme_06::SOURCES,
        theme_07::SOURCES,
        theme_08::SOURCES,
        theme_09::SOURCES,
        theme_10::SOURCES,
        theme_11::SOURCES,
        theme_12::SOURCES,
        theme_13::SOURCES,
        sample::SOURCES,
        beyond::SOURCES,
    ]
    .concat()
});

/// Digest of the rules that judge: another one means that two audits were not judged alike.
pub fn digest() -> &'static str {
    static DIGEST: LazyLock<String> = LazyLock::new(|| {
        let all = [SOURCES.as_slice(), crate::applicability::SOURCES].concat();
        digest_of(&all.join("\n"), 16)
    });
    &DIGEST
}

/// Digest of each rule with all it stands on, by its id: where one differs, its findings do not compare.
pub fn digests() -> &'static BTreeMap<String, String> {
    static DIGESTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let each = ALL.iter().zip(SOURCES.iter());
        each.map(|(rule, source)| (rule.id.to_owned(), digest_of(source, 8))).collect()
    });
    &DIGESTS
}

fn digest_of(source: &str, digits: usize) -> String {
    let ground = env!("GROUND_DIGEST");
    crate::audit::hash_of(format!("{ground}\n{source}").as_bytes())[..digits].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_a_digest_of_its_own() {
        assert_eq!(digests().len(), ALL.len());
        let distinct: std::collections::BTreeSet<_> = digests().values().collect();
        assert_eq!(distinct.len(), ALL.len());
    }
}
