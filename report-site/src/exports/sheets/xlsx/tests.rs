//! Ours against what a library writes.

use super::{
    super::{Cell, Sheet, Style, ToFill},
    *,
};
use chrono::{DateTime, Datelike, Timelike, Utc};
use rules::messages::Language;
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use std::io::Cursor;

fn of_library(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let at = &book.created;
    let day = ExcelDateTime::from_ymd(at.year() as u16, at.month() as u8, at.day() as u8)?;
    let created = day.and_hms(at.hour() as u16, at.minute() as u8, at.second())?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(&book.title).set_creation_datetime(&created));
    let formats = Style::ALL.map(format);
    for sheet in &book.sheets {
        fill(workbook.add_worksheet(), sheet, &formats)?;
    }
    workbook.save_to_buffer()
}

fn format(style: Style) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    match style {
        Style::Plain => format.set_text_wrap(),
        Style::Head => format.set_bold().set_text_wrap().set_background_color(0xE8_E8_E8_u32),
        Style::Failed => format.set_bold().set_background_color(0xF9_D6_D5_u32),
        Style::Inapplicable => format.set_background_color(0xE8_E8_E8_u32),
    }
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet, formats: &[Format; 4]) -> Result<(), XlsxError> {
    worksheet.set_name(sheet.name)?;
    worksheet.set_freeze_panes(sheet.frozen.0.into(), sheet.frozen.1)?;
    for (column, width) in (0..).zip(&sheet.widths) {
        worksheet.set_column_width(column, f64::from(*width))?;
    }
    for (row, cells) in (0..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            let format = &formats[cell.style as usize];
            let linked = cell.href.as_deref().is_some_and(|href| {
                worksheet.write_url_with_options(row, column, href, &cell.text, "", Some(format)).is_ok()
            });
            if !linked {
                worksheet.write_string_with_format(row, column, &cell.text, format)?;
            }
        }
    }
    let Some(cells) = &sheet.to_fill else { return Ok(()) };
    let choices = DataValidation::new().allow_list_strings(cells.choices)?;
    let ((row, column), (last_row, last_column)) = (cells.from, cells.to);
    worksheet.add_data_validation(row.into(), column, last_row.into(), last_column, &choices)?;
    Ok(())
}

fn parts(archive: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    (0..archive.len())
        .map(|number| {
            let part = archive.by_index(number).unwrap();
            (part.name().unwrap().into_owned(), std::io::read_to_string(part).unwrap())
        })
        .collect()
}

fn sheet(frozen: (u16, u16), rows: Vec<Vec<Cell>>) -> Sheet {
    let width = rows.iter().map(Vec::len).max().unwrap();
    let widths = (0..width as u16).map(|column| 6 + column / 3).collect();
    Sheet { name: "Échantillon", widths, frozen, rows, to_fill: None }
}

fn assert_same(sheets: Vec<Sheet>) {
    let created: DateTime<Utc> = "2026-07-05T08:03:09Z".parse().unwrap();
    let book = Book { title: "« A » & <b>".into(), language: Language::French, created, sheets };
    let (ours, theirs) = (parts(&xlsx(&book)), parts(&of_library(&book).unwrap()));
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours, theirs);
    }
}

#[test]
fn texts_are_written_as_the_library_does() {
    let texts = [
        "a",
        "",
        " b ",
        "b\n",
        "<i>&\"'</i>",
        "_x0041_ _x00_ _x004G_",
        "_x_x0041__x0042_é",
        "a",
        "🦀",
        "_x0041",
    ];
    let cells = texts.map(|text| Cell::text(text, 100)).to_vec();
    let styled = Style::ALL.map(|style| Cell::text("NC", 2).styled(style)).to_vec();
    assert_same(vec![sheet((0, 0), vec![cells, styled])]);
}

#[test]
fn links_are_written_as_the_library_does() {
    let long = format!("https://a.example/{}", "é".repeat(400));
    let addresses = [
        "https://a.example",
        "https://a.example/demarches/?a=1&b=2#là",
        "https://a.example/?q=[x]^`{|}",
        "https://a.example/#a&\"#b",
        &long,
        "javascript:alert(1)",
    ];
    let cells = addresses.map(|address| Cell::link(address, address)).to_vec();
    assert_same(vec![sheet((1, 0), vec![cells])]);
}

/// The library encodes the percent sign again, and the link leads nowhere.
#[test]
fn an_encoded_address_stays_encoded_once() {
    let address = "https://a.example/d%C3%A9marches/?q=%20[x]";
    let sheets = vec![sheet((1, 0), vec![vec![Cell::link("a", address)]])];
    let created: DateTime<Utc> = "2026-07-05T08:03:09Z".parse().unwrap();
    let book = Book { title: "A".into(), language: Language::French, created, sheets };
    let parts = parts(&xlsx(&book));
    let (_, links) = parts.iter().find(|(name, _)| name.contains("sheet1.xml.rels")).unwrap();
    assert!(links.contains(r#"Target="https://a.example/d%C3%A9marches/?q=%20%5bx%5d""#), "{links}");
}

#[test]
fn sheets_are_written_as_the_library_does() {
    let filled = |row: usize, column: usize| row == 0 || (row + column) % 5 == 1 && row < 50;
    let cell = |row, column| {
        let style = Style::ALL[(row * column + 3) % 4];
        if filled(row, column) { Cell::text(&column.to_string(), 9).styled(style) } else { Cell::empty() }
    };
    let rows = || (0..70).map(|row| (0..60).map(|column| cell(row, column)).collect()).collect();
    let to_fill = |to| Some(ToFill { choices: &["C", "NC", "NA"], from: (1, 4), to });
    let named = |name, sheet| Sheet { name, ..sheet };
    assert_same(vec![
        named("A", Sheet { to_fill: to_fill((69, 55)), ..sheet((1, 4), rows()) }),
        named("B", Sheet { to_fill: to_fill((1, 4)), ..sheet((0, 2), rows()) }),
        named("C & D", sheet((2, 0), rows())),
        sheet((0, 0), vec![vec![Cell::text("1", 1)]]),
    ]);
}

#[test]
fn a_text_that_looks_like_markup_stays_a_text() {
    let sheet = sheet((0, 0), vec![vec![Cell::text("<r><t>a</t></r>", 100)]]);
    let book = Book {
        title: String::new(),
        language: Language::French,
        created: DateTime::default(),
        sheets: vec![sheet],
    };
    let parts = parts(&xlsx(&book));
    let (_, strings) = parts.iter().find(|(name, _)| name == "xl/sharedStrings.xml").unwrap();
    assert!(strings.contains("<t>&lt;r&gt;&lt;t&gt;a&lt;/t&gt;&lt;/r&gt;</t>"), "{strings}");
}
