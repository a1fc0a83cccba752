//! The pages of the sample, each with the name of its sheet. Auditors enter their names at the top.

use super::model::{Grid, name_of_page};
use crate::{
    exports::sheets::{Cell, Sheet, Style},
    text::Text,
    words,
};

/// Row of the heads, counted from 0; the pages follow below it.
const HEADS: u16 = 7;

pub fn sheet(grid: &Grid<'_, '_>) -> Sheet {
    let shown = grid.shown;
    let line = |term: &str, cell: Cell| vec![Cell::head(term), cell];
    let site = &shown.audit.site;
    let name = Text::line(site.name.as_deref().unwrap_or(&site.host)).to_string();
    let context = shown
        .t("Audit automatique, à compléter par une personne", "Automatic audit, for a person to complete");
    let mut rows = vec![
        grid.title(),
        vec![Cell::own(shown.t("Échantillon", "Sample")).styled(Style::Title)],
        line("Date", Cell::text(&shown.day(), 20)),
        line(shown.t("Auditeur ou auditrice", "Auditor"), Cell::empty()),
        line(shown.t("Contexte", "Context"), Cell::own(context)),
        line("Site", Cell::link(&name, &site.url)),
        line(shown.t("Preuves", "Evidence"), Cell::link(&shown.permalink, &shown.permalink)),
        [
            shown.t("N° de page", "Page No"),
            shown.t("Titre de la page", "Title of the page"),
            shown.t("Adresse", "Address"),
            shown.t("Raison du choix", "Why it was chosen"),
        ]
        .map(Cell::head)
        .to_vec(),
    ];
    rows.extend(grid.pages.iter().enumerate().map(|(number, page)| {
        let (title, url) = texts(grid, number);
        vec![
            Cell::own(name_of_page(number)),
            title,
            url.leading_to(shown.addresses[page.index as usize].clone()),
            Cell::text(&words::sample_kind(page.page.kind.code(), shown.language), 100),
        ]
    }));
    Sheet { frozen: (HEADS + 1, 0), ..Sheet::new(grid.name_of_sample(), vec![22, 50, 70, 30], rows) }
}

/// Title and address of a page.
pub fn texts(grid: &Grid<'_, '_>, page: usize) -> (Cell, Cell) {
    let page = grid.pages[page].page;
    (Cell::text(page.title.as_deref().unwrap_or_default(), 200), Cell::text(&page.url, 200))
}
