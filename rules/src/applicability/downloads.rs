//! Whether the page may offer a document to download.

use super::{Predicate, scan::Scan};
use crate::{Node, standards::words};

pub static ALL: &[(&str, Predicate)] = &[("document-link", no_document_link)];

/// Words that announce a document, folded; texts are compared word by word.
const ANNOUNCEMENTS: &[&str] = &[
    "csv",
    "doc",
    "docx",
    "download",
    "downloads",
    "epub",
    "excel",
    "gb",
    "go",
    "kb",
    "kib",
    "ko",
    "mb",
    "mib",
    "mo",
    "odp",
    "ods",
    "odt",
    "pdf",
    "pdfs",
    "powerpoint",
    "ppt",
    "pptx",
    "rtf",
    "word",
    "xls",
    "xlsx",
    "zip",
];
/// What addresses that hand out files often hold.
const HANDING_OUT: &[&str] =
    &["download", "telecharg", "t%c3%a9l%c3%a9charg", "fichier", "attachment", "file"];

fn no_document_link(scan: &Scan<'_>) -> bool {
    let links = || scan.links.iter().map(|link| link.node);
    let buttons = || scan.named(&["button", "input"]).chain(scan.with_role(&["button"]));
    links().all(|link| !link.has_attribute("download") && !may_hand_out(link))
        && links().chain(buttons()).all(|node| !is_announced(node))
        && !scan.texts.iter().any(|text| announces(text.text()))
}

fn may_hand_out(link: Node<'_>) -> bool {
    let Some(address) = link.attribute("href").or_else(|| link.attribute("xlink:href")) else { return false };
    let lower = address.to_ascii_lowercase();
    words::has_document_extension(&decoded(&lower)) || HANDING_OUT.iter().any(|part| lower.contains(part))
}

/// Dots and letters of an extension may be written with their codes.
fn decoded(address: &str) -> String {
    if !address.contains('%') {
        return address.to_owned();
    }
    url::form_urlencoded::parse(address.replace('+', "%2b").as_bytes())
        .map(|(name, _)| name.into_owned())
        .collect()
}

/// Names it by a format or a size, in whatever attribute; its texts are looked at with all others.
fn is_announced(node: Node<'_>) -> bool {
    announces(node.accessible_name())
        || ["title", "aria-label", "value", "alt", "type"]
            .iter()
            .any(|name| node.attribute(name).is_some_and(announces))
        || node.descendants().any(|below| below.attribute("alt").is_some_and(announces))
}

fn announces(text: &str) -> bool {
    // «3,2Mo», «.pdf» and «PDF-1,2» are words too: figures and signs part them.
    text.split(|character: char| !character.is_alphabetic()).any(|word| {
        let begins =
            |start: &str| word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
        ANNOUNCEMENTS.iter().any(|known| known.eq_ignore_ascii_case(word))
            || begins("telecharg")
            || begins("télécharg")
            || begins("TÉLÉCHARG")
    })
}
