//! Counts by theme and status, and percentages that appear when a person has tested all criteria.

use super::{
    base::{self, Places},
    model::{Grid, name_of_page},
    page,
    status::CODES,
};
use crate::exports::sheets::{Area, Cell, Formula, Sheet, Style};

/// Row of the heads and first column of the themes, counted from 0, as in the State's grid.
const HEADS: u16 = 4;
const FIRST: u16 = 2;
/// Number of empty columns after those of the themes.
const GAP: u16 = 1;

/// The lines in their order. `None` is the line of derogations, which the base does not count.
const LINES: [(&str, Option<usize>); 5] =
    [("C", Some(0)), ("NC", Some(1)), ("NA", Some(2)), ("D", None), ("NT", Some(3))];

/// Row of the criteria that are not tested.
const UNTESTED: u16 = HEADS + 5;

pub fn sheet(grid: &Grid<'_, '_>) -> Sheet {
    let shown = grid.shown;
    let by = shown.t("Synthèse par thématique et par statut", "Summary by theme and status");
    let mut rows =
        vec![grid.title(), vec![Cell::own(by).styled(Style::Title)], Vec::new(), Vec::new(), heads(grid)];
    rows.extend((HEADS + 1..).zip(LINES).map(|(row, (code, of_base))| line(grid, row, code, of_base)));
    rows.extend([Vec::new(), Vec::new(), Vec::new()]);
    rows.extend(criteria_met(grid));
    rows.push(Vec::new());
    rows.extend(mean_of_pages(grid));
    let mut widths = vec![3, 10];
    widths.extend(grid.themes.iter().map(|_| 14));
    widths.extend([3, 10]);
    let name = shown.t("Synthèse", "Summary");
    Sheet { frozen: (HEADS + 1, FIRST), ..Sheet::new(name, widths, rows) }
}

fn total_column(grid: &Grid<'_, '_>) -> u16 {
    FIRST + grid.themes.len() as u16 + GAP
}

fn heads(grid: &Grid<'_, '_>) -> Vec<Cell> {
    let mut heads = vec![Cell::empty(), Cell::head(grid.shown.t("Statut", "Status"))];
    heads.extend(grid.themes.iter().map(|theme| Cell::head(theme.title)));
    heads.extend([Cell::empty(), Cell::head("Total")]);
    heads
}

fn line(grid: &Grid<'_, '_>, row: u16, code: &'static str, of_base: Option<usize>) -> Vec<Cell> {
    let places = Places::from_grid(grid);
    let mut cells = vec![Cell::empty(), Cell::head(code)];
    let mut total = 0;
    for (number, theme) in grid.themes.iter().enumerate() {
        let (count, formula) = match of_base {
            Some(code) => {
                let at = places.sum(grid, number, code).on(&grid.name_of_base());
                (base::count(grid, theme.first..=theme.last, CODES[code]), Formula::same(at))
            }
            None => (0, derogations(grid, number)),
        };
        total += count;
        cells.push(Cell::number(count).by(formula));
    }
    let last = FIRST + grid.themes.len() as u16 - 1;
    let all = Formula::sum(Area::between((row, FIRST), (row, last)));
    cells.extend([Cell::empty(), Cell::number(total).by(all)]);
    cells
}

/// Formula that counts the derogations of a theme on the sheets of all pages.
fn derogations(grid: &Grid<'_, '_>, theme: usize) -> Formula {
    let theme = &grid.themes[theme];
    let cells = |of: usize| {
        let at = |criterion| (page::row(criterion), page::DEROGATION);
        Area::between(at(theme.first), at(theme.last)).on(&name_of_page(of))
    };
    let areas: Vec<_> = (0..grid.pages.len()).map(cells).collect();
    let counts = vec![r#"COUNTIF(@;"D")"#; areas.len()].join(";");
    Formula::new(format!("SUM({counts})"), areas)
}

/// A text, then a result that stays empty as long as a criterion is not tested.
fn result(grid: &Grid<'_, '_>, words: &'static str, pattern: &str, areas: Vec<Area>) -> [Vec<Cell>; 2] {
    let untested = Area::cell(UNTESTED, total_column(grid));
    let left = grid.statuses.iter().flatten().filter(|status| status.code() == "NT").count();
    let waits =
        grid.shown.t("Pas encore\u{A0}: statuts NT restants, ", "Not yet: statuses that are still NT, ");
    let pattern = format!(r#"IF(@=0;{pattern};"{waits}"&@)"#);
    let areas = std::iter::once(untested.clone()).chain(areas).chain([untested]).collect::<Vec<_>>();
    let cell = Cell::own(format!("{waits}{left}")).styled(Style::Title).by(Formula::new(pattern, areas));
    [vec![Cell::empty(), Cell::own(words).styled(Style::Title)], vec![Cell::empty(), cell]]
}

/// Criteria met among those that apply, on the whole sample.
fn criteria_met(grid: &Grid<'_, '_>) -> [Vec<Cell>; 2] {
    let words = grid.shown.t(
        "Critères respectés parmi ceux qui s’appliquent à l’échantillon",
        "Criteria met among those that apply to the sample",
    );
    let results = Places::from_grid(grid).results().on(&grid.name_of_base());
    let both = r#"(COUNTIF(@;"C")+COUNTIF(@;"NC"))"#;
    let pattern = format!(r#"IF({both}=0;"NA";ROUND(100*COUNTIF(@;"C")/{both};1)&"%")"#);
    result(grid, words, &pattern, vec![results; 5])
}

/// Mean of the shares of all pages.
fn mean_of_pages(grid: &Grid<'_, '_>) -> [Vec<Cell>; 2] {
    let words = grid.shown.t(
        "Moyenne, page par page, des critères respectés parmi ceux qui s’appliquent",
        "Mean, page by page, of criteria met among those that apply",
    );
    let shares = Places::from_grid(grid).shares().on(&grid.name_of_base());
    let pattern = r#"IF(COUNT(@)=0;"NA";ROUND(100*AVERAGE(@);1)&"%")"#;
    result(grid, words, pattern, vec![shares.clone(), shares])
}
