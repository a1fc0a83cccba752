//! Styles that a whole workbook shares: the look of cells and the layout of printed pages.

use super::{
    super::{Book, Style},
    locale::locale,
};

const BEGINS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"><office:styles>"#;

/// Page layout: A4 in landscape, the sheet fitted to the width, on as many pages as needed.
const PAGE: &str = r#"</office:styles><office:automatic-styles><style:page-layout style:name="a4"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin-top="1.2cm" fo:margin-bottom="1.2cm" fo:margin-left="1cm" fo:margin-right="1cm" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="page" style:page-layout-name="a4"/></office:master-styles></office:document-styles>"#;

pub fn xml(book: &Book) -> String {
    let (language, country) = locale(book);
    let text = format!(
        r#"<style:default-style style:family="table-cell"><style:text-properties fo:language="{language}" fo:country="{country}"/></style:default-style>"#
    );
    let cells: String =
        Style::ALL.iter().filter(|style| **style != Style::Chosen).map(|style| cell(*style)).collect();
    [BEGINS, &text, &cells, PAGE].concat()
}

pub fn cell(style: Style) -> String {
    let ground = style.ground().map(|ground| format!(r##" fo:background-color="#{ground:06x}""##));
    let ground = ground.unwrap_or_default();
    let wraps = if style.wraps() { r#" fo:wrap-option="wrap""# } else { "" };
    let text = if style.is_bold() { r#"<style:text-properties fo:font-weight="bold"/>"# } else { "" };
    let chosen = if style == Style::Chosen { Style::CHOSEN.map(looks).concat() } else { String::new() };
    format!(
        r#"<style:style style:name="{}" style:family="table-cell"><style:table-cell-properties{wraps} style:vertical-align="top"{ground}/>{text}{chosen}</style:style>"#,
        style.name()
    )
}

/// The rule by which a cell with a certain text gets a style.
fn looks((word, style): (&str, Style)) -> String {
    let name = style.name();
    format!(
        r#"<style:map style:condition="cell-content()=&quot;{word}&quot;" style:apply-style-name="{name}"/>"#
    )
}
