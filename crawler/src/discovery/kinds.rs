//! The kinds of page that a sample must contain, and the wordings of links to them: `data/page_kinds.tsv`.

use super::site::route;
use crate::wording::{fold, stems, words};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use url::Url;

/// The kinds that the RGAA names, in the order in which they are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NamedKind {
    Contact,
    Legal,
    Accessibility,
    Sitemap,
    Help,
    Login,
    Search,
}

impl NamedKind {
    pub const ALL: &[Self] = &[
        Self::Contact,
        Self::Legal,
        Self::Accessibility,
        Self::Sitemap,
        Self::Help,
        Self::Login,
        Self::Search,
    ];

    /// The stable code in kebab-case, which is also the first column of the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Legal => "legal",
            Self::Accessibility => "accessibility",
            Self::Sitemap => "sitemap",
            Self::Help => "help",
            Self::Login => "login",
            Self::Search => "search",
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// The link's text.
    Text,
    /// The last meaningful part of the path.
    Path,
    /// A word that may accompany the wording without changing its meaning: «Horaires et contact».
    Beside,
}

struct Wording {
    kind: NamedKind,
    place: Place,
    words: &'static str,
}

static TABLE: LazyLock<Vec<Wording>> = LazyLock::new(|| {
    let lines = include_str!("../../data/page_kinds.tsv").lines().skip(1);
    lines.map(|line| wording(line).expect("the table is part of the program and tested")).collect()
});

fn wording(line: &'static str) -> Option<Wording> {
    let mut cells = line.split('\t');
    let (kind, place, words) = (cells.next()?, cells.next()?, cells.next()?);
    let place = match place {
        "text" => Place::Text,
        "path" => Place::Path,
        "beside" => Place::Beside,
        _ => return None,
    };
    let kind = *NamedKind::ALL.iter().find(|known| known.code() == kind)?;
    cells.next().is_none().then_some(Wording { kind, place, words })
}

/// How likely a page is of a kind: a greater number is more likely; `None` if there is no sign of it.
///
/// A wording that is the whole text of a link counts more than one at its beginning or end, and both count more than
/// one in the address.
pub fn likeness<'a>(kind: NamedKind, url: &Url, texts: impl IntoIterator<Item = &'a str>) -> Option<u8> {
    let host = url.host_str().unwrap_or_default();
    let in_words = |text: &str| in_text(kind, &fold(text)).max(in_stems(kind, Place::Text, text, host));
    let by_text = texts.into_iter().filter_map(in_words).max();
    by_text.max(in_path(kind, url))
}

fn words_for(kind: NamedKind, place: Place) -> impl Iterator<Item = &'static str> {
    TABLE.iter().filter(move |row| row.kind == kind && row.place == place).map(|row| row.words)
}

fn in_text(kind: NamedKind, text: &str) -> Option<u8> {
    let score = |words: &str| match text.strip_prefix(words) {
        Some("") => Some(3),
        // A single word at the beginning or the end may mean anything: «Aide sociale».
        Some(rest) if words.contains(' ') && rest.starts_with(' ') && rest.len() <= LONGEST_REST => Some(2),
        _ => ends_with_phrase(text, words).then_some(2),
    };
    words_for(kind, Place::Text).filter_map(score).max()
}

/// Words that describe the link and not the page.
const OF_LINKS: &[&str] = &[
    "nouvelle",
    "fenetre",
    "nouvel",
    "onglet",
    "lien",
    "externe",
    "ouvre",
    "ouverture",
    "dan",
    "aller",
    "ver",
    "page",
    "voir",
    "consulter",
    "acceder",
    "icone",
    "menu",
];

/// Finds the wording in the singular or plural and in any case: its words must follow each other, and no other word may
/// change the meaning.
fn in_stems(kind: NamedKind, place: Place, text: &str, host: &str) -> Option<u8> {
    let (whole, with_others) = if place == Place::Text { (3, 2) } else { (1, 1) };
    let (written, words) = (words(text), stems(text));
    const MOST_WORDS: usize = 6;
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let score = |wording: &&'static str| {
        let wanted = stems(wording);
        // «Aides» (subsidies) is not «Aide» (help), and «Espace» is not «Mon espace».
        if wanted.len() == 1 && !written.iter().any(|word| word == wording) {
            return None;
        }
        let at = words.windows(wanted.len().max(1)).position(|window| window == wanted)?;
        let mut others = words[..at].iter().chain(&words[at + wanted.len()..]);
        // Fewest letters of a name in the host, as in «Contact Valmont» on the site of Valmont.
        const SHORTEST_NAME: usize = 4;
        let is_name = |word: &String| word.len() >= SHORTEST_NAME && host.contains(word.as_str());
        let is_beside = |word: &String| {
            OF_LINKS.contains(&word.as_str())
                || is_name(word)
                || words_for(kind, Place::Beside).any(|beside| stems(beside).contains(word))
        };
        others.all(is_beside).then_some(if words.len() == wanted.len() { whole } else { with_others })
    };
    words_for(kind, place).filter_map(|wording| score(&wording)).max()
}

/// Whether the text ends with the wording, as in «Voir le plan du site». A single word at the end may mean anything.
fn ends_with_phrase(text: &str, words: &str) -> bool {
    let before = text.strip_suffix(words).unwrap_or_default();
    words.contains(' ') && before.ends_with(' ') && before.len() <= LONGEST_REST
}

/// Most bytes before or after the wording: «Nous contacter et horaires» is still the contact page; a sentence that
/// begins like this is an article.
const LONGEST_REST: usize = 30;

fn in_path(kind: NamedKind, url: &Url) -> Option<u8> {
    // If the fragment names a page, the path says nothing about that page.
    let path = route(url).unwrap_or(url.path());
    let part = path.split(['/', '?']).rfind(|part| !matches!(*part, "" | "!"))?;
    let part = part.rsplit_once('.').map_or(part, |(name, _)| name);
    let part = percent_decode(part);
    let folded = fold(&part);
    let is_known = words_for(kind, Place::Path).any(|words| folded == words);
    is_known.then_some(1).or_else(|| in_stems(kind, Place::Path, &part, url.host_str().unwrap_or_default()))
}

fn percent_decode(part: &str) -> String {
    // This decodes a query, in which «+» is a space. In a path «+» is literal, so it is protected.
    let protected = part.replace('+', "%2B");
    url::form_urlencoded::parse(protected.as_bytes()).map(|(name, _)| name.into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn like(kind: NamedKind, url: &str, text: &str) -> Option<u8> {
        likeness(kind, &url.parse().expect("a URL"), [text])
    }

    #[test]
    fn every_line_of_the_table_is_read_and_written_as_it_compares() {
        let lines = include_str!("../../data/page_kinds.tsv").lines().skip(1);
        let mut seen = HashSet::new();
        for line in lines {
            let row =
                wording(line).unwrap_or_else(|| panic!("«{line}» is no row: kind, text or path, wording"));
            assert_eq!(row.words, fold(row.words), "{line}");
            assert!(seen.insert(line), "«{line}» stands twice");
        }
    }

    #[test]
    fn every_kind_has_wordings_in_texts_and_addresses() {
        for kind in NamedKind::ALL {
            assert!(
                words_for(*kind, Place::Text).count() > 1 && words_for(*kind, Place::Path).count() > 1,
                "{}",
                kind.code()
            );
        }
    }

    #[test]
    fn a_page_is_known_by_its_link_or_its_address() {
        assert_eq!(like(NamedKind::Legal, "https://a.example/p?id=12", "Mentions légales"), Some(3));
        assert_eq!(like(NamedKind::Contact, "https://a.example/x", "Contact & horaires"), Some(2));
        assert_eq!(like(NamedKind::Sitemap, "https://a.example/x", "Voir le plan du site"), Some(2));
        assert_eq!(
            like(NamedKind::Accessibility, "https://a.example/x", "Accessibilité : non conforme"),
            Some(3)
        );
        assert_eq!(like(NamedKind::Legal, "https://a.example/fr/mentions-l%C3%A9gales.html", ""), Some(1));
        assert_eq!(like(NamedKind::Sitemap, "https://a.example/plan-du-site/", ""), Some(1));
        assert_eq!(like(NamedKind::Contact, "https://a.example/appli/#/contact", ""), Some(1));
    }

    #[test]
    fn other_words_of_the_same_kind_are_known() {
        for (kind, text) in [
            (NamedKind::Legal, "Infos légales"),
            (NamedKind::Legal, "Mentions légales et crédits"),
            (NamedKind::Login, "Espace Membres"),
            (NamedKind::Login, "Espace élus"),
            (NamedKind::Contact, "Horaires et contact"),
            (NamedKind::Contact, "CONTACTER LE SERVICE"),
            (NamedKind::Contact, "Formulaire de contact"),
            (NamedKind::Help, "Notre FAQ"),
            (NamedKind::Help, "Aide et accessibilité du site"),
            (NamedKind::Sitemap, "Plan du site web"),
            (NamedKind::Accessibility, "Déclaration de conformité RGAA"),
            (NamedKind::Search, "Rechercher sur le site"),
            (NamedKind::Contact, "Contact (nouvelle fenêtre)"),
        ] {
            assert!(like(kind, "https://a.example/x", text).is_some(), "{text}");
        }
        for (kind, path) in [
            (NamedKind::Contact, "/ContactMairie.html"),
            (NamedKind::Contact, "/nous_contacter.php"),
            (NamedKind::Legal, "/MentionsLegales"),
            (NamedKind::Legal, "/infos-legales/"),
            (NamedKind::Sitemap, "/PlanDuSite.aspx"),
            (NamedKind::Login, "/espace-membres"),
        ] {
            assert!(like(kind, &format!("https://a.example{path}"), "").is_some(), "{path}");
        }
    }

    #[test]
    fn a_word_in_passing_is_not_enough() {
        for (kind, text) in [
            (NamedKind::Contact, "Contact avec les oiseaux"),
            (NamedKind::Contact, "Sports de contact"),
            (NamedKind::Help, "Aides aux associations"),
            (NamedKind::Help, "Aide sociale"),
            (NamedKind::Help, "Aides"),
            (NamedKind::Login, "Espace"),
            (NamedKind::Login, "Espaces verts"),
            (NamedKind::Login, "Espace culturel"),
            (NamedKind::Legal, "Annonces légales"),
            (NamedKind::Search, "Recherche d’emploi"),
            (NamedKind::Sitemap, "Plan local d’urbanisme"),
        ] {
            assert_eq!(like(kind, "https://a.example/x", text), None, "{text}");
        }
        assert_eq!(like(NamedKind::Contact, "https://a.example/x", "Les contacts du service"), None);
        assert_eq!(like(NamedKind::Help, "https://a.example/aide-sociale", "L’aide sociale"), None);
        let sentence = "Contact tracing et autres mesures prises par la commune cet automne";
        assert_eq!(like(NamedKind::Contact, "https://a.example/x", sentence), None);
    }
}
