//! Cells of tables, made safe for spreadsheets: no cell begins like a formula.

use crate::text::Text;

/// Makes foreign text safe for a cell: it is cut, invisible characters are replaced by their names, and an apostrophe
/// is put before text that a spreadsheet would compute. <https://owasp.org/www-community/attacks/CSV_Injection>
pub fn neutral(raw: &str, most: usize) -> String {
    let text = String::from(Text::capped(raw, most));
    let computes = |letter: char| {
        matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\n' | '＝' | '＋' | '－' | '＠' | '|' | '%')
    };
    if text.trim_start_matches([' ', '\u{A0}', '"', '\'']).starts_with(computes) {
        format!("'{text}")
    } else {
        text
    }
}

/// Whether the text is safe as it is. This quick check covers most texts: names of hosts, addresses and codes.
fn is_neutral(raw: &str, most: usize) -> bool {
    let begins = raw.bytes().next().is_none_or(|byte| byte.is_ascii_alphanumeric());
    begins && raw.len() <= most && raw.bytes().all(|byte| byte.is_ascii_graphic())
}

/// A table as CSV: commas, `"`, line feeds, UTF-8 without byte order mark, which are the defaults of Table Schema.
pub struct Csv {
    writer: csv::Writer<Vec<u8>>,
    columns: usize,
}

/// Capacity reserved for a cell, in bytes. Most cells are numbers and codes.
const ROOM_OF_A_CELL: usize = 16;

/// One line of the table.
pub struct Row {
    cells: csv::ByteRecord,
}

const IN_MEMORY: &str = "a vector takes all that is written to it, and every line has as many cells";

impl Csv {
    pub fn new(columns: &[&str]) -> Self {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(columns).expect(IN_MEMORY);
        Self { writer, columns: columns.len() }
    }

    /// A table without its head, whose lines will be appended to others.
    pub fn without_head(columns: usize) -> Self {
        Self { writer: csv::Writer::from_writer(Vec::new()), columns }
    }

    pub fn row(&mut self, fill: impl FnOnce(Row) -> Row) {
        let row = fill(Row::with_room(self.columns));
        assert_eq!(row.cells.len(), self.columns, "a line has the columns that its schema tells");
        self.writer.write_byte_record(&row.cells).expect(IN_MEMORY);
    }

    pub fn done(self) -> Vec<u8> {
        self.writer.into_inner().expect(IN_MEMORY)
    }
}

impl Row {
    pub fn with_room(columns: usize) -> Self {
        Self { cells: csv::ByteRecord::with_capacity(ROOM_OF_A_CELL * columns, columns) }
    }

    /// Adds a cell with foreign text.
    pub fn text(self, raw: &str, most: usize) -> Self {
        if is_neutral(raw, most) { self.own(raw) } else { self.own(&neutral(raw, most)) }
    }

    /// Adds a cell with text that this program wrote: a number, a date, an address, a code.
    pub fn own(mut self, cell: &str) -> Self {
        self.cells.push_field(cell.as_bytes());
        self
    }

    pub fn number(self, value: impl Into<u64>) -> Self {
        self.own(itoa::Buffer::new().format(value.into()))
    }

    pub fn empty(self) -> Self {
        self.own("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_like_a_formula() {
        for raw in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "\"=1",
            "＝1",
            "=cmd|' /C calc'!A0",
            "%0A=1",
        ] {
            assert!(neutral(raw, 100).starts_with('\''), "{raw:?}");
        }
        for raw in ["Mairie", "2 = 2", "", "été", "<b>", "a@b.example"] {
            assert_eq!(neutral(raw, 100), raw);
        }
    }

    #[test]
    fn what_is_neutral_at_a_glance_stays_as_it_is() {
        for byte in 0..=127_u8 {
            for raw in [format!("{}a", char::from(byte)), format!("a{}", char::from(byte))] {
                assert!(!is_neutral(&raw, 2) || neutral(&raw, 2) == raw, "{raw:?}");
            }
        }
        assert!(is_neutral("www.ville.example", 100) && !is_neutral("www.ville.example", 10));
    }

    #[test]
    fn a_cell_never_breaks_its_line() {
        let mut table = Csv::new(&["a", "b"]);
        table.row(|row| row.text("x\",\r\ny", 100).number(3_u32));
        assert_eq!(String::from_utf8(table.done()).unwrap(), "a,b\n\"x\"\",\ny\",3\n");
    }
}
