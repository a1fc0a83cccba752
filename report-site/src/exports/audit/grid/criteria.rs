//! The sheet of criteria, each with the findings of the audit on the whole sample.

use super::model::{Grid, begin};
use crate::exports::sheets::{Cell, Sheet};

pub fn sheet(grid: &Grid<'_, '_>) -> Sheet {
    let shown = grid.shown;
    let heads = [
        shown.t("Thématique", "Theme"),
        shown.t("Critère", "Criterion"),
        shown.t("Intitulé", "Title"),
        shown.t("Niveau", "Level"),
        shown.t(
            "Constats de l’audit automatique sur l’échantillon",
            "Findings of the automatic audit on the sample",
        ),
    ];
    let mut rows = vec![grid.title(), heads.map(Cell::head).to_vec()];
    rows.extend(grid.found.iter().enumerate().map(|(number, found)| {
        let criterion = grid.criteria[number];
        // The link is written here once and not on each sheet of a page, because links are the largest part of a
        // workbook.
        let official = shown.referential.map(|referential| referential.criterion_url(criterion.id));
        let [theme, id, title] = begin(grid, number);
        let level = Cell::own(format!("{:?}", criterion.level));
        vec![theme, id.leading_to(official), title, level, found.on_sample(shown, &grid.titles)]
    }));
    let name = shown.t("Critères", "Criteria");
    Sheet { frozen: (2, 2), ..Sheet::new(name, vec![16, 9, 60, 8, 60], rows) }
}
