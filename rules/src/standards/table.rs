//! Tab-separated tables built into the program: a header line, then rows with the same number of cells.

use thiserror::Error;

/// The reason for which a built-in table cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TableError {
    #[error("{file}: the header is «{found}», expected «{expected}»")]
    Header { file: &'static str, found: String, expected: String },
    #[error("{file}, line {line}: {found} cells, expected {expected}")]
    Width { file: &'static str, line: usize, found: usize, expected: usize },
}

/// A table. All rows have as many cells as the header.
#[derive(Debug)]
pub(crate) struct Table {
    file: &'static str,
    rows: Vec<Vec<&'static str>>,
}

/// One row of a [`Table`].
#[derive(Debug)]
pub(crate) struct Row<'a> {
    file: &'static str,
    cells: &'a [&'static str],
}

impl Table {
    pub(crate) fn parse(
        file: &'static str,
        text: &'static str,
        columns: &[&str],
    ) -> Result<Self, TableError> {
        let mut lines = text.lines();
        let found = lines.next().unwrap_or_default();
        let expected = columns.join("\t");
        if found != expected {
            return Err(TableError::Header { file, found: found.to_owned(), expected });
        }
        let rows = lines.zip(2..).map(|(line, number)| cells(file, line, number, columns.len()));
        Ok(Self { file, rows: rows.collect::<Result<_, _>>()? })
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { file: self.file, cells })
    }
}

impl Row<'_> {
    /// The cell in this column, counted from 0. Panics if the table has fewer columns.
    pub(crate) fn get(&self, column: usize) -> &'static str {
        self.cells[column]
    }

    pub(crate) fn file(&self) -> &'static str {
        self.file
    }
}

fn cells(
    file: &'static str,
    line: &'static str,
    number: usize,
    expected: usize,
) -> Result<Vec<&'static str>, TableError> {
    let cells: Vec<&str> = line.split('\t').collect();
    if cells.len() != expected {
        return Err(TableError::Width { file, line: number, found: cells.len(), expected });
    }
    Ok(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_another_width_is_named_by_its_line() {
        let error =
            Table::parse("words.tsv", "a\tb\n1\t2\n3\n", &["a", "b"]).expect_err("line 3 has one cell");
        assert_eq!(error.to_string(), "words.tsv, line 3: 1 cells, expected 2");
    }

    #[test]
    fn another_header_is_refused() {
        assert!(Table::parse("words.tsv", "a\tc\n", &["a", "b"]).is_err());
        assert!(Table::parse("words.tsv", "", &["a", "b"]).is_err());
    }
}
