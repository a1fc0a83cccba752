//! The grid that a human auditor starts from, with its sheets in the order of the State's grid: sample, criteria,
//! synthesis, the base for counting, one sheet for each page. A proven result is entered with its evidence; all others
//! are «NT» (not tested), because nothing else is known.

mod about;
mod base;
mod beside;
mod criteria;
mod findings;
mod found;
mod model;
mod page;
mod sample;
mod status;
mod synthesis;

use super::Shown;
use crate::{exports::sheets::Book, text::Text};
use model::Grid;
use rules::messages::Language;

pub fn book(shown: &Shown<'_>) -> Book {
    let (host, day) = (Text::line(&shown.audit.site.host), shown.day());
    let grid = Grid::from_shown(shown);
    let mut sheets = vec![about::sheet(&grid), sample::sheet(&grid), criteria::sheet(&grid)];
    if grid.counts() {
        sheets.extend([synthesis::sheet(&grid), base::sheet(&grid)]);
        sheets.extend((0..grid.pages.len()).map(|page| page::sheet(&grid, page)));
    }
    sheets.push(findings::sheet(shown));
    sheets.extend(beside::sheets(shown));
    Book {
        title: match shown.language {
            Language::French => format!("Grille d’audit de {host} du {day}"),
            Language::English => format!("Audit grid of {host}, {day}"),
        },
        language: shown.language,
        created: shown.audit.ended_at,
        sheets,
    }
}
