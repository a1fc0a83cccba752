//! Recognises the format of a file by its first bytes. A package is recognised by the type that it declares, or by its
//! main part.

use rules::documents::Format;
use std::io::{Cursor, Read};

/// Number of bytes in which the header of a PDF is searched, because other bytes may precede it (ISO 32000-1, annex H).
const HEADER_WITHIN: usize = 1024;

pub fn sniff(bytes: &[u8]) -> Option<Format> {
    let head = bytes.get(..bytes.len().min(HEADER_WITHIN))?;
    if memchr::memmem::find(head, b"%PDF-").is_some() {
        return Some(Format::Pdf);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    package(bytes)
}

fn package(bytes: &[u8]) -> Option<Format> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let kind = archive.by_name("mimetype").ok().and_then(|file| {
        let mut text = String::new();
        file.take(200).read_to_string(&mut text).ok()?;
        Some(text)
    });
    match kind.as_deref().map(str::trim) {
        Some(
            "application/vnd.oasis.opendocument.text" | "application/vnd.oasis.opendocument.text-template",
        ) => {
            return Some(Format::Odt);
        }
        Some(
            "application/vnd.oasis.opendocument.spreadsheet"
            | "application/vnd.oasis.opendocument.spreadsheet-template",
        ) => return Some(Format::Ods),
        Some(
            "application/vnd.oasis.opendocument.presentation"
            | "application/vnd.oasis.opendocument.presentation-template",
        ) => return Some(Format::Odp),
        Some("application/epub+zip") => return Some(Format::Epub),
        _ => {}
    }
    let main = [
        ("word/document.xml", Format::Docx),
        ("xl/workbook.xml", Format::Xlsx),
        ("ppt/presentation.xml", Format::Pptx),
    ];
    main.into_iter().find_map(|(part, format)| archive.index_for_name(part).map(|_| format))
}
