//! What the grid says of the referentials beside the main one: a line of the first sheet, and a sheet of criteria for each.

use super::Shown;
use crate::exports::sheets::{Cell, Sheet, Style};
use rules::{Outcome, audit::Beside, referential::Referential};

/// More referentials than anybody judges by.
const MOST: usize = 10;
/// More criteria than any referential has.
const MOST_CRITERIA: usize = 200;

/// A referential that this program has no data for is in `audit.json` only.
fn known<'a>(shown: &Shown<'a>) -> impl Iterator<Item = (&'a Beside, &'static Referential)> {
    let beside = shown.audit.beside.iter().take(MOST);
    beside.filter_map(|beside| Some((beside, beside.referential()?)))
}

/// For each referential a line that leads to the page of its results.
pub fn lines(shown: &Shown<'_>) -> Vec<Vec<Cell>> {
    let line = |(_, referential): (&Beside, &'static Referential)| {
        let page = format!("{}constats/{}/", shown.permalink, referential.key());
        vec![
            Cell::head(shown.t("Jugé aussi selon", "Also judged by")),
            Cell::text(&referential.to_string(), 60).leading_to(crate::exports::web(&page)),
        ]
    };
    known(shown).map(line).collect()
}

pub fn sheets(shown: &Shown<'_>) -> Vec<Sheet> {
    known(shown).map(|(beside, referential)| sheet(shown, beside, referential)).collect()
}

/// What is proven on the sample, criterion by criterion; an empty cell is for a person.
fn sheet(shown: &Shown<'_>, beside: &Beside, referential: &'static Referential) -> Sheet {
    let head = [
        shown.t("Critère", "Criterion"),
        shown.t("Niveau", "Level"),
        shown.t("Intitulé", "Title"),
        "EN 301 549",
        shown.t("Résultat", "Result"),
        shown.t("Pages non conformes", "Pages where it is not met"),
    ];
    let mut rows = vec![head.map(Cell::head).to_vec()];
    for result in beside.criteria.iter().take(MOST_CRITERIA) {
        let Some(criterion) = referential.criterion(result.id) else { continue };
        let level = format!("{:?}", criterion.level);
        rows.push(vec![
            Cell::text(&result.id.to_string(), 12).leading_to(Some(referential.criterion_url(result.id))),
            Cell::text(&level, 6),
            Cell::text(shown.t(criterion.title_fr, criterion.title_en), 300),
            Cell::text(&criterion.en.join(" "), 60),
            told(result.outcome),
            match result.failed_on.len() {
                0 => Cell::empty(),
                pages => Cell::text(&pages.to_string(), 6),
            },
        ]);
    }
    Sheet {
        name: referential.full_name(),
        widths: vec![10, 7, 60, 14, 10, 12],
        frozen: (1, 1),
        rows,
        to_fill: None,
    }
}

fn told(outcome: Outcome) -> Cell {
    match outcome {
        Outcome::Failed => Cell::text("NC", 2).styled(Style::Failed),
        Outcome::Inapplicable => Cell::text("NA", 2).styled(Style::Inapplicable),
        _ => Cell::empty(),
    }
}
