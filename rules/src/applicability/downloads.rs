//! Whether the page may offer a document to download.

use super::{Predicate, scan::Scan};
use crate::standards::word_list::{WordList, entries};
use crate::{Node, parts::links, standards::words};
use url::Url;

pub static ALL: &[(&str, Predicate)] = &[("document-link", no_document_link)];

/// Words that announce a document. Texts are compared with them word by word, in any case of ASCII letters.
static ANNOUNCEMENTS: WordList =
    WordList::new(|| entries(include_str!("../../data/words/download-announcements.txt")));
/// Parts of addresses that often return files.
static HANDING_OUT: WordList =
    WordList::new(|| entries(include_str!("../../data/words/download-addresses.txt")));
/// File extensions in addresses of pages.
const PAGES: &[&str] =
    &[".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".jspx", ".cfm"];
fn no_document_link(scan: &Scan<'_>) -> bool {
    let links = || scan.links.iter().map(|link| link.node);
    let buttons = || scan.named(&["button", "input"]).chain(scan.with_role(&["button"]));
    links().all(|link| !link.has_attribute("download") && !may_hand_out(link))
        && links().chain(buttons()).all(|node| !is_announced(node))
        && !scan.texts.iter().any(|text| announces(text.text()))
}

fn may_hand_out(link: Node<'_>) -> bool {
    let Some(address) = links::address(link) else { return false };
    let lower = address.to_ascii_lowercase();
    words::has_document_extension(&decoded(&lower))
        || HANDING_OUT.iter().any(|part| lower.contains(part))
        || !is_address_of_page(link.page().url(), address)
}

/// Whether the address certainly leads to no document, but to a page, a place in this page, or for instance a mail
/// program. At any other address the server may return a document.
fn is_address_of_page(base: &str, address: &str) -> bool {
    let Some(url) = Url::parse(base).ok().and_then(|base| base.join(address.trim()).ok()) else {
        return false;
    };
    if links::is_place_in_page(address) || !matches!(url.scheme(), "http" | "https") {
        return !matches!(url.scheme(), "data" | "blob" | "ftp" | "file" | "javascript");
    }
    let path = url.path().to_ascii_lowercase();
    let host = url.host_str().unwrap_or_default();
    path.ends_with('/') || PAGES.iter().any(|ending| path.ends_with(ending)) || words::is_social_host(host)
}

/// The address, percent-decoded, because the dot and the letters of an extension may be encoded.
fn decoded(address: &str) -> String {
    if !address.contains('%') {
        return address.to_owned();
    }
    url::form_urlencoded::parse(address.replace('+', "%2b").as_bytes())
        .map(|(name, _)| name.into_owned())
        .collect()
}

/// Whether the name or an attribute of the element announces a document, by a format or a size. Its texts are examined
/// with all texts of the page.
fn is_announced(node: Node<'_>) -> bool {
    announces(node.accessible_name())
        || ["title", "aria-label", "value", "alt", "type"]
            .iter()
            .any(|name| node.attribute(name).is_some_and(announces))
        || node.descendants().any(|below| below.attribute("alt").is_some_and(announces))
}

fn announces(text: &str) -> bool {
    // Digits and signs separate words too, so that «3,2Mo», «.pdf» and «PDF-1,2» count.
    text.split(|character: char| !character.is_alphabetic()).any(|word| {
        let begins =
            |start: &str| word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
        ANNOUNCEMENTS.iter().any(|known| known.eq_ignore_ascii_case(word))
            || begins("telecharg")
            || begins("télécharg")
            || begins("TÉLÉCHARG")
    })
}

#[cfg(test)]
mod tests {
    use super::is_address_of_page;

    #[test]
    fn an_address_without_an_ending_may_be_that_of_a_document() {
        let is_page = |address| is_address_of_page("https://ville.example/vie/", address);
        for address in [
            "agenda/",
            "/",
            "?page=2",
            "suite.HTML#haut",
            "index.php?article=2",
            "#haut",
            "mailto:a@b.example",
        ] {
            assert!(is_page(address), "{address}");
        }
        assert!(is_page("https://www.facebook.com/ville"));
        for address in ["reglement", "/node/12", "https://autre.example/x", "javascript:ouvrir()", "plan.svg"]
        {
            assert!(!is_page(address), "{address}");
        }
    }
}
