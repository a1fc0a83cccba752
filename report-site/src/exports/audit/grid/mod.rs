//! The grid that a human auditor starts from, in the order of the State's own: sample, criteria, synthesis, the base for
//! counting, one sheet a page. A proven result is entered with its evidence; all others are «NT», because nothing else is
//! known.

mod about;
mod base;
mod beside;
mod criteria;
mod findings;
mod found;
mod page;
mod sample;
mod status;
mod synthesis;

use super::{Shown, shown::JudgedPage};
use crate::{
    exports::sheets::{Book, Cell, Name, Style},
    text::Text,
};
use found::Found;
use rules::{messages::Language, referential::Criterion};
use status::Status;

/// More pages than a person audits: a larger sample is cut, and says so.
const MOST_PAGES: usize = 40;

pub fn book(shown: &Shown<'_>) -> Book {
    let (host, day) = (Text::line(&shown.audit.site.host), shown.day());
    let grid = Grid::of(shown);
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

/// Model of the sheets.
struct Grid<'s, 'a> {
    shown: &'s Shown<'a>,
    criteria: Vec<&'static Criterion>,
    themes: Vec<ThemeRows>,
    pages: &'s [JudgedPage<'a>],
    /// One list of statuses for each page, in the order of the criteria.
    statuses: Vec<Vec<Status>>,
    /// In the order of the criteria.
    found: Vec<Found<'s>>,
    /// One line for each finding.
    titles: Vec<String>,
}

/// Criteria of one theme: they follow each other.
struct ThemeRows {
    title: &'static str,
    number: u8,
    first: u16,
    last: u16,
}

impl<'s, 'a> Grid<'s, 'a> {
    fn of(shown: &'s Shown<'a>) -> Self {
        let criteria: Vec<&'static Criterion> = shown.criteria().collect();
        let examined = shown.judged();
        let pages = &examined[..examined.len().min(MOST_PAGES)];
        let found: Vec<_> = criteria.iter().map(|criterion| Found::of(shown, criterion)).collect();
        let status = |page: &JudgedPage<'_>| {
            let known = found.iter().zip(&page.outcomes);
            known.map(|(found, outcome)| Status::of(found.fails_on(page.index), *outcome)).collect()
        };
        Self {
            statuses: pages.iter().map(status).collect(),
            themes: themes(shown, &criteria),
            titles: found::titles(shown),
            shown,
            criteria,
            pages,
            found,
        }
    }

    /// There is nothing to count without criteria or without pages.
    fn counts(&self) -> bool {
        !self.criteria.is_empty() && !self.pages.is_empty()
    }

    /// «RGAA 4.1.2», as the audit names it.
    fn referential(&self) -> String {
        let setting = &self.shown.audit.setting;
        String::from(Text::capped(&format!("{} {}", setting.referential, setting.referential_version), 60))
    }

    /// Lines at the top of each sheet.
    fn title(&self) -> Vec<Cell> {
        let title = format!("{} – {}", self.referential(), self.shown.t("Grille d’audit", "Audit grid"));
        vec![Cell::text(&title, 100).styled(Style::Title)]
    }

    fn theme_of(&self, criterion: usize) -> &ThemeRows {
        let holds = |theme: &&ThemeRows| (theme.first..=theme.last).contains(&(criterion as u16));
        self.themes.iter().find(holds).expect("each criterion belongs to a theme")
    }

    fn name_of_sample(&self) -> Name {
        self.shown.t("Échantillon", "Sample").into()
    }

    fn name_of_base(&self) -> Name {
        self.shown.t("BaseDeCalcul", "Calculation").into()
    }
}

/// «P01»
fn name_of_page(page: usize) -> Name {
    format!("P{:02}", page + 1).into()
}

fn themes(shown: &Shown<'_>, criteria: &[&'static Criterion]) -> Vec<ThemeRows> {
    let mut first = 0;
    let alike = criteria.chunk_by(|one, next| one.id.theme() == next.id.theme());
    let rows = alike.map(|alike| {
        let number = alike[0].id.theme();
        let theme = shown.referential.and_then(|referential| referential.theme(number));
        let title = theme.map_or("", |theme| shown.t(theme.title_fr, theme.title_en));
        let from = first;
        first += alike.len() as u16;
        ThemeRows { title, number, first: from, last: first - 1 }
    });
    rows.collect()
}

/// Theme, number and title, as each sheet of criteria begins a line.
fn begin(grid: &Grid<'_, '_>, criterion: usize) -> [Cell; 3] {
    let of = grid.criteria[criterion];
    [
        Cell::own(grid.theme_of(criterion).title),
        Cell::own(of.id.to_string()),
        Cell::own(grid.shown.t(of.title_fr, of.title_en)),
    ]
}
