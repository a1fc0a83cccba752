//! Finds the agency that the footer of a page credits with the site: «Réalisation : X», where X links to another site.
//! The words are in `data/made_with/credits.tsv`; hosts that are no agencies are in `no_agencies.txt`.

use super::resources::is_web;
use crate::{
    Node, Page,
    page::bare_host,
    standards::{table::Table, words::normalise},
};
use std::{collections::BTreeSet, sync::LazyLock};
use url::Url;

static CREDITS: LazyLock<Table> = LazyLock::new(|| {
    let text = include_str!("../../data/made_with/credits.tsv");
    Table::parse("credits.tsv", text, &["words", "where"]).expect("a test reads it")
});

const NO_AGENCIES: &str = include_str!("../../data/made_with/no_agencies.txt");

/// Largest number of links that are examined; a footer has some dozens.
const MOST_LINKS: usize = 500;

/// Elements that begin a new line of text: words before them do not belong to the link.
const BLOCKS: &[&str] = &[
    "p",
    "li",
    "div",
    "td",
    "th",
    "dd",
    "dt",
    "section",
    "address",
    "aside",
    "footer",
    "nav",
    "ul",
    "ol",
    "article",
    "main",
    "body",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "figcaption",
    "center",
];

/// Hosts of the credited agencies, sorted.
pub fn agencies(page: &Page) -> BTreeSet<String> {
    let Ok(own) = Url::parse(page.url()) else { return BTreeSet::new() };
    let links = page.all(&["a"]).into_iter().filter(|link| link.document() == 0 && is_in_foot(*link));
    links.take(MOST_LINKS).filter_map(|link| credited(link, &own)).collect()
}

fn credited(link: Node<'_>, own: &Url) -> Option<String> {
    let url = own.join(link.attribute("href")?.trim()).ok().filter(is_web)?;
    let name = bare_host(&url);
    let is_agency = !name.is_empty()
        && domain(name) != domain(bare_host(own))
        && !NO_AGENCIES.lines().any(|other| domain(name) == other);
    (is_agency && is_credit(&before(link), &link.text_content())).then(|| name.to_owned())
}

/// The last two labels of a host. Hosts that share them count as one site here, so that a site is not credited to
/// itself.
fn domain(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').skip(1);
    dots.next().map_or(host, |(at, _)| &host[at + 1..])
}

fn is_in_foot(link: Node<'_>) -> bool {
    link.ancestors().any(|above| {
        let named = |attribute| {
            above.tokens(attribute).any(|token| {
                let token = token.to_ascii_lowercase();
                token.contains("footer") || token.contains("pied")
            })
        };
        above.is("footer") || above.attribute_is("role", "contentinfo") || named("id") || named("class")
    })
}

/// The text on the same line between the previous link and this one.
fn before(link: Node<'_>) -> String {
    let Some(block) = link.ancestors().find(|above| above.is_one_of(BLOCKS)) else { return String::new() };
    let mut text = String::new();
    for node in block.descendants().take_while(|node| *node != link) {
        if node.is_text() {
            text.push_str(node.text());
        } else if node.is("br") || node.is_one_of(BLOCKS) || node.is("a") {
            text.clear();
        }
        // The words of an earlier link describe its own target, not this link.
        if node.is_text() && node.ancestors().any(|above| above.is("a")) {
            text.clear();
        }
    }
    text
}

fn is_credit(before: &str, inside: &str) -> bool {
    let (before, inside) = (normalise(before), normalise(inside));
    CREDITS.rows().any(|row| {
        let words = row.get(0);
        let ends = before.strip_suffix(words).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
        let begins = row.get(1) == "both"
            && inside.strip_prefix(words).is_some_and(|rest| rest.len() > 1 && rest.starts_with(' '));
        ends || begins
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_written_as_it_is_compared() {
        for row in CREDITS.rows() {
            assert_eq!(row.get(0), normalise(row.get(0)));
            assert!(["before", "both"].contains(&row.get(1)), "{row:?}");
        }
        assert!(NO_AGENCIES.lines().all(|host| host == domain(host) && host.is_ascii()));
    }

    #[test]
    fn a_credit_stands_right_before_the_link_or_begins_it() {
        for (before, inside) in [
            ("© 2026 Ville de Valmont – Réalisation : ", "Atelier Web"),
            ("Conception & développement", "Atelier"),
            ("Site créé par ", "Atelier"),
            ("", "Site réalisé par Atelier Web"),
            ("Website by", "Studio"),
        ] {
            assert!(is_credit(before, inside), "{before}{inside}");
        }
        for (before, inside) in [
            ("", "Réalisation"),
            ("", "Réalisations de la commune"),
            ("Nos réalisations : ", "le port"),
            ("Site réalisé avec le soutien de ", "la Région"),
            ("Réalisation d’une étude sur ", "le littoral"),
            ("", "Conception des espaces verts"),
            ("Propulsé par ", "un logiciel"),
            ("", "Site créé par"),
            ("Procréation : ", "le guide"),
        ] {
            assert!(!is_credit(before, inside), "{before}{inside}");
        }
    }

    #[test]
    fn hosts_of_one_domain_are_one_site() {
        assert_eq!(domain("agenda.ville.example"), domain("ville.example"));
        assert_ne!(domain("agence.example"), domain("ville.example"));
        assert_eq!(domain("localhost"), "localhost");
    }
}
