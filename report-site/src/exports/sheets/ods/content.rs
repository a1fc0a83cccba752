//! The content of an OpenDocument workbook: the cells, sheet by sheet.

use super::{
    super::{Book, Cell, Formula, Sheet, Style, ToFill, xml, xml::extend},
    styles,
};
use quick_xml::escape::escape;
use std::collections::BTreeSet;

const BEGINS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3"><office:automatic-styles><style:style style:name="sheet" style:family="table" style:master-page-name="page"><style:table-properties table:display="true"/></style:style>"#;

/// Usual length of a cell in bytes of XML.
const LENGTH_OF_CELL: usize = 160;

pub fn xml(book: &Book) -> String {
    let cells: usize = book.sheets.iter().flat_map(|sheet| &sheet.rows).map(Vec::len).sum();
    let mut xml = String::with_capacity(BEGINS.len() + cells * LENGTH_OF_CELL);
    xml += BEGINS;
    xml += &styles::cell(Style::Chosen);
    let widths: BTreeSet<u16> = book.sheets.iter().flat_map(|sheet| sheet.widths.iter().copied()).collect();
    for width in widths {
        // Approximate width of a digit in the default font, in centimetres.
        let centimetres = f64::from(width) * 0.21;
        xml += &format!(
            r#"<style:style style:name="w{width}" style:family="table-column"><style:table-column-properties style:column-width="{centimetres:.2}cm"/></style:style>"#
        );
    }
    xml += "</office:automatic-styles><office:body><office:spreadsheet>";
    xml += &validations(book);
    for (number, sheet) in book.sheets.iter().enumerate() {
        table(&mut xml, number, sheet);
    }
    xml + "</office:spreadsheet></office:body></office:document-content>"
}

fn validations(book: &Book) -> String {
    let sheets = book.sheets.iter().enumerate();
    let lists = sheets.flat_map(|(number, sheet)| (0..).zip(&sheet.to_fill).map(move |list| (number, list)));
    let list = |(number, (list, cells)): (usize, (usize, &ToFill))| {
        let choices: Vec<_> = cells.choices.iter().map(|choice| format!("\"{choice}\"")).collect();
        let condition = format!("of:cell-content-is-in-list({})", choices.join(";"));
        format!(
            r#"<table:content-validation table:name="{}" table:condition="{}" table:allow-empty-cell="true"/>"#,
            list_name(number, list),
            escape(&condition)
        )
    };
    match lists.map(list).collect::<String>() {
        lists if lists.is_empty() => lists,
        lists => format!("<table:content-validations>{lists}</table:content-validations>"),
    }
}

fn list_name(sheet: usize, list: usize) -> String {
    format!("choices{sheet}-{list}")
}

fn table(xml: &mut String, number: usize, sheet: &Sheet) {
    let name = escape(sheet.name.as_ref());
    extend(xml, [r#"<table:table table:style-name="sheet" table:name=""#, &name, r#"">"#]);
    for width in &sheet.widths {
        *xml += &format!(
            r#"<table:table-column table:style-name="w{width}" table:default-cell-style-name="plain"/>"#
        );
    }
    let lists = 0..sheet.to_fill.len();
    let chosen: Vec<String> = lists
        .map(|list| format!(r#" table:content-validation-name="{}""#, list_name(number, list)))
        .collect();
    let heads = sheet.rows.len().min(sheet.frozen.0.into());
    let row = |xml: &mut String, (row, cells): (u16, &Vec<Cell>)| {
        *xml += "<table:table-row>";
        for (column, content) in (0..).zip(cells) {
            let list = sheet.is_to_fill(row, column);
            cell(xml, content, list.map_or("", |list| chosen[list].as_str()));
        }
        *xml += "</table:table-row>";
    };
    let mut rows = (0..).zip(&sheet.rows);
    if heads > 0 {
        *xml += "<table:table-header-rows>";
        rows.by_ref().take(heads).for_each(|cells| row(xml, cells));
        *xml += "</table:table-header-rows>";
    }
    rows.for_each(|cells| row(xml, cells));
    *xml += "</table:table>";
}

/// Writes a cell. A workbook has thousands, so the parts are written one after the other, without intermediate strings.
fn cell(xml: &mut String, cell: &Cell, validation: &str) {
    if cell.is_empty() {
        return extend(xml, ["<table:table-cell", validation, "/>"]);
    }
    *xml += "<table:table-cell";
    if let Some(formula) = &cell.formula {
        *xml += r#" table:formula="of:="#;
        xml::attribute(xml, &computed(formula));
        xml.push('"');
    }
    if cell.is_number {
        extend(xml, [r#" office:value-type="float" office:value=""#, &cell.text, "\""]);
    } else {
        *xml += r#" office:value-type="string""#;
    }
    extend(xml, [r#" table:style-name=""#, cell.style.name(), "\"", validation, ">"]);
    for line in cell.text.split('\n') {
        *xml += "<text:p>";
        if let Some(href) = &cell.href {
            *xml += r#"<text:a xlink:type="simple" xlink:href=""#;
            xml::attribute(xml, href);
            *xml += r#"">"#;
        }
        xml::data(xml, line);
        *xml += if cell.href.is_some() { "</text:a></text:p>" } else { "</text:p>" };
    }
    *xml += "</table:table-cell>";
}

/// Writes a formula in OpenFormula: `[.A1:.B2]`, `['P01'.A1]`.
fn computed(formula: &Formula) -> String {
    formula.written(';', |to, area| {
        to.push('[');
        if let Some(sheet) = &area.sheet {
            extend(to, ["$'", &sheet.replace('\'', "''"), "'"]);
        }
        area.write(to, ".");
        to.push(']');
    })
}
