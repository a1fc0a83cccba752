//! Finds the end of a record of a CSV text. Quotes follow RFC 4180; other uses of quotes are reported and never lose or
//! merge cells.
//!
//! A quote opens a cell only as its first character. Elsewhere it is an ordinary character. An unmatched quote inside a
//! cell is reported, because the matching one may be in another line.

/// A record with the line it begins on.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record<'a> {
    pub line: u64,
    pub text: &'a str,
    pub quotes: Quotes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    Sound,
    /// An unmatched quote inside of a cell, which is taken as it is written.
    Stray,
    /// Text follows the quote that closes a cell, so it is not known where the cell ends.
    Unclear,
    /// A quote opens a cell and none closes it: only this line is taken, and the following ones are parsed anew.
    Open,
}

/// Most lines of a cell. An unclosed quote would otherwise swallow the file.
const MOST_LINES: usize = 20;

/// The records of a text, empty lines left out.
pub(super) struct Records<'a> {
    rest: &'a str,
    line: u64,
    separator: u8,
    /// Number of separators in the header. Lines with as many are complete records.
    full: usize,
}

impl<'a> Records<'a> {
    pub fn new(text: &'a str, separator: u8) -> Self {
        Self { rest: text, line: 1, separator, full: usize::MAX }
    }

    pub fn of_columns(&mut self, columns: usize) {
        self.full = columns.saturating_sub(1).max(1);
    }

    fn separators(&self, line: &str) -> usize {
        line.bytes().filter(|byte| *byte == self.separator).count()
    }

    /// Whether the record consists of several lines that are complete records: the quotes of two cells were taken for a
    /// pair.
    fn is_merged(&self, record: &str) -> bool {
        let mut lines = Lines(record).filter(|line| !line.trim().is_empty());
        let several = Lines(record).filter(|line| !line.trim().is_empty()).count() > 1;
        several && lines.all(|line| self.separators(line) >= self.full)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let (mut length, mut quotes) = scan(self.rest, self.separator);
            if quotes != Quotes::Open && self.is_merged(&self.rest[..length]) {
                (length, quotes) = (first_line(self.rest), Quotes::Open);
            }
            let (record, rest) = self.rest.split_at(length);
            let line = self.line;
            self.line += Lines(record).count() as u64;
            self.rest = rest;
            let text = record.trim_end_matches(['\r', '\n']);
            if !text.trim().is_empty() {
                return Some(Record { line, text, quotes });
            }
        }
        None
    }
}

/// Lines with their ends: CR LF, LF, or CR alone.
struct Lines<'a>(&'a str);

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (line, rest) = self.0.split_at(first_line(self.0));
        self.0 = rest;
        (!line.is_empty()).then_some(line)
    }
}

fn first_line(text: &str) -> usize {
    let end = text.find(['\r', '\n']);
    end.map_or(text.len(), |at| at + line_end(&text.as_bytes()[at..]))
}

/// Length of the line end at this place.
fn line_end(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// The length of the first record, its line end included.
fn scan(text: &str, separator: u8) -> (usize, Quotes) {
    let bytes = text.as_bytes();
    let (mut at, mut quotes) = (0, Quotes::Sound);
    loop {
        if bytes.get(at) == Some(&b'"') {
            let Some(behind) = quoted(bytes, at + 1) else { return (first_line(text), Quotes::Open) };
            at = skip_spaces(bytes, behind, separator);
            if !ends_cell(bytes, at, separator) {
                let length = first_line(text);
                return (length, if at < length { Quotes::Unclear } else { Quotes::Open });
            }
        } else {
            let begin = at;
            while !ends_cell(bytes, at, separator) {
                at += 1;
            }
            let count = bytes[begin..at].iter().filter(|byte| **byte == b'"').count();
            if !count.is_multiple_of(2) {
                quotes = Quotes::Stray;
            }
        }
        match bytes.get(at) {
            Some(byte) if *byte == separator => at += 1,
            _ => return (at + line_end(&bytes[at..]), quotes),
        }
    }
}

/// Position behind the quote that closes the cell whose text begins here.
fn quoted(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut lines = 1;
    loop {
        match bytes.get(at..)? {
            [b'"', b'"', ..] => at += 2,
            [b'"', ..] => return Some(at + 1),
            [] => return None,
            rest => match line_end(rest) {
                0 => at += 1,
                length => {
                    lines += 1;
                    at += length;
                }
            },
        }
        if lines > MOST_LINES {
            return None;
        }
    }
}

fn skip_spaces(bytes: &[u8], mut at: usize, separator: u8) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\t')) && bytes[at] != separator {
        at += 1;
    }
    at
}

fn ends_cell(bytes: &[u8], at: usize, separator: u8) -> bool {
    bytes.get(at).is_none_or(|byte| *byte == separator || matches!(byte, b'\r' | b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<(u64, &str, Quotes)> {
        let mut records = Records::new(text, b';');
        records.of_columns(3);
        records.map(|record| (record.line, record.text, record.quotes)).collect()
    }

    #[test]
    fn a_cell_may_hold_line_ends_separators_and_doubled_quotes() {
        let text = "1;\"x\ny\";z\r\n\n2;\"a;b\";\"c \"\"d\"\"\" \n3;\"\";\n";
        let expected = [
            (1, "1;\"x\ny\";z", Quotes::Sound),
            (4, "2;\"a;b\";\"c \"\"d\"\"\" ", Quotes::Sound),
            (5, "3;\"\";", Quotes::Sound),
        ];
        assert_eq!(records(text), expected);
    }

    #[test]
    fn lines_end_as_any_system_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["1;a;b", "2;\"x", "y\";z", "", "3;c;d"].join(end);
            let lines: Vec<u64> = records(&text).iter().map(|(line, ..)| *line).collect();
            assert_eq!(lines, [1, 2, 5], "{end:?}");
        }
    }

    #[test]
    fn a_quote_left_open_costs_its_line_only() {
        let rest = "2;ok;c\n".repeat(50);
        let text = format!("1;\"open;c\n{rest}");
        let records = records(&text);
        assert_eq!((records.len(), records[0].2, records[1].2), (51, Quotes::Open, Quotes::Sound));
    }

    #[test]
    fn two_lines_are_never_one_record_for_quotes_of_different_cells() {
        for second in ["2;B\";x", "2;\"B\";x", "2;le \"B;x", "2;B;\"x", "\"2;B;x"] {
            let text = format!("1;\"A;x\n{second}\n3;C;x\n");
            let records = records(&text);
            let begins: Vec<&str> = records.iter().map(|(_, text, _)| &text[..1]).collect();
            assert_eq!(begins.len(), 3, "{second}: {records:?}");
            assert_eq!((records[0].2, records[2].2), (Quotes::Open, Quotes::Sound), "{second}");
        }
    }

    #[test]
    fn a_quote_inside_a_cell_is_a_letter_and_one_behind_its_end_makes_the_line_unclear() {
        let read = |line: &str| {
            records(&format!("{line}\n2;b;c")).into_iter().map(|(.., quotes)| quotes).collect::<Vec<_>>()
        };
        assert_eq!(read("1;le \"Bourg\";x"), [Quotes::Sound, Quotes::Sound]);
        assert_eq!(read("1;A;[\"60\", \"2A\"]"), [Quotes::Sound, Quotes::Sound]);
        assert_eq!(read("1;12\" pouces;x"), [Quotes::Stray, Quotes::Sound]);
        assert_eq!(read("1;\"A\" ville;x"), [Quotes::Unclear, Quotes::Sound]);
    }
}
