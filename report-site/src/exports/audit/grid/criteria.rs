//! The criteria, with what the audit found of each on the whole sample.

use super::{Grid, begin};
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
        let mut row = begin(grid, number).to_vec();
        row.push(Cell::own(format!("{:?}", grid.criteria[number].level)));
        row.push(found.on_sample(shown, &grid.titles));
        row
    }));
    let name = shown.t("Critères", "Criteria");
    Sheet { frozen: (2, 2), ..Sheet::new(name, vec![16, 9, 60, 8, 60], rows) }
}
