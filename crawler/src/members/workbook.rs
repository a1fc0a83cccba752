//! Members from a workbook, XLSX or ODS, as if its first sheet had been saved as CSV: one line for each row.

use super::ReadError;
use calamine::{Data, DataRef, Ods, Reader, Xlsx, open_workbook_from_rs};
use quick_xml::{
    Reader as Xml,
    events::{BytesStart, Event},
};
use std::io::{BufRead, BufReader, Cursor, Read, copy, sink};
use thiserror::Error;

/// Most rows of one sheet. A list of all communes has 35,000.
const MOST_ROWS: u32 = 200_000;
const MOST_COLUMNS: u32 = 1_000;
/// Most cells of one sheet, empty ones in between included.
const MOST_CELLS: u64 = 20_000_000;
/// Most bytes of a whole archive, after decompression.
const MOST_UNPACKED: u64 = 512 * 1024 * 1024;
const SEPARATOR: char = ';';

/// Reason for which a workbook is not read.
#[derive(Debug, Error)]
enum WorkbookError {
    #[error("format .xls ancien : l’enregistrer en .xlsx, .ods ou .csv")]
    OldFormat,
    #[error("le classeur est trop grand")]
    TooLarge,
    #[error("le classeur n’a pas de feuille")]
    NoSheet,
    #[error("plus de {MOST_ROWS} lignes ou de {MOST_COLUMNS} colonnes")]
    TooManyRows,
    #[error("une feuille a trop de cellules")]
    TooManyCells,
    /// An error of the library, with its message.
    #[error("{0}")]
    Broken(String),
}

type Told<T> = Result<T, WorkbookError>;

/// Whether these bytes are a workbook, even of a kind that cannot be read.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    is_archive(bytes) || bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The first sheet, as CSV.
pub(super) fn text(file: &str, bytes: &[u8]) -> Result<String, ReadError> {
    read(bytes).map_err(|error| ReadError::Workbook { file: file.to_owned(), reason: error.to_string() })
}

fn read(bytes: &[u8]) -> Told<String> {
    if !is_archive(bytes) {
        return Err(WorkbookError::OldFormat);
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(shown)?;
    within_limits(&mut archive)?;
    match archive.index_for_name("content.xml") {
        Some(_) => {
            let content = archive.by_name("content.xml").map_err(shown)?;
            sheets_fit(BufReader::new(content))?;
            ods(bytes)
        }
        None => xlsx(bytes),
    }
}

fn shown(error: impl std::fmt::Display) -> WorkbookError {
    WorkbookError::Broken(error.to_string())
}

/// Checks the size by decompressing everything once, because the sizes that an archive states may be wrong.
fn within_limits(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Told<()> {
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).map_err(shown)?.take(left + 1);
        let unpacked = copy(&mut entry, &mut sink()).map_err(shown)?;
        left = left.checked_sub(unpacked).ok_or(WorkbookError::TooLarge)?;
    }
    Ok(())
}

fn xlsx(bytes: &[u8]) -> Told<String> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(shown)?;
    let name = book.sheet_names().into_iter().next().ok_or(WorkbookError::NoSheet)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(shown)?;
    let mut sheet = Sheet::default();
    while let Some(cell) = cells.next_cell().map_err(shown)? {
        let (row, column) = cell.get_position();
        let value: Data = match cell.get_value() {
            DataRef::SharedString(text) => Data::String((*text).to_owned()),
            other => other.clone().into(),
        };
        sheet.put(row, column, &value)?;
    }
    Ok(sheet.text)
}

fn ods(bytes: &[u8]) -> Told<String> {
    let mut book: Ods<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(shown)?;
    let range = book.worksheet_range_at(0).ok_or(WorkbookError::NoSheet)?.map_err(shown)?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut sheet = Sheet::default();
    for (row, cells) in (first_row..).zip(range.rows()) {
        for (column, value) in (first_column..).zip(cells) {
            sheet.put(row, column, value)?;
        }
    }
    Ok(sheet.text)
}

/// The rows written so far; cells come in their order.
#[derive(Default)]
struct Sheet {
    text: String,
    row: u32,
    column: u32,
}

impl Sheet {
    fn put(&mut self, row: u32, column: u32, value: &Data) -> Told<()> {
        let value = written(value);
        if value.trim().is_empty() {
            return Ok(());
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS || (row, column) < (self.row, self.column) {
            return Err(WorkbookError::TooManyRows);
        }
        while self.row < row {
            self.text.push('\n');
            (self.row, self.column) = (self.row + 1, 0);
        }
        while self.column < column {
            self.text.push(SEPARATOR);
            self.column += 1;
        }
        self.text.push_str(&cell(&value));
        Ok(())
    }
}

/// The text of a cell. Whole numbers have no decimal point, because a SIRET is often stored as a number.
fn written(value: &Data) -> String {
    match value {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e16 => format!("{number:.0}"),
        other => other.to_string(),
    }
}

fn cell(value: &str) -> String {
    let line = value.replace(['\r', '\n'], " ");
    if line.contains([SEPARATOR, '"']) { format!("\"{}\"", line.replace('"', "\"\"")) } else { line }
}

/// Size of the sheets of an OpenDocument file in memory; repeated cells take no space in the file.
#[derive(Default)]
struct Extent {
    rows: u64,
    last_row: u64,
    width: u64,
    row_repeats: u64,
    cells: u64,
    row_holds: bool,
}

impl Extent {
    fn begin_row(&mut self, repeats: u64) {
        (self.row_repeats, self.cells, self.row_holds) = (repeats, 0, false);
    }

    fn cell(&mut self, repeats: u64, holds: bool) {
        self.cells = self.cells.saturating_add(repeats);
        if holds {
            self.row_holds = true;
            self.width = self.width.max(self.cells);
        }
    }

    fn end_row(&mut self) -> Told<()> {
        self.rows = self.rows.saturating_add(self.row_repeats);
        if self.row_holds {
            self.last_row = self.rows;
        }
        if self.last_row.saturating_mul(self.width) > MOST_CELLS {
            Err(WorkbookError::TooManyCells)
        } else {
            Ok(())
        }
    }
}

fn sheets_fit(content: impl BufRead) -> Told<()> {
    let mut xml = Xml::from_reader(content);
    let (mut buffer, mut extent) = (Vec::new(), Extent::default());
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(shown)?;
        let closed = matches!(event, Event::Empty(_));
        match event {
            Event::Eof => return Ok(()),
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "table" => extent = Extent::default(),
                "table-row" => {
                    extent.begin_row(attribute(&element, "number-rows-repeated").unwrap_or(1));
                    if closed {
                        extent.end_row()?;
                    }
                }
                "table-cell" | "covered-table-cell" => {
                    let holds = !closed
                        || element
                            .attributes()
                            .flatten()
                            .any(|one| one.key.as_ref().ends_with(":value-type"));
                    extent.cell(attribute(&element, "number-columns-repeated").unwrap_or(1), holds);
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "table-row" => extent.end_row()?,
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<u64> {
    let found = element.attributes().flatten().find(|one| one.key.as_ref().rsplit(':').next() == Some(name));
    found.and_then(|one| one.value.parse().ok())
}

#[cfg(test)]
mod tests;
