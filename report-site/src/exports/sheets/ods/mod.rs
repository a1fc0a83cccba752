//! Writes a workbook as OpenDocument, with the few elements that our workbooks need, because no small crate writes
//! them.

mod content;
mod locale;
mod styles;

use super::{
    Book, Sheet,
    archive::{Archive, pack},
};
use crate::exports::pack::Packed;
use locale::locale;
use quick_xml::escape::escape;
use std::sync::LazyLock;

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;

static PACKED_MANIFEST: LazyLock<Packed> = LazyLock::new(|| pack(MANIFEST));

pub fn ods(book: &Book) -> Vec<u8> {
    let mut archive = Archive::default();
    // This part is first and not compressed: the format is recognised by it.
    archive.stored("mimetype", MEDIA_TYPE);
    archive.text("content.xml", &content::xml(book));
    archive.text("styles.xml", &styles::xml(book));
    archive.text("settings.xml", &settings(book));
    archive.text("meta.xml", &meta(book));
    archive.packed("META-INF/manifest.xml", &PACKED_MANIFEST);
    archive.finish()
}

fn meta(book: &Book) -> String {
    let (language, country) = locale(book);
    let (title, created) = (escape(&book.title), book.created.format("%Y-%m-%dT%H:%M:%S"));
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3"><office:meta><dc:title>{title}</dc:title><dc:language>{language}-{country}</dc:language><meta:creation-date>{created}</meta:creation-date></office:meta></office:document-meta>"#
    )
}

/// The settings, which hold the rows and columns that stay in view.
fn settings(book: &Book) -> String {
    let item = |name: &str, kind: &str, value: u16| {
        format!(
            r#"<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>"#
        )
    };
    let view = |sheet: &Sheet| {
        let (rows, columns) = sheet.frozen;
        let split = |size: u16| if size > 0 { 2 } else { 0 };
        let items = [
            item("HorizontalSplitMode", "short", split(columns)),
            item("VerticalSplitMode", "short", split(rows)),
            item("HorizontalSplitPosition", "int", columns),
            item("VerticalSplitPosition", "int", rows),
            item("PositionRight", "int", columns),
            item("PositionBottom", "int", rows),
        ];
        let name = escape(sheet.name.as_ref());
        format!(
            r#"<config:config-item-map-entry config:name="{name}">{}</config:config-item-map-entry>"#,
            items.concat()
        )
    };
    let views: String = book.sheets.iter().map(view).collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3"><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1</config:config-item><config:config-item-map-named config:name="Tables">{views}</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>"#
    )
}
