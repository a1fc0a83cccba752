//! A workbook as Office Open XML (ECMA-376): the few elements that our books need. A library writes the same bytes in
//! ten times as long, and a test holds ours against it.

mod links;
mod sheet;
mod strings;
mod styles;

use super::{
    Book,
    archive::{Archive, pack},
    xml::{self, extend},
};
use crate::exports::pack::Packed;
use sheet::SheetXml;
use std::sync::LazyLock;
use strings::Strings;
use styles::Styles;

/// Colours and type that a cell takes from the program that shows it, unless its style says otherwise.
static THEME: LazyLock<Packed> = LazyLock::new(|| pack(include_str!("../../../../data/office_theme.xml")));

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELATIONS: &str =
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;
const ROOT_RELATIONS: &str = r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>"#;

pub fn xlsx(book: &Book) -> Vec<u8> {
    let (mut strings, mut styles) = (Strings::default(), Styles::default());
    let sheets: Vec<_> = (0..)
        .zip(&book.sheets)
        .map(|(number, sheet)| SheetXml::of(sheet, number == 0, &mut strings, &mut styles))
        .collect();
    let mut archive = Archive::default();
    archive.text("[Content_Types].xml", &content_types(book));
    archive.text("_rels/.rels", &[DECLARATION, RELATIONS, ROOT_RELATIONS].concat());
    archive.text("xl/_rels/workbook.xml.rels", &relations(book));
    archive.packed("xl/theme/theme1.xml", &THEME);
    archive.text("xl/styles.xml", &styles.xml());
    archive.text("xl/workbook.xml", &workbook(book));
    for (number, sheet) in (1..).zip(&sheets) {
        archive.text(&format!("xl/worksheets/sheet{number}.xml"), &sheet.xml);
        if let Some(relations) = &sheet.relations {
            archive.text(&format!("xl/worksheets/_rels/sheet{number}.xml.rels"), relations);
        }
    }
    archive.text("xl/sharedStrings.xml", &strings.xml());
    archive.text("docProps/core.xml", &core(book));
    archive.text("docProps/app.xml", &app(book));
    archive.finish()
}

fn content_types(book: &Book) -> String {
    let sheets: String = (1..=book.sheets.len())
        .map(|number| {
            format!(
                r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
            )
        })
        .collect();
    [
        DECLARATION,
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"#,
        &sheets,
        r#"<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"#,
    ]
    .concat()
}

/// What the workbook is made of, numbered: its sheets, then what they share.
fn relations(book: &Book) -> String {
    let sheets = (1..=book.sheets.len()).map(|number| ("worksheet", format!("worksheets/sheet{number}.xml")));
    let shared =
        [("theme", "theme/theme1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")];
    let shared = shared.map(|(kind, target)| (kind, target.to_owned()));
    let relation = |(number, (kind, target)): (u32, (&str, String))| {
        format!(
            r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let all: String = (1..).zip(sheets.chain(shared)).map(relation).collect();
    [DECLARATION, RELATIONS, &all, "</Relationships>"].concat()
}

fn workbook(book: &Book) -> String {
    let mut xml = [DECLARATION, r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><fileVersion appName="xl" lastEdited="4" lowestEdited="4" rupBuild="4505"/><workbookPr defaultThemeVersion="124226"/><bookViews><workbookView xWindow="240" yWindow="15" windowWidth="16095" windowHeight="9660"/></bookViews><sheets>"#].concat();
    for (number, sheet) in (1..).zip(&book.sheets) {
        xml += r#"<sheet name=""#;
        xml::attribute(&mut xml, sheet.name);
        xml += &format!(r#"" sheetId="{number}" r:id="rId{number}"/>"#);
    }
    xml + r#"</sheets><calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>"#
}

/// Without a date of its own, the file would hold the hour at which it was written.
fn core(book: &Book) -> String {
    let mut xml = [DECLARATION, r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>"#].concat();
    xml::data(&mut xml, &book.title);
    let created = book.created.format("%Y-%m-%dT%H:%M:%SZ");
    xml + &format!(
        r#"</dc:title><dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{created}</dcterms:modified></cp:coreProperties>"#
    )
}

fn app(book: &Book) -> String {
    let count = book.sheets.len();
    let mut names = String::new();
    for sheet in &book.sheets {
        names += "<vt:lpstr>";
        xml::data(&mut names, sheet.name);
        names += "</vt:lpstr>";
    }
    let mut xml = DECLARATION.to_owned();
    extend(
        &mut xml,
        [
            r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop><HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>Worksheets</vt:lpstr></vt:variant><vt:variant><vt:i4>"#,
            &format!(
                r#"{count}</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts><vt:vector size="{count}" baseType="lpstr">"#
            ),
            &names,
            "</vt:vector></TitlesOfParts><Company></Company><LinksUpToDate>false</LinksUpToDate><SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged><AppVersion>12.0000</AppVersion></Properties>",
        ],
    );
    xml
}

#[cfg(test)]
mod tests;
