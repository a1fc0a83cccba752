//! The name under which an authority is sorted: «Commune de La Rochelle» is sorted under R.

use crate::slug::fold;
use std::sync::LazyLock;

/// A name in two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filed<'a> {
    /// The part that lists are sorted by: «Rochelle».
    pub name: &'a str,
    /// The part before it, which may be empty: «Commune de La».
    pub before: &'a str,
}

/// Words that can precede names, folded.
struct Words {
    /// Kinds of authority, and whether the name may follow directly, without a linking word.
    kinds: Vec<(&'static str, bool)>,
    /// Words that link the kind to the name, with the spaces around them.
    links: Vec<String>,
    articles: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("../data/authority_words.tsv")));

impl Words {
    /// Reads the table, which is part of the program. An error in it panics at the first use, which every test reaches.
    fn read(table: &'static str) -> Self {
        let mut words = Self { kinds: Vec::new(), links: Vec::new(), articles: Vec::new() };
        for line in table.lines().skip(1) {
            // No space follows an apostrophe.
            let spaced = |text: &str| format!("{text}{}", if text.ends_with('\'') { "" } else { " " });
            match line.split('\t').collect::<Vec<_>>()[..] {
                ["kind", text, follows] => words.kinds.push((text, follows == "name-may-follow")),
                ["link", text, ""] => words.links.push(format!(" {}", spaced(text))),
                ["article", text, ""] => words.articles.push(spaced(text)),
                _ => panic!("this row says nothing that is known: {line}"),
            }
        }
        words
    }
}

impl<'a> Filed<'a> {
    pub fn from_name(whole: &'a str) -> Self {
        let whole = whole.trim();
        let name = without_article(without_kind(whole));
        // The rest after «Mairie de» must be a name.
        let name = if name.starts_with(char::is_alphanumeric) { name } else { whole };
        Self { name, before: whole[..whole.len() - name.len()].trim_end_matches([' ', '-', ':']) }
    }

    /// «Rochelle (Commune de La)»: the line of a list in the order of names.
    pub fn shown(&self) -> String {
        match self.before {
            "" => self.name.to_owned(),
            before => format!("{} ({before})", self.name),
        }
    }
}

fn without_kind(whole: &str) -> &str {
    let behind = |(kind, may_follow): &(&'static str, bool)| {
        let rest = after(whole, kind)?;
        let linked = WORDS.links.iter().find_map(|link| after(rest, link));
        linked.or_else(|| after(rest, " ").filter(|_| *may_follow))
    };
    WORDS.kinds.iter().find_map(behind).unwrap_or(whole)
}

fn without_article(name: &str) -> &str {
    WORDS.articles.iter().find_map(|article| after(name, article)).unwrap_or(name)
}

/// The rest of a text that begins with a folded phrase.
fn after<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let mut rest = text;
    for wanted in phrase.chars() {
        let letter = rest.chars().next().filter(|letter| is_same(*letter, wanted))?;
        rest = &rest[letter.len_utf8()..];
    }
    Some(rest)
}

fn is_same(letter: char, wanted: char) -> bool {
    match wanted {
        ' ' => letter.is_whitespace(),
        '-' => matches!(letter, '-' | '–' | '—'),
        '\'' => matches!(letter, '\'' | '’'),
        _ if letter.is_ascii() => letter.to_ascii_lowercase() == wanted,
        _ => fold(letter.encode_utf8(&mut [0; 4])).starts_with(wanted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_filed_without_what_the_authority_is_and_without_its_article() {
        for (whole, name, before) in [
            ("Commune de Brest", "Brest", "Commune de"),
            ("COMMUNE DE LA ROCHELLE", "ROCHELLE", "COMMUNE DE LA"),
            ("Commune du Havre", "Havre", "Commune du"),
            ("Ville d’Étampes", "Étampes", "Ville d’"),
            ("Mairie - Plouër", "Plouër", "Mairie"),
            ("Communauté de communes Cœur de Beauce", "Cœur de Beauce", "Communauté de communes"),
            ("Communauté d'agglomération du Pays de Dreux", "Pays de Dreux", "Communauté d'agglomération du"),
            ("La Baule-Escoublac", "Baule-Escoublac", "La"),
            ("L’Haÿ-les-Roses", "Haÿ-les-Roses", "L’"),
        ] {
            assert_eq!(Filed::from_name(whole), Filed { name, before }, "{whole}");
        }
        assert_eq!(Filed::from_name("Commune du Havre").shown(), "Havre (Commune du)");
    }

    #[test]
    fn what_only_looks_like_it_stays_whole() {
        for whole in [
            "Ville-d’Avray",
            "Villers",
            "Communay",
            "Lalande",
            "Mairie de",
            "Ville",
            "Commune de …",
            "",
            "Les ",
        ] {
            assert_eq!(Filed::from_name(whole), Filed { name: whole.trim(), before: "" }, "{whole}");
        }
    }
}
