//! Compares our workbook with that of a library.

use super::{
    super::{Area, Cell, Formula, Sheet, Style, ToFill},
    *,
};
use chrono::{DateTime, Datelike, Timelike, Utc};
use rules::messages::Language;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, DocProperties, ExcelDateTime, Format,
    FormatAlign, Formula as LibraryFormula, Workbook, Worksheet, XlsxError,
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
    let format = if style.wraps() { format.set_text_wrap() } else { format };
    looking(format, style)
}

fn looking(format: Format, style: Style) -> Format {
    let format = if style.is_bold() { format.set_bold() } else { format };
    match style.ground() {
        Some(ground) => format.set_background_color(ground),
        None => format,
    }
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet, formats: &[Format]) -> Result<(), XlsxError> {
    worksheet.set_name(sheet.name.as_ref())?;
    worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    worksheet.set_freeze_panes(sheet.frozen.0.into(), sheet.frozen.1)?;
    if sheet.frozen.0 > 0 {
        worksheet.set_repeat_rows(0, u32::from(sheet.frozen.0) - 1)?;
    }
    for (column, width) in (0..).zip(&sheet.widths) {
        worksheet.set_column_width(column, f64::from(*width))?;
    }
    for (row, cells) in (0..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            let format = &formats[Style::ALL.iter().position(|style| *style == cell.style).unwrap()];
            put(worksheet, (row, column), cell, format)?;
        }
    }
    sheet.to_fill.iter().try_for_each(|cells| choose(worksheet, cells))
}

fn put(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    if let Some(formula) = &cell.formula {
        let written = formula.written(',', |to, area| {
            *to += &area.sheet.as_ref().map_or_else(String::new, |sheet| format!("'{sheet}'!"));
            area.write(to, "");
        });
        let formula = LibraryFormula::new(written).set_result(cell.text.as_ref());
        worksheet.write_formula_with_format(row, column, formula, format)?;
        return Ok(());
    }
    if cell.is_number {
        worksheet.write_number_with_format(row, column, cell.text.parse::<f64>().unwrap(), format)?;
        return Ok(());
    }
    let linked = cell.href.as_deref().is_some_and(|href| {
        worksheet.write_url_with_options(row, column, href, cell.text.as_ref(), "", Some(format)).is_ok()
    });
    if !linked {
        worksheet.write_string_with_format(row, column, cell.text.as_ref(), format)?;
    }
    Ok(())
}

fn choose(worksheet: &mut Worksheet, cells: &ToFill) -> Result<(), XlsxError> {
    let choices = DataValidation::new().allow_list_strings(cells.choices)?;
    let ((row, column), (last_row, last_column)) = (cells.from, cells.to);
    let (row, last_row) = (u32::from(row), u32::from(last_row));
    worksheet.add_data_validation(row, column, last_row, last_column, &choices)?;
    for (word, style) in Style::CHOSEN.iter().filter(|(word, _)| cells.choices.contains(word)) {
        let look = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo((*word).to_owned()))
            .set_format(looking(Format::new(), *style));
        worksheet.add_conditional_format(row, column, last_row, last_column, &look)?;
    }
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
    Sheet { frozen, ..Sheet::new("Échantillon 1", widths, rows) }
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

/// The library encodes the percent sign again, which breaks the link.
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
    let list = |choices, from, to| ToFill { choices, from, to };
    let status = |to| list(&["C", "NC", "NA"], (1, 4), to);
    let both = vec![status((69, 4)), list(&["N", "D"], (1, 5), (69, 5))];
    let named = |name: &'static str, sheet| Sheet { name: name.into(), ..sheet };
    assert_same(vec![
        named("A 1", Sheet { to_fill: vec![status((69, 55))], ..sheet((1, 4), rows()) }),
        named("B", Sheet { to_fill: vec![status((1, 4))], ..sheet((0, 2), rows()) }),
        named("A 2", Sheet { to_fill: both, ..sheet((3, 4), rows()) }),
        named("C & D", sheet((2, 0), rows())),
        sheet((0, 0), vec![vec![Cell::text("1", 1)]]),
    ]);
}

#[test]
fn what_is_computed_is_written_as_the_library_does() {
    let area = Area::between((0, 0), (1, 27)).on(&"Échantillon 1".into());
    let cells = vec![
        Cell::number(12),
        Cell::number(3).by(Formula::count(area, "C")),
        Cell::own("a & b")
            .by(Formula::new(r#"IF(@=0;"a & b; <c>";@)"#, [Area::cell(0, 0), Area::cell(0, 1)])),
        Cell::own("NT").styled(Style::Chosen),
    ];
    assert_same(vec![sheet((0, 0), vec![cells])]);
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
