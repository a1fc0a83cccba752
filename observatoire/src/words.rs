//! The program's texts for people, from the table `words.tsv`: French in a French environment, English otherwise.
//!
//! `{name}` stands for a value, `{name:one|several}` for the form of a word that goes with a number.

use std::{
    collections::HashMap,
    fmt::Display,
    sync::{LazyLock, OnceLock},
};

static TABLE: LazyLock<HashMap<&str, [&str; 2]>> = LazyLock::new(|| {
    let lines = include_str!("../data/words.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(row).collect()
});

fn row(line: &'static str) -> Option<(&'static str, [&'static str; 2])> {
    let mut cells = line.split('\t');
    Some((cells.next()?, [cells.next()?, cells.next()?]))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    French,
}

impl Language {
    /// Language of the environment, as POSIX defines it: the first of three variables that is not empty.
    pub fn of_surroundings() -> Self {
        static LANGUAGE: OnceLock<Language> = OnceLock::new();
        *LANGUAGE.get_or_init(|| {
            let told =
                ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
            Self::of_locale(&told.into_iter().find(|value| !value.is_empty()).unwrap_or_default())
        })
    }

    fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("fr") { Self::French } else { Self::English }
    }

    /// The language of the published site's texts.
    pub fn of_site(self) -> report_site::Language {
        match self {
            Self::French => report_site::Language::French,
            Self::English => report_site::Language::English,
        }
    }

    /// Whether a number takes the singular: in French the plural begins at two.
    fn is_one(self, number: &str) -> bool {
        match self {
            Self::English => number == "1",
            Self::French => matches!(number, "0" | "1"),
        }
    }
}

/// A text of the table with its values, in the language of the environment.
pub fn phrase(key: &str, values: &[(&str, &dyn Display)]) -> String {
    phrase_in(Language::of_surroundings(), key, values)
}

fn phrase_in(language: Language, key: &str, values: &[(&str, &dyn Display)]) -> String {
    let Some(texts) = TABLE.get(key) else { return key.to_owned() };
    let mut rest = texts[language as usize];
    let mut told = String::with_capacity(rest.len());
    while let Some((before, behind)) = rest.split_once('{') {
        let (asked, behind) = behind.split_once('}').unwrap_or((behind, ""));
        told.push_str(before);
        told.push_str(&filled(language, asked, values));
        rest = behind;
    }
    told + rest
}

fn filled(language: Language, asked: &str, values: &[(&str, &dyn Display)]) -> String {
    let (name, forms) = asked.split_once(':').map_or((asked, None), |(name, forms)| (name, Some(forms)));
    let value = values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_string());
    let value = value.unwrap_or_else(|| format!("{{{asked}}}"));
    match forms.and_then(|forms| forms.split_once('|')) {
        None => value,
        Some((one, several)) => if language.is_one(&value) { one } else { several }.to_owned(),
    }
}

/// `say!("key", name = value, …)`: the text with this key, with the values in their places.
macro_rules! say {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::words::phrase($key, &[$((stringify!($name), &$value as &dyn std::fmt::Display)),*])
    };
}
pub(crate) use say;

#[cfg(test)]
mod tests;
