//! The counts of the grid: each formula is computed again from the cells that it names, and gives the value that its
//! cell shows.

use crate::{
    common::{self, Memory},
    published::{beside, published},
    sheets::{audit, text},
};
use calamine::{Data, Ods, Range, Reader, Xlsx, open_workbook_from_rs};
use std::{collections::BTreeMap, io::Cursor};

struct Book {
    format: &'static str,
    sheets: BTreeMap<String, Range<Data>>,
    /// Sheet, row and column from 0, formula.
    formulas: Vec<(String, usize, usize, String)>,
}

fn read<R: Reader<Cursor<Vec<u8>>>>(format: &'static str, mut book: R) -> Book {
    let mut read = Book { format, sheets: BTreeMap::new(), formulas: Vec::new() };
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap_or_else(|_| panic!("{format} {name}"));
        let (row, column) = formulas.start().unwrap_or_default();
        let cells = formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty());
        read.formulas.extend(cells.map(|(below, beside, formula)| {
            (name.clone(), row as usize + below, column as usize + beside, in_one_notation(formula))
        }));
        let range = book.worksheet_range(&name).unwrap_or_else(|_| panic!("{format} {name}"));
        read.sheets.insert(name, range);
    }
    read
}

/// `SUM('P01'!A1:B2,C3)`, whatever the format.
fn in_one_notation(formula: &str) -> String {
    match formula.strip_prefix("of:=") {
        None => formula.to_owned(),
        Some(open) => {
            let open = open.replace(['[', ']', '$'], "").replace("'.", "'!").replace(';', ",");
            open.replace(":.", ":").replace("(.", "(").trim_start_matches('.').to_owned()
        }
    }
}

impl Book {
    /// Value of a formula. `None` if the test does not know its form.
    fn reckon(&self, sheet: &str, formula: &str) -> Option<String> {
        if let Some(counts) = formula.strip_prefix("SUM(COUNTIF(").and_then(|rest| rest.strip_suffix("))")) {
            return Some(
                counts.split("),COUNTIF(").map(|count| self.counted(sheet, count)).sum::<usize>().to_string(),
            );
        }
        if let Some(count) = formula.strip_prefix("COUNTIF(").and_then(|rest| rest.strip_suffix(')')) {
            return Some(self.counted(sheet, count).to_string());
        }
        if let Some(area) = formula.strip_prefix("SUM(").and_then(|rest| rest.strip_suffix(')')) {
            let numbers = self.cells(sheet, area).into_iter().filter(|cell| !cell.is_empty());
            return Some(numbers.map(|cell| cell.parse::<usize>().unwrap()).sum::<usize>().to_string());
        }
        let is_a_cell = !formula.contains(['(', '&', ',']);
        is_a_cell.then(|| self.cells(sheet, formula).concat())
    }

    fn counted(&self, sheet: &str, arguments: &str) -> usize {
        let (area, word) = arguments.split_once(',').unwrap();
        let word = word.trim_matches('"');
        self.cells(sheet, area).iter().filter(|cell| *cell == word).count()
    }

    fn cells(&self, sheet: &str, area: &str) -> Vec<String> {
        let (sheet, area) =
            area.split_once('!').map_or((sheet, area), |(of, area)| (of.trim_matches('\''), area));
        let (from, to) = area.split_once(':').unwrap_or((area, area));
        let ((top, left), (bottom, right)) = (place(from), place(to));
        let rows = (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column)));
        rows.map(|(row, column)| text(&self.sheets[sheet], row, column)).collect()
    }
}

/// Row and column of `AB12`, from 0.
fn place(cell: &str) -> (usize, usize) {
    let digits = cell.find(|sign: char| sign.is_ascii_digit()).unwrap();
    let letters =
        cell[..digits].bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    (cell[digits..].parse::<usize>().unwrap() - 1, letters - 1)
}

#[test]
fn each_formula_gives_what_its_cell_shows() {
    let source = Memory { audits: vec![audit()], ..Memory::default() };
    let files = published(common::settings(), &source);
    let bytes = |name| Cursor::new(beside(&files, &source, "ville.example", name).to_vec());
    let books = [
        read("ods", open_workbook_from_rs::<Ods<_>, _>(bytes("grille.ods")).unwrap()),
        read("xlsx", open_workbook_from_rs::<Xlsx<_>, _>(bytes("grille.xlsx")).unwrap()),
    ];
    for book in &books {
        let mut reckoned = 0;
        for (sheet, row, column, formula) in &book.formulas {
            let shown = text(&book.sheets[sheet], *row, *column);
            match book.reckon(sheet, formula) {
                Some(result) => {
                    assert_eq!(
                        shown,
                        result,
                        "{} {sheet} row {} column {column}: {formula}",
                        book.format,
                        row + 1
                    );
                    reckoned += 1;
                }
                None => assert!(formula.starts_with("IF(") || formula.contains('&'), "{formula}"),
            }
        }
        // Statuses and counts of 106 criteria on 3 pages, the sums of 13 themes, the totals of 3 pages, the synthesis.
        assert_eq!(reckoned, 106 * (3 + 4) + 13 * 4 + 3 * 3 + 5 * 14, "{}", book.format);
    }
    let [ods, xlsx] = books;
    assert_eq!(ods.formulas.len(), xlsx.formulas.len());
}
