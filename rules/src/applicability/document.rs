//! Predicates on the document as a whole: its type, title, languages, directions, headings, refreshes.

use super::{Predicate, scan::Scan};
use crate::{Node, Page, Style, page::snapshot::Doctype};
use url::Url;

pub static ALL: &[(&str, Predicate)] = &[
    ("doctype", |scan| doctype(scan.page).is_none()),
    ("html5-doctype", |scan| doctype(scan.page).is_some_and(|doctype| !is_html5(scan.page, doctype))),
    ("default-lang", |scan| scan.languages.iter().all(|node| node.document() != 0)),
    ("title-element", no_title),
    ("lang-in-body", |scan| scan.languages.iter().all(|node| repeats_language(*node))),
    ("opposite-direction-text", no_right_to_left_text),
    ("dir", |scan| !scan.has_direction),
    ("heading", |scan| !scan.has(&["h1", "h2", "h3", "h4", "h5", "h6"]) && !scan.has_role(&["heading"])),
    ("refresh", |scan| {
        !scan.has(&["object", "embed", "canvas"])
            && !scan.has_moving_drawing()
            && refreshes(scan.page).all(|meta| leads(meta) == Leads::Elsewhere)
    }),
    ("meta-redirect", |scan| refreshes(scan.page).all(|meta| leads(meta) == Leads::Here)),
];

fn doctype(page: &Page) -> Option<&Doctype> {
    page.snapshot().documents[0].doctype.as_ref()
}

fn is_html5(page: &Page, doctype: &Doctype) -> bool {
    let text = |number: u32| page.snapshot().strings[number as usize].as_str();
    text(doctype.name).eq_ignore_ascii_case("html")
        && text(doctype.public_id).is_empty()
        && ["", "about:legacy-compat"].contains(&text(doctype.system_id))
}

fn no_title(scan: &Scan<'_>) -> bool {
    let titles = scan.page.all(&["title"]);
    !titles.into_iter().any(|title| title.document() == 0 && !title.ancestors().any(|above| above.is("svg")))
}

/// Whether the element's language is the inherited one or, on the root element of a frame, that of the page.
fn repeats_language(node: Node<'_>) -> bool {
    let Some(language) = language(node) else { return false };
    if node.parent().is_some_and(|parent| parent.is_element()) {
        let above = node.ancestors().find(names_language);
        return above.map_or(language.is_empty(), |above| self::language(above) == Some(language));
    }
    let of_page = node.page().root_element().filter(names_language);
    node.document() == 0 || of_page.and_then(self::language) == Some(language)
}

fn names_language(node: &Node<'_>) -> bool {
    node.has_attribute("lang") || node.has_attribute("xml:lang")
}

/// The element's language in lower case. `None` if it has no such attribute, or if its two attributes contradict each
/// other.
fn language(node: Node<'_>) -> Option<String> {
    let value = |name: &str| node.attribute(name).map(|value| value.trim().to_ascii_lowercase());
    match (value("lang"), value("xml:lang")) {
        (Some(html), Some(xml)) => (html == xml).then_some(html),
        (html, xml) => html.or(xml),
    }
}

/// Whether every document runs from left to right and no text of any kind could run the other way.
fn no_right_to_left_text(scan: &Scan<'_>) -> bool {
    let runs_right = |document: Node<'_>| {
        let root = document.children().find(Node::is_element);
        root.and_then(|root| root.style(Style::Direction)) == Some("ltr")
    };
    let is_examined =
        |text: &String| text.len() < CUT_TEXT && (text.is_ascii() || !text.chars().any(is_right_to_left));
    scan.page.documents().all(runs_right) && scan.page.snapshot().strings.iter().all(is_examined)
}

/// Length in bytes from which a text may have been cut at the capture.
const CUT_TEXT: usize = 19_000;

/// Whether the character is in a block of the Unicode bidi classes R and AL, or is a mark that gives a text that
/// direction.
fn is_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202b}' | '\u{202e}' | '\u{2067}' | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn refreshes(page: &Page) -> impl Iterator<Item = Node<'_>> {
    let is_refresh = |meta: &Node<'_>| meta.attribute_is("http-equiv", "refresh");
    page.all(&["meta"]).into_iter().filter(is_refresh)
}

#[derive(Debug, PartialEq, Eq)]
enum Leads {
    Here,
    Elsewhere,
    /// The address may be another name of this page.
    Unknown,
}

/// The target of a refresh.
fn leads(meta: Node<'_>) -> Leads {
    let target = refresh_target(meta.attribute("content").unwrap_or_default());
    let (Ok(here), false) = (Url::parse(meta.page().url()), has_base(meta.page())) else {
        return Leads::Unknown;
    };
    match target.map(|target| here.join(target)) {
        None => Leads::Here,
        Some(Ok(there)) => compare(&here, &there),
        Some(Err(_)) => Leads::Unknown,
    }
}

/// Whether a `base` element changes the address from which relative addresses are resolved.
fn has_base(page: &Page) -> bool {
    page.all(&["base"]).into_iter().any(|base| base.has_attribute("href"))
}

fn compare(here: &Url, there: &Url) -> Leads {
    let whole = |url: &Url| url.as_str().split('#').next().unwrap_or_default().to_owned();
    if whole(here) == whole(there) {
        return Leads::Here;
    }
    let place = |url: &Url| {
        let host = url.host_str().unwrap_or_default().trim_start_matches("www.").to_owned();
        let path = url.path();
        // `/`, `/index.html` and `/accueil/` are often the same page.
        let (folder, file) = path.trim_end_matches('/').rsplit_once('/').unwrap_or_default();
        let folder = if file.starts_with("index") { folder } else { path.trim_end_matches('/') };
        (host, folder.to_owned())
    };
    if place(here) == place(there) { Leads::Unknown } else { Leads::Elsewhere }
}

/// The address in the `content` of a refresh: `5; url=/page`, `5, '/page'`. `None` if there is only a delay.
fn refresh_target(content: &str) -> Option<&str> {
    let rest = content.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rest = rest.trim_start_matches(|c: char| c == ';' || c == ',' || c.is_whitespace());
    let named = rest.get(..3).filter(|head| head.eq_ignore_ascii_case("url"));
    let address = named.and_then(|_| rest[3..].trim_start().strip_prefix('=')).unwrap_or(rest);
    let address = address.trim();
    let bare = match address.chars().next() {
        Some(quote @ ('"' | '\'')) => address[1..].split(quote).next().unwrap_or_default(),
        _ => address,
    };
    Some(bare.trim()).filter(|bare| !bare.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Leads, compare, refresh_target};

    #[test]
    fn the_address_of_a_refresh_is_found_as_browsers_do() {
        for content in ["5; url=/suite", "5;URL='/suite'", "5,/suite", "5 url = \"/suite\" ", "0;/suite"] {
            assert_eq!(refresh_target(content), Some("/suite"), "{content}");
        }
        for content in ["", "5", "5;", "5; url=", "5; url=''"] {
            assert_eq!(refresh_target(content), None, "{content}");
        }
    }

    #[test]
    fn two_names_of_one_page_are_told_apart_only_when_sure() {
        let leads =
            |there: &str| compare(&"https://mairie.example/".parse().unwrap(), &there.parse().unwrap());
        assert_eq!(leads("https://mairie.example/#haut"), Leads::Here);
        assert_eq!(leads("https://mairie.example/index.php"), Leads::Unknown);
        assert_eq!(leads("http://www.mairie.example/"), Leads::Unknown);
        assert_eq!(leads("https://mairie.example/?page=2"), Leads::Unknown);
        assert_eq!(leads("https://mairie.example/agenda"), Leads::Elsewhere);
    }
}
