//! Links to the statement, the scheme, the plan and a human audit, recognised by their words and addresses.

use super::{
    model::{DutyLink, Target},
    text::{Line, LinkInLine, fold_words},
    wording::says,
};
use crate::standards::word_list::{WordList, entries};
use crate::standards::words::has_document_extension;

const MOST: usize = 60;

/// The links about duties, in tree order, at most `MOST`; each address once for each target.
pub fn find(lines: &[Line]) -> Vec<DutyLink> {
    let mut found: Vec<DutyLink> = Vec::new();
    for link in lines.iter().flat_map(|line| &line.links) {
        for target in targets(link) {
            let known = found.iter().any(|held| held.target == target && held.address == link.href);
            if !known && found.len() < MOST {
                found.push(DutyLink {
                    target,
                    address: link.href.clone(),
                    text: link.text.chars().take(200).collect(),
                    is_document: is_document(&link.href),
                });
            }
        }
    }
    found
}

/// Whether the address is that of a file, according to its extension, or of a shared document of an office suite.
pub fn is_document(address: &str) -> bool {
    static SUITES: WordList = WordList::new(|| entries(include_str!("../../data/words/document-suites.txt")));
    let host = address.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    has_document_extension(address) || SUITES.contains(&host) || host.ends_with(".sharepoint.com")
}

fn targets(link: &LinkInLine) -> Vec<Target> {
    if !link.href.starts_with("http") || is_elsewhere(&link.href) {
        return Vec::new();
    }
    let mut targets = Vec::new();
    let path = path_words(&link.href);
    // The words of the address count like those of the link, but a link whose words name the scheme is not the plan.
    let named = |field: &str| says(field, &link.text) || says(field, &path);
    if is_audit_report(&link.href) || says("audit-link", &link.text) {
        return vec![Target::HumanAudit];
    }
    if named("scheme") {
        targets.push(Target::Scheme);
    }
    if named("plan") && !says("scheme", &link.text) {
        targets.push(Target::Plan);
    }
    if targets.is_empty() && (says("statement-link", &link.text) || is_statement_path(&link.href)) {
        targets.push(Target::Statement);
    }
    targets
}

/// Whether the address belongs to the Défenseur des droits, the law or the referential, to which every statement links.
fn is_elsewhere(address: &str) -> bool {
    static HOSTS: WordList =
        WordList::new(|| entries(include_str!("../../data/words/hosts-of-every-statement.txt")));
    let host = address
        .split("//")
        .nth(1)
        .and_then(|rest| rest.split(['/', '?', '#', ':']).next())
        .unwrap_or_default();
    HOSTS
        .iter()
        .any(|known| host == *known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.')))
}

fn is_audit_report(address: &str) -> bool {
    let rest = address.split("//").nth(1).unwrap_or_default();
    rest.starts_with("ara.numerique.gouv.fr/rapport/")
        || rest.starts_with("ara.numerique.gouv.fr/declaration/")
}

fn path_words(address: &str) -> String {
    let path = address.split("//").nth(1).and_then(|rest| rest.split_once('/')).map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let words: String = url::form_urlencoded::parse(last.replace('+', " ").as_bytes())
        .map(|(name, _)| name.into_owned())
        .collect();
    // A dash between two digits may join two years and is kept; any other dash separates words.
    let characters: Vec<char> = words.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let parted = characters.iter().enumerate().map(|(at, c)| match c {
        '-' if digit(at.checked_sub(1)) && digit(Some(at + 1)) => '-',
        '-' | '_' | '.' => ' ',
        c => *c,
    });
    parted.collect()
}

/// The words of the last segment of an address, because the name of a file may contain years.
pub fn words_of_address(address: &str) -> String {
    path_words(address)
}

fn is_statement_path(address: &str) -> bool {
    static NAMES: WordList = WordList::new(|| entries(include_str!("../../data/words/statement-paths.txt")));
    let words = fold_words(&path_words(address));
    const EXTENSIONS: &[&str] = &["html", "htm", "php", "aspx", "pdf", "odt", "doc", "docx"];
    let name = words
        .rsplit_once(' ')
        .filter(|(_, last)| EXTENSIONS.contains(last))
        .map_or(words.as_str(), |(name, _)| name);
    NAMES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets_of(text: &str, href: &str) -> Vec<Target> {
        targets(&LinkInLine { text: text.to_owned(), href: href.to_owned() })
    }

    #[test]
    fn links_are_known_by_their_words_or_their_address() {
        let of = targets_of;
        assert_eq!(of("Accessibilité : non conforme", "https://a.example/p/12"), [Target::Statement]);
        assert_eq!(of("Accessibilité", "https://a.example/p/12"), [Target::Statement]);
        assert_eq!(
            of("En savoir plus", "https://a.example/declaration-accessibilite.pdf"),
            [Target::Statement]
        );
        assert_eq!(of("Schéma pluriannuel", "https://a.example/x"), [Target::Scheme]);
        assert_eq!(of("2026", "https://a.example/plan-annuel-accessibilite-2026.pdf"), [Target::Plan]);
        assert_eq!(of("Rapport", "https://ara.numerique.gouv.fr/rapport/abc"), [Target::HumanAudit]);
    }

    #[test]
    fn other_links_are_left_alone() {
        for (text, href) in [
            ("Accessibilité de la gare", "https://a.example/gare"),
            ("Plan du site", "https://a.example/plan-du-site"),
            ("RGAA", "https://accessibilite.numerique.gouv.fr/"),
            ("Paramètres d’accessibilité", "https://a.example/#accessibilite"),
            ("Registre d’accessibilité", "https://a.example/registre"),
        ] {
            assert_eq!(targets_of(text, href), [], "{text}");
        }
    }

    #[test]
    fn files_are_noted_as_such() {
        assert!(
            is_document("https://a.example/Declaration%20RGAA.PDF")
                && is_document("https://docs.numerique.gouv.fr/docs/b8f7/")
        );
        assert!(!is_document("https://a.example/accessibilite"));
    }
}
