//! A workbook as Office Open XML (ECMA-376): the few elements that our books need. A library takes ten times as long;
//! a test compares our result with that of a library.

mod links;
mod markup;
mod sheet;
mod strings;
mod styles;

use super::{
    Book, Name, Sheet,
    archive::{Archive, pack},
    xml::{self, extend},
};
use crate::exports::pack::Packed;
use markup::{DECLARATION, RELATIONS, quoted};
use sheet::SheetXml;
use std::{borrow::Cow, sync::LazyLock};
use strings::Strings;
use styles::Styles;

/// The theme, which defines colours and fonts. Without it, each program would use its own.
static THEME: LazyLock<Packed> = LazyLock::new(|| pack(include_str!("../../../../data/office_theme.xml")));

const ROOT_RELATIONS: &str = r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>"#;

pub fn xlsx(book: &Book) -> Vec<u8> {
    let (mut strings, mut styles) = (Strings::default(), Styles::default());
    let sheets: Vec<_> = (0..)
        .zip(&book.sheets)
        .map(|(number, sheet)| SheetXml::new(sheet, number == 0, &mut strings, &mut styles))
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

/// Parts of the workbook, numbered: its sheets, then the parts that they share.
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
        xml::attribute(&mut xml, &sheet.name);
        xml += &format!(r#"" sheetId="{number}" r:id="rId{number}"/>"#);
    }
    xml += "</sheets>";
    print_titles(&mut xml, book);
    xml + r#"<calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>"#
}

/// Sheets whose first rows are repeated on each printed page: index, quoted name, and number of these rows; sorted by
/// name.
fn titled(book: &Book) -> Vec<(usize, String, u16)> {
    let heads = |(number, sheet): (usize, &Sheet)| {
        (sheet.frozen.0 > 0).then(|| (number, quoted(&sheet.name), sheet.frozen.0))
    };
    let mut titled: Vec<_> = book.sheets.iter().enumerate().filter_map(heads).collect();
    titled.sort_by(|one, other| one.1.cmp(&other.1));
    titled
}

fn print_titles(xml: &mut String, book: &Book) {
    let titled = titled(book);
    if titled.is_empty() {
        return;
    }
    *xml += "<definedNames>";
    for (number, name, rows) in titled {
        *xml += &format!(r#"<definedName name="_xlnm.Print_Titles" localSheetId="{number}">"#);
        xml::data(xml, &format!("{name}!$1:${rows}"));
        *xml += "</definedName>";
    }
    *xml += "</definedNames>";
}

/// The properties of the document. Its date is that of the book, so that the same book gives the same bytes.
fn core(book: &Book) -> String {
    let mut xml = [DECLARATION, r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>"#].concat();
    xml::data(&mut xml, &book.title);
    let created = book.created.format("%Y-%m-%dT%H:%M:%SZ");
    xml + &format!(
        r#"</dc:title><dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{created}</dcterms:modified></cp:coreProperties>"#
    )
}

fn app(book: &Book) -> String {
    let titles = titled(book);
    let mut kinds = vec![("Worksheets", book.sheets.len())];
    if !titles.is_empty() {
        kinds.push(("Named Ranges", titles.len()));
    }
    let pairs: String = kinds.iter().map(|(kind, count)| format!("<vt:variant><vt:lpstr>{kind}</vt:lpstr></vt:variant><vt:variant><vt:i4>{count}</vt:i4></vt:variant>")).collect();
    let sheets = book.sheets.iter().map(|sheet| sheet.name.clone());
    let titles = titles.iter().map(|(_, name, _)| Cow::from(format!("{name}!Print_Titles")));
    let parts: Vec<Name> = sheets.chain(titles).collect();
    let mut names = String::new();
    for name in &parts {
        names += "<vt:lpstr>";
        xml::data(&mut names, name);
        names += "</vt:lpstr>";
    }
    let mut xml = DECLARATION.to_owned();
    extend(
        &mut xml,
        [
            r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop><HeadingPairs>"#,
            &format!(r#"<vt:vector size="{}" baseType="variant">{pairs}</vt:vector>"#, 2 * kinds.len()),
            "</HeadingPairs><TitlesOfParts>",
            &format!(r#"<vt:vector size="{}" baseType="lpstr">"#, parts.len()),
            &names,
            "</vt:vector></TitlesOfParts><Company></Company><LinksUpToDate>false</LinksUpToDate><SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged><AppVersion>12.0000</AppVersion></Properties>",
        ],
    );
    xml
}

#[cfg(test)]
mod tests;
