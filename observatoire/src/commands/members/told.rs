//! The report of an import or a synchronisation: changes on standard output, corrections to make on standard error.

use super::reason::reason;
use crate::{
    report::{print, tell},
    terminal::one_line,
    words::say,
};
use anyhow::{Context, Result};
use crawler::members::{LineError, Lost, ReadError, Unit};
use std::path::Path;
use store::{Change, ImportSummary};

/// Largest number of lines of one kind that are printed, because a first reading adds tens of thousands. Further lines
/// are only counted.
const MOST_LINES: usize = 100;

pub fn errors(errors: &[LineError]) {
    for error in errors.iter().take(MOST_LINES) {
        tell(&one_line(&line_error(error)));
    }
    if errors.len() > MOST_LINES {
        tell(&say!("members-more-errors", count = errors.len() - MOST_LINES));
    }
}

/// The line for one error: its place, the value, the reason, and what was not imported.
fn line_error(error: &LineError) -> String {
    let LineError { file, line, column, value, .. } = error;
    let mut told = match error.unit {
        Unit::Line => say!("line-at", file = file, line = line),
        Unit::Record => say!("record-at", file = file, line = line),
    };
    if !column.is_empty() {
        told.push_str(&say!("line-column", column = column));
    }
    if !value.is_empty() {
        told.push_str(&say!("line-value", value = value));
    }
    let lost = match (error.lost, error.unit) {
        (Lost::Line, Unit::Line) => say!("lost-line"),
        (Lost::Line, Unit::Record) => say!("lost-record"),
        (Lost::Value, _) => say!("lost-value"),
        (Lost::Nothing, _) => say!("lost-nothing"),
    };
    say!("line-error", place = told, reason = reason(error.reason), lost = lost)
}

/// Reason for which a file was not read at all.
pub fn read_error(error: &ReadError) -> String {
    match error {
        ReadError::Unreadable { path, source } => {
            say!("file-unreadable", file = path.display(), reason = source)
        }
        ReadError::TooBig { file, most } => say!("file-too-big", file = file, most = most),
        ReadError::Empty { file } => say!("file-empty", file = file),
        ReadError::MissingColumn { file, line, column, found } => {
            say!("file-missing-column", file = file, line = line, column = column, found = found)
        }
        ReadError::DuplicateColumn { file, line, column } => {
            say!("file-duplicate-column", file = file, line = line, column = column)
        }
        ReadError::Workbook { file, reason } => say!("file-workbook", file = file, reason = reason),
        other => other.to_string(),
    }
}

/// Writes all errors to a file, for the registry's keeper.
pub fn errors_file(file: &Path, errors: &[LineError]) -> Result<()> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_path(file);
    let mut write = || -> csv::Result<()> {
        let writer =
            writer.as_mut().map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))?;
        writer.write_record(["registre", "ligne", "champ", "valeur", "defaut", "perdu"])?;
        for error in errors {
            let lost = match error.lost {
                Lost::Line => "membre",
                Lost::Value => "valeur",
                Lost::Nothing => "rien",
            };
            let cells = [
                &*error.file,
                &error.line.to_string(),
                &error.column,
                &error.value,
                &error.reason.to_string(),
                lost,
            ];
            writer.write_record(cells.map(harmless))?;
        }
        Ok(writer.flush()?)
    };
    write().with_context(|| say!("cannot-write", file = file.display()))
}

/// Marks a cell as text if a spreadsheet would take it for a formula.
pub fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

pub fn summary(summary: &ImportSummary, errors: usize) -> String {
    for refused in summary.refused.iter().take(MOST_LINES) {
        tell(&one_line(&format!("{}: {}", refused.member, refused.reason)));
    }
    let waiting = match summary.waiting {
        0 => String::new(),
        number => say!("members-waiting", count = number),
    };
    say!(
        "members-summary",
        added = summary.added,
        changed = summary.changed,
        unchanged = summary.unchanged,
        gone = summary.gone,
        returned = summary.returned,
        waiting = waiting,
        wrong = errors + summary.refused.len(),
    )
}

/// Prints one line for each member that has changed.
pub fn changes(summary: &ImportSummary) -> Result<()> {
    for (change, mark) in
        [(Change::Added, '+'), (Change::Changed, '~'), (Change::Returned, '>'), (Change::Gone, '-')]
    {
        let of = || summary.changes.iter().filter(|(told, ..)| *told == change);
        for (_, id, name) in of().take(MOST_LINES) {
            print(&format!("  {mark} {}\t{}", one_line(id), one_line(name)))?;
        }
        let more = of().count().saturating_sub(MOST_LINES);
        if more > 0 {
            print(&say!("members-more", mark = mark, count = more))?;
        }
    }
    Ok(())
}
