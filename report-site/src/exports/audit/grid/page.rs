//! The sheet of one page: a status, a derogation and a remark for each criterion, and what the audit saw there.

use super::{
    model::{Grid, begin, name_of_page},
    sample,
    status::{CODES, Status},
};
use crate::exports::sheets::{Cell, Sheet, Style, ToFill};

/// Columns, counted from 0.
pub const STATUS: u16 = 3;
pub const DEROGATION: u16 = 4;

/// Rows above the criteria: title, page and heads.
const ABOVE: u16 = 3;

/// The row of a criterion.
pub fn row(criterion: u16) -> u16 {
    ABOVE + criterion
}

pub fn sheet(grid: &Grid<'_, '_>, page: usize) -> Sheet {
    let shown = grid.shown;
    let heads = [
        shown.t("Thématique", "Theme"),
        shown.t("Critère", "Criterion"),
        shown.t("Intitulé", "Title"),
        shown.t("Statut", "Status"),
        shown.t("Dérogation", "Derogation"),
        shown.t("Modifications à apporter", "Changes to make"),
        shown.t("Commentaire sur la dérogation", "Comment on the derogation"),
        shown.t(
            "Constats de l’audit automatique sur cette page",
            "Findings of the automatic audit on this page",
        ),
    ];
    let mut rows = vec![grid.title(), vec![name(grid, page)], heads.map(Cell::head).to_vec()];
    rows.extend((0..grid.criteria.len()).map(|criterion| line(grid, page, criterion)));
    let last = row(grid.criteria.len() as u16 - 1);
    let list = |choices, column| ToFill { choices, from: (ABOVE, column), to: (last, column) };
    Sheet {
        frozen: (ABOVE, 2),
        to_fill: vec![list(&CODES, STATUS), list(&["N", "D"], DEROGATION)],
        ..Sheet::new(name_of_page(page), vec![14, 8, 46, 8, 11, 42, 22, 42], rows)
    }
}

/// Title and address of the page, as in the sheet of the sample. They are written as text, because LibreOffice shows 0
/// for a formula that joins two texts until it recalculates.
fn name(grid: &Grid<'_, '_>, page: usize) -> Cell {
    let (title, url) = sample::texts(grid, page);
    Cell::own(format!("{}\u{A0}: {}", title.text, url.text)).styled(Style::Title)
}

fn line(grid: &Grid<'_, '_>, page: usize, criterion: usize) -> Vec<Cell> {
    let (shown, found, status) = (grid.shown, &grid.found[criterion], grid.statuses[page][criterion]);
    let index = grid.pages[page].index;
    let fails = status == Status::NonConforming;
    let evidence = if fails { found.evidence(shown, index) } else { None };
    let [theme, number, title] = begin(grid, criterion);
    let to_change = if fails { found.to_change(shown, index) } else { Cell::empty() };
    let seen = match status {
        Status::NotApplicable => Cell::empty(),
        _ => found.on_page(shown, &grid.titles, index),
    };
    vec![
        theme,
        number,
        title,
        Cell::own(status.code()).styled(Style::Chosen).leading_to(evidence),
        Cell::own("N").styled(Style::Chosen),
        to_change,
        Cell::empty(),
        seen,
    ]
}
