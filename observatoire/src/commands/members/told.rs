//! What an import or a synchronisation tells: what changed on standard output, what to correct on standard error.

use crate::{
    report::{print, tell},
    terminal::one_line,
};
use anyhow::{Context, Result};
use crawler::members::LineError;
use std::path::Path;
use store::{Change, ImportSummary};

/// Of one kind, before «and so many more»: a first reading adds tens of thousands.
const MOST_LINES: usize = 100;

pub fn errors(errors: &[LineError]) {
    for error in errors.iter().take(MOST_LINES) {
        tell(&one_line(&error.to_string()));
    }
    if errors.len() > MOST_LINES {
        tell(&format!("… and {} more to correct; --errors FILE writes all", errors.len() - MOST_LINES));
    }
}

/// All of them, for whoever keeps the registry.
pub fn errors_file(file: &Path, errors: &[LineError]) -> Result<()> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_path(file);
    let mut write = || -> csv::Result<()> {
        let writer =
            writer.as_mut().map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))?;
        writer.write_record(["registre", "ligne", "champ", "valeur", "defaut", "perdu"])?;
        for error in errors {
            let lost = if error.lost == crawler::members::Lost::Line { "membre" } else { "valeur" };
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
    write().with_context(|| format!("{} cannot be written", file.display()))
}

/// A cell that a spreadsheet would take for a formula is told to be text.
pub fn harmless(cell: &str) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

pub fn summary(summary: &ImportSummary, errors: usize) -> Result<String> {
    for refused in summary.refused.iter().take(MOST_LINES) {
        tell(&one_line(&format!("{}: {}", refused.member, refused.reason)));
    }
    let waiting = match summary.waiting {
        0 => String::new(),
        number => format!(", {number} known by number only"),
    };
    Ok(format!(
        "{} added, {} changed, {} unchanged, {} gone, {} returned{waiting}; {} to correct",
        summary.added,
        summary.changed,
        summary.unchanged,
        summary.gone,
        summary.returned,
        errors + summary.refused.len()
    ))
}

/// One line a member that is not as it was.
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
            print(&format!("  {mark} … {more} more"))?;
        }
    }
    Ok(())
}
