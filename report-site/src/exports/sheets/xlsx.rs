//! A workbook as Office Open XML.

use super::{Book, Cell, Sheet, Style, ToFill};
use crate::DrawError;
use chrono::{Datelike, Timelike};
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

pub fn xlsx(book: &Book) -> Result<Vec<u8>, DrawError> {
    write(book).map_err(|error| DrawError::Export(Box::new(error)))
}

fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(book)?);
    let formats = Style::ALL.map(format);
    for sheet in &book.sheets {
        fill(workbook.add_worksheet(), sheet, &formats)?;
    }
    workbook.save_to_buffer()
}

/// Without a date of its own, the file would hold the hour at which it was written.
fn properties(book: &Book) -> Result<DocProperties, XlsxError> {
    let at = &book.created;
    let year = u16::try_from(at.year()).unwrap_or(1900);
    let day = ExcelDateTime::from_ymd(year, at.month() as u8, at.day() as u8)?;
    let created = day.and_hms(at.hour() as u16, at.minute() as u8, at.second())?;
    Ok(DocProperties::new().set_title(&book.title).set_creation_datetime(&created))
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
            put(worksheet, (row, column), cell, &formats[cell.style as usize])?;
        }
    }
    sheet.to_fill.as_ref().map_or(Ok(()), |cells| to_fill(worksheet, cells))
}

fn put(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    // An address that the format cannot hold costs the link, not the text.
    let linked = cell.href.as_deref().is_some_and(|href| {
        worksheet.write_url_with_options(row, column, href, &cell.text, "", Some(format)).is_ok()
    });
    if !linked {
        worksheet.write_string_with_format(row, column, &cell.text, format)?;
    }
    Ok(())
}

fn to_fill(worksheet: &mut Worksheet, cells: &ToFill) -> Result<(), XlsxError> {
    let choices = DataValidation::new().allow_list_strings(cells.choices)?;
    let ((row, column), (last_row, last_column)) = (cells.from, cells.to);
    worksheet.add_data_validation(row.into(), column, last_row.into(), last_column, &choices)?;
    Ok(())
}
