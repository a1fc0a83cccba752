//! Model of the sheets: criteria, themes and pages, with the status of each criterion on each page.

use super::{
    super::shown::{JudgedPage, Shown},
    found::{self, Found},
    status::Status,
};
use crate::{
    exports::sheets::{Cell, Name, Style},
    text::Text,
};
use rules::referential::Criterion;

/// Most pages in the grid; a larger sample is cut, and the grid says so.
const MOST_PAGES: usize = 40;

/// Model of the sheets.
pub struct Grid<'s, 'a> {
    pub shown: &'s Shown<'a>,
    pub criteria: Vec<&'static Criterion>,
    pub themes: Vec<ThemeRows>,
    pub pages: &'s [JudgedPage<'a>],
    /// One list of statuses for each page, in the order of the criteria.
    pub statuses: Vec<Vec<Status>>,
    /// Findings on each criterion, in the order of the criteria.
    pub found: Vec<Found<'s>>,
    /// Title of each finding, in the order of the audit.
    pub titles: Vec<String>,
}

/// Criteria of one theme. They follow each other; `first` and `last` are indexes of criteria.
pub struct ThemeRows {
    pub title: &'static str,
    pub number: u8,
    pub first: u16,
    pub last: u16,
}

impl<'s, 'a> Grid<'s, 'a> {
    pub fn from_shown(shown: &'s Shown<'a>) -> Self {
        let criteria: Vec<&'static Criterion> = shown.criteria().collect();
        let examined = shown.judged();
        let pages = &examined[..examined.len().min(MOST_PAGES)];
        let found: Vec<_> = criteria.iter().map(|criterion| Found::on_criterion(shown, criterion)).collect();
        let status = |page: &JudgedPage<'_>| {
            let known = found.iter().zip(&page.outcomes);
            known.map(|(found, outcome)| Status::new(found.fails_on(page.index), *outcome)).collect()
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

    /// Whether there are both criteria and pages, so that something can be counted.
    pub fn counts(&self) -> bool {
        !self.criteria.is_empty() && !self.pages.is_empty()
    }

    /// «RGAA 4.1.2», as the audit names it.
    pub fn referential(&self) -> String {
        let setting = &self.shown.audit.setting;
        String::from(Text::capped(&format!("{} {}", setting.referential, setting.referential_version), 60))
    }

    /// Row at the top of each sheet.
    pub fn title(&self) -> Vec<Cell> {
        let title = format!("{} – {}", self.referential(), self.shown.t("Grille d’audit", "Audit grid"));
        vec![Cell::text(&title, 100).styled(Style::Title)]
    }

    pub fn theme_of(&self, criterion: usize) -> &ThemeRows {
        let holds = |theme: &&ThemeRows| (theme.first..=theme.last).contains(&(criterion as u16));
        self.themes.iter().find(holds).expect("each criterion belongs to a theme")
    }

    pub fn name_of_sample(&self) -> Name {
        self.shown.t("Échantillon", "Sample").into()
    }

    pub fn name_of_base(&self) -> Name {
        self.shown.t("BaseDeCalcul", "Calculation").into()
    }
}

/// «P01»
pub fn name_of_page(page: usize) -> Name {
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

/// The first three cells of the line of a criterion: theme, number and title.
pub fn begin(grid: &Grid<'_, '_>, criterion: usize) -> [Cell; 3] {
    let of = grid.criteria[criterion];
    [
        Cell::own(grid.theme_of(criterion).title),
        Cell::own(of.id.to_string()),
        Cell::own(grid.shown.t(of.title_fr, of.title_en)),
    ]
}
