//! A workbook as OpenDocument: the few elements that our books need, for no small crate writes them.

use super::{
    Book, Cell, Sheet, Style, ToFill,
    archive::{Archive, pack},
    xml::extend,
};
use crate::{exports::pack::Packed, language::Say};
use quick_xml::escape::escape;
use std::sync::LazyLock;

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;

/// `LANGUAGE` and `COUNTRY` stand for those of the book.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"><office:styles><style:default-style style:family="table-cell"><style:text-properties fo:language="LANGUAGE" fo:country="COUNTRY"/></style:default-style></office:styles></office:document-styles>"#;

const CONTENT_BEGINS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3"><office:automatic-styles>"#;

static PACKED_MANIFEST: LazyLock<Packed> = LazyLock::new(|| pack(MANIFEST));

pub fn ods(book: &Book) -> Vec<u8> {
    let mut archive = Archive::default();
    // First and not compressed: this is how the format is recognised.
    archive.stored("mimetype", MEDIA_TYPE);
    archive.text("content.xml", &content(book));
    archive.text("styles.xml", &styles(book));
    archive.text("settings.xml", &settings(book));
    archive.text("meta.xml", &meta(book));
    archive.packed("META-INF/manifest.xml", &PACKED_MANIFEST);
    archive.finish()
}

/// Language and country, as OpenDocument asks for both.
fn locale(book: &Book) -> (&'static str, &'static str) {
    (book.language.code(), book.language.t("FR", "GB"))
}

fn styles(book: &Book) -> String {
    let (language, country) = locale(book);
    STYLES.replace("LANGUAGE", language).replace("COUNTRY", country)
}

fn meta(book: &Book) -> String {
    let (language, country) = locale(book);
    let (title, created) = (escape(&book.title), book.created.format("%Y-%m-%dT%H:%M:%S"));
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3"><office:meta><dc:title>{title}</dc:title><dc:language>{language}-{country}</dc:language><meta:creation-date>{created}</meta:creation-date></office:meta></office:document-meta>"#
    )
}

/// What stays in view is a setting of the program that shows the sheet.
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
        let name = escape(sheet.name);
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

fn content(book: &Book) -> String {
    let mut xml = CONTENT_BEGINS.to_owned();
    for style in Style::ALL {
        xml += &cell_style(style);
    }
    for (number, sheet) in book.sheets.iter().enumerate() {
        for (column, width) in sheet.widths.iter().enumerate() {
            // About the width of a figure in the usual type.
            let width = f64::from(*width) * 0.21;
            xml += &format!(
                r#"<style:style style:name="w{number}-{column}" style:family="table-column"><style:table-column-properties style:column-width="{width:.2}cm"/></style:style>"#
            );
        }
    }
    xml += "</office:automatic-styles><office:body><office:spreadsheet>";
    xml += &validations(book);
    for (number, sheet) in book.sheets.iter().enumerate() {
        table(&mut xml, number, sheet);
    }
    xml + "</office:spreadsheet></office:body></office:document-content>"
}

fn cell_style(style: Style) -> String {
    let ground = style.ground().map(|ground| format!(r##" fo:background-color="#{ground:06x}""##));
    let ground = ground.unwrap_or_default();
    let text = if style.is_bold() { r#"<style:text-properties fo:font-weight="bold"/>"# } else { "" };
    format!(
        r#"<style:style style:name="{}" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"{ground}/>{text}</style:style>"#,
        name(style)
    )
}

fn name(style: Style) -> &'static str {
    match style {
        Style::Plain => "plain",
        Style::Head => "head",
        Style::Failed => "failed",
        Style::Inapplicable => "inapplicable",
    }
}

fn validations(book: &Book) -> String {
    let lists: Vec<_> =
        book.sheets.iter().enumerate().filter_map(|(n, s)| Some((n, s.to_fill.as_ref()?))).collect();
    if lists.is_empty() {
        return String::new();
    }
    let list = |(number, cells): &(usize, &ToFill)| {
        let choices: Vec<_> = cells.choices.iter().map(|choice| format!("\"{choice}\"")).collect();
        let condition = format!("of:cell-content-is-in-list({})", choices.join(";"));
        format!(
            r#"<table:content-validation table:name="choices{number}" table:condition="{}" table:allow-empty-cell="true"/>"#,
            escape(&condition)
        )
    };
    format!(
        "<table:content-validations>{}</table:content-validations>",
        lists.iter().map(list).collect::<String>()
    )
}

fn table(xml: &mut String, number: usize, sheet: &Sheet) {
    *xml += &format!(r#"<table:table table:name="{}">"#, escape(sheet.name));
    for column in 0..sheet.widths.len() {
        *xml += &format!(r#"<table:table-column table:style-name="w{number}-{column}"/>"#);
    }
    let chosen = format!(r#" table:content-validation-name="choices{number}""#);
    for (row, cells) in (0..).zip(&sheet.rows) {
        *xml += "<table:table-row>";
        for (column, content) in (0..).zip(cells) {
            cell(xml, content, if is_to_fill(sheet, row, column) { &chosen } else { "" });
        }
        *xml += "</table:table-row>";
    }
    *xml += "</table:table>";
}

fn is_to_fill(sheet: &Sheet, row: u16, column: u16) -> bool {
    sheet.to_fill.as_ref().is_some_and(|cells| {
        (cells.from.0..=cells.to.0).contains(&row) && (cells.from.1..=cells.to.1).contains(&column)
    })
}

/// There are thousands in a book: its parts are written one after the other, not put together first.
fn cell(xml: &mut String, cell: &Cell, validation: &str) {
    if cell.is_empty() {
        return extend(xml, ["<table:table-cell", validation, "/>"]);
    }
    let style = name(cell.style);
    extend(
        xml,
        [r#"<table:table-cell office:value-type="string" table:style-name=""#, style, "\"", validation, ">"],
    );
    for line in cell.text.split('\n') {
        let line = escape(line);
        match &cell.href {
            Some(href) => extend(
                xml,
                [
                    r#"<text:p><text:a xlink:type="simple" xlink:href=""#,
                    &escape(href.as_str()),
                    r#"">"#,
                    &line,
                    "</text:a></text:p>",
                ],
            ),
            None => extend(xml, ["<text:p>", &line, "</text:p>"]),
        }
    }
    *xml += "</table:table-cell>";
}
