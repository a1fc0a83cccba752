//! The base for counting: criteria by pages, with the statuses of the sheets of pages. Its rows and columns are those
//! of the State's grid, with as many pages as the sample has.

use super::{
    model::{Grid, name_of_page},
    page,
    status::{CODES, Status},
};
use crate::exports::sheets::{Area, Cell, Formula, Sheet};

/// Number of columns before those of the pages, and of rows before those of the criteria.
const BEFORE: u16 = 3;
const ABOVE: u16 = 2;

/// Positions of the parts of this sheet.
pub struct Places {
    pages: u16,
    /// First row below the criteria.
    end: u16,
}

impl Places {
    pub fn from_grid(grid: &Grid<'_, '_>) -> Self {
        let rows = grid.criteria.len() + grid.themes.len();
        Self { pages: grid.pages.len() as u16, end: ABOVE + rows as u16 }
    }

    /// The column that counts the cells with a code, given by its index in [`CODES`].
    fn count(&self, code: usize) -> u16 {
        BEFORE + self.pages + code as u16
    }

    fn overall(&self) -> u16 {
        BEFORE + self.pages + CODES.len() as u16
    }

    /// The cell with the number of times that a theme has a code.
    pub fn sum(&self, grid: &Grid<'_, '_>, theme: usize, code: usize) -> Area {
        Area::cell(row(grid.themes[theme].last, theme) + 1, self.count(code))
    }

    /// Statuses of the criteria on the whole sample.
    pub fn results(&self) -> Area {
        Area::between((ABOVE, self.overall()), (self.end - 1, self.overall()))
    }

    /// Share of the criteria that are met, page by page.
    pub fn shares(&self) -> Area {
        let row = self.end + SHARE;
        Area::between((row, BEFORE), (row, BEFORE + self.pages - 1))
    }
}

/// The row of a criterion. Each theme has a row of sums below its criteria.
fn row(criterion: u16, theme: usize) -> u16 {
    ABOVE + criterion + theme as u16
}

/// Row of the shares, counted from the first row below the criteria; the rows for C, NC and NA of each page come first.
const SHARE: u16 = 3;

pub fn sheet(grid: &Grid<'_, '_>) -> Sheet {
    let places = Places::from_grid(grid);
    let mut rows = vec![heads(grid), Vec::new()];
    for (number, theme) in grid.themes.iter().enumerate() {
        rows.extend((theme.first..=theme.last).map(|criterion| line(grid, &places, criterion, number)));
        rows.push(sums(grid, &places, number));
    }
    rows.extend((0..usize::from(SHARE)).map(|code| totals(grid, &places, code)));
    rows.push(shares(grid, &places));
    let mut widths = vec![4, 8, 18];
    widths.extend((0..grid.pages.len() + CODES.len()).map(|_| 6));
    widths.push(10);
    Sheet { frozen: (1, BEFORE), ..Sheet::new(grid.name_of_base(), widths, rows) }
}

fn heads(grid: &Grid<'_, '_>) -> Vec<Cell> {
    let before = [Cell::empty(), Cell::empty(), Cell::empty()];
    let pages = (0..grid.pages.len()).map(|page| Cell::head(&name_of_page(page)));
    let codes = CODES.map(Cell::head);
    let overall = Cell::head(grid.shown.t("Échantillon", "Sample"));
    before.into_iter().chain(pages).chain(codes).chain([overall]).collect()
}

fn line(grid: &Grid<'_, '_>, places: &Places, criterion: u16, theme: usize) -> Vec<Cell> {
    let number = usize::from(criterion);
    let row = row(criterion, theme);
    let mut cells = vec![
        Cell::number(grid.themes[theme].number.into()),
        Cell::own(grid.criteria[number].id.to_string()),
        Cell::own(grid.themes[theme].title),
    ];
    cells.extend((0..grid.pages.len()).map(|of| {
        let at = Area::cell(page::row(criterion), page::STATUS).on(&name_of_page(of));
        Cell::own(grid.statuses[of][number].code()).by(Formula::same(at))
    }));
    let counts = CODES.map(|code| grid.statuses.iter().filter(|page| page[number].code() == code).count());
    let area = Area::between((row, BEFORE), (row, BEFORE + places.pages - 1));
    let counted = |(code, count): (&str, usize)| Cell::number(count).by(Formula::count(area.clone(), code));
    cells.extend(CODES.into_iter().zip(counts).map(counted));
    let at = |code| Area::cell(row, places.count(code));
    let [_, fails, _, untested] = counts;
    let result = if fails > 0 {
        "NC"
    } else if untested > 0 {
        "NT"
    } else {
        "NA"
    };
    let decides = r#"IF(@>0;"NC";IF(@>0;"C";IF(@>0;"NT";"NA")))"#;
    cells.push(Cell::own(result).by(Formula::new(decides, [at(1), at(0), at(3)])));
    cells
}

fn sums(grid: &Grid<'_, '_>, places: &Places, theme: usize) -> Vec<Cell> {
    let rows = &grid.themes[theme];
    let (first, last) = (row(rows.first, theme), row(rows.last, theme));
    let mut cells = vec![Cell::empty(); usize::from(places.count(0))];
    cells.extend((0..CODES.len()).map(|code| {
        let column = places.count(code);
        let area = Area::between((first, column), (last, column));
        Cell::number(count(grid, rows.first..=rows.last, CODES[code])).by(Formula::sum(area))
    }));
    cells
}

/// Number of cells of all pages that have a code.
pub fn count(grid: &Grid<'_, '_>, criteria: std::ops::RangeInclusive<u16>, code: &str) -> usize {
    let of_page = |page: &Vec<Status>| {
        criteria.clone().filter(|criterion| page[usize::from(*criterion)].code() == code).count()
    };
    grid.statuses.iter().map(of_page).sum()
}

fn totals(grid: &Grid<'_, '_>, places: &Places, code: usize) -> Vec<Cell> {
    let code = CODES[code];
    let mut cells = vec![Cell::empty(), Cell::empty(), Cell::head(code)];
    cells.extend(grid.statuses.iter().zip(BEFORE..).map(|(page, column)| {
        let count = page.iter().filter(|status| status.code() == code).count();
        Cell::number(count).by(Formula::count(of_page(places, column), code))
    }));
    cells
}

fn of_page(places: &Places, column: u16) -> Area {
    Area::between((ABOVE, column), (places.end - 1, column))
}

/// Shares of all pages. A page has none as long as one of its criteria is not tested.
fn shares(grid: &Grid<'_, '_>, places: &Places) -> Vec<Cell> {
    let words = grid.shown.t("Part respectée", "Share met");
    let mut cells = vec![Cell::empty(), Cell::empty(), Cell::head(words)];
    cells.extend((0..places.pages).map(|page| {
        let column = BEFORE + page;
        let total = |code: u16| Area::cell(places.end + code, column);
        let (met, failed) = (total(0), total(1));
        let share = Formula::new(
            r#"IF(COUNTIF(@;"NT")>0;"NT";IF(AND(@=0;@=0);"NA";@/(@+@)))"#,
            [of_page(places, column), met.clone(), failed.clone(), met.clone(), met, failed],
        );
        Cell::own("NT").by(share)
    }));
    cells
}
