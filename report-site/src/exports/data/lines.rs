//! Tables of very many lines, written in parts: a part whose records have not changed is taken over from the published
//! table. An index beside the table has one line for each part: `key<TAB>digest<TAB>length in bytes`. Its name begins
//! with a dot, because it is not meant for readers.

use super::Column;
use crate::{
    engine::{Digest, EarlierPage},
    exports::cells::{Csv, Row},
};
use rayon::prelude::*;
use std::{borrow::Cow, collections::HashMap};

/// Number of lines of one part.
const LINES: usize = 2048;

/// The name of the index of a table.
pub fn index_of(file: &str) -> String {
    format!(".{file}.parts")
}

/// The table and its index. `key` gives a digest of the records of one part. Records for which `line` gives `None` have
/// no line.
pub fn drawn<T: Sync>(
    (file, columns): (&str, &[Column]),
    items: &[T],
    earlier: &EarlierPage<'_>,
    key: impl Fn(&[T]) -> Digest + Sync,
    line: impl Fn(Row, &T) -> Option<Row> + Sync,
) -> Vec<Vec<u8>> {
    let before = Before::from_file(file, earlier);
    let known = before.parts();
    let part = |items: &[T]| {
        let key = Digest::of_value(&(earlier.version, key(items))).to_string();
        match known.get(key.as_str()).filter(|part| part.is_sound()) {
            Some(part) => (entry(&key, part.digest, part.content), Cow::Borrowed(part.content)),
            None => written(&key, lines(columns.len(), items, &line)),
        }
    };
    let mut parts = vec![written("-", Csv::new(&Column::names(columns)).done())];
    parts.par_extend(items.par_chunks(LINES).map(part));
    let (entries, contents): (Vec<String>, Vec<_>) = parts.into_iter().unzip();
    vec![contents.concat(), entries.concat().into_bytes()]
}

fn lines<T>(columns: usize, items: &[T], line: impl Fn(Row, &T) -> Option<Row>) -> Vec<u8> {
    let mut table = Csv::without_head(columns);
    let rows = items.iter().filter_map(|item| line(Row::with_room(columns), item));
    rows.for_each(|row| table.row(|_| row));
    table.done()
}

/// A new part with its line of the index.
fn written<'b>(key: &str, content: Vec<u8>) -> (String, Cow<'b, [u8]>) {
    (entry(key, &Digest::of(&[&content]).to_string(), &content), Cow::Owned(content))
}

fn entry(key: &str, digest: &str, content: &[u8]) -> String {
    format!("{key}\t{digest}\t{}\n", content.len())
}

/// The published table with its index.
struct Before {
    table: Vec<u8>,
    index: String,
}

/// A part of the published table.
struct Part<'b> {
    digest: &'b str,
    content: &'b [u8],
}

impl Before {
    fn from_file(file: &str, earlier: &EarlierPage<'_>) -> Self {
        let index = earlier.file(&index_of(file)).and_then(|bytes| String::from_utf8(bytes).ok());
        let table = index.as_ref().and_then(|_| earlier.file(file));
        Self { table: table.unwrap_or_default(), index: index.unwrap_or_default() }
    }

    /// Parts by key, up to the first one that the table does not contain.
    fn parts(&self) -> HashMap<&str, Part<'_>> {
        let lines = self.index.lines();
        lines.scan(self.table.as_slice(), |rest, line| Part::read(line, rest)).collect()
    }
}

impl<'b> Part<'b> {
    /// Reads a part from its line of the index, and removes its bytes from `rest`.
    fn read(line: &'b str, rest: &mut &'b [u8]) -> Option<(&'b str, Self)> {
        let (key, told) = line.split_once('\t')?;
        let (digest, bytes) = told.split_once('\t')?;
        let (content, behind) = rest.split_at_checked(bytes.parse().ok()?)?;
        *rest = behind;
        Some((key, Self { digest, content }))
    }

    /// Whether the part is as it was written. Table and index are two files, and either may have been changed since.
    fn is_sound(&self) -> bool {
        Digest::of(&[self.content]).to_string() == self.digest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const COLUMNS: &[Column] = &[Column::integer("number", "Nombre", "Number")];

    /// Draws a test table of numbers, given the files of an earlier one. Gives the files and the number of new lines.
    fn over(before: Option<&[Vec<u8>]>, version: &str, numbers: &[u32]) -> (Vec<Vec<u8>>, usize) {
        let read = |name: &str| before.map(|files| files[usize::from(name.starts_with('.'))].clone());
        let version = Digest::of(&[version.as_bytes()]);
        let earlier = EarlierPage::new(Vec::new(), version, &read, &|_, _| None);
        let written = AtomicUsize::new(0);
        let line = |row: Row, number: &u32| {
            written.fetch_add(1, Ordering::Relaxed);
            Some(row.number(*number))
        };
        let key = |numbers: &[u32]| Digest::of_value(&numbers);
        let files = drawn(("n.csv", COLUMNS), numbers, &earlier, key, line);
        (files, written.into_inner())
    }

    fn numbers() -> Vec<u32> {
        (0..5000).collect()
    }

    #[test]
    fn a_part_whose_records_changed_is_written_and_no_other() {
        let (first, written) = over(None, "1", &numbers());
        assert_eq!(written, 5000);
        let mut changed = numbers();
        changed[2100] = 7;
        let (next, written) = over(Some(&first), "1", &changed);
        assert_eq!(written, LINES);
        assert_eq!(next, over(None, "1", &changed).0);
        let (longer, written) = over(Some(&next), "1", &[changed.clone(), vec![9]].concat());
        assert_eq!(written, 5001 - 2 * LINES);
        assert_eq!(longer[0], [next[0].as_slice(), b"9\n"].concat());
    }

    #[test]
    fn nothing_is_taken_over_from_another_drawing() {
        let (first, _) = over(None, "1", &numbers());
        assert_eq!(over(Some(&first), "2", &numbers()).1, 5000);
    }

    #[test]
    fn what_somebody_changed_is_written_again() {
        let (first, _) = over(None, "1", &numbers());
        let damages: [fn(&mut [Vec<u8>]); 6] = [
            |files| files[0][3000] ^= 1,
            |files| files[0].truncate(3000),
            |files| files[0].clear(),
            |files| files[1].truncate(100),
            |files| files[1].insert(0, b'\n'),
            |files| files[1] = b"\xff".to_vec(),
        ];
        for damage in damages {
            let mut damaged = first.clone();
            damage(&mut damaged);
            let (again, written) = over(Some(&damaged), "1", &numbers());
            assert!(written >= LINES, "{written}");
            assert_eq!(again, first);
        }
    }
}
