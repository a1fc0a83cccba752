//! What the grid says of the referentials beside the main one: a line of the first sheet, and a sheet of criteria for each.

use super::super::Shown;
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
    let heads = [
        shown.t("Critère", "Criterion"),
        shown.t("Niveau", "Level"),
        shown.t("Intitulé", "Title"),
        "EN 301 549",
        shown.t("Résultat", "Result"),
        shown.t("Pages non conformes", "Pages where it is not met"),
    ];
    let lines = beside.criteria.iter().take(MOST_CRITERIA).filter_map(|result| {
        let criterion = referential.criterion(result.id)?;
        Some(vec![
            Cell::own(result.id.to_string()).leading_to(Some(referential.criterion_url(result.id))),
            Cell::own(format!("{:?}", criterion.level)),
            Cell::own(shown.t(criterion.title_fr, criterion.title_en)),
            Cell::text(&criterion.en.join(" "), 60),
            told(result.outcome),
            match result.failed_on.len() {
                0 => Cell::empty(),
                pages => Cell::number(pages),
            },
        ])
    });
    let sheet = Sheet::below(referential.full_name(), heads, [10, 7, 60, 14, 10, 12], lines);
    Sheet { frozen: (1, 1), ..sheet }
}

fn told(outcome: Outcome) -> Cell {
    match outcome {
        Outcome::Failed => Cell::own("NC").styled(Style::Failed),
        Outcome::Inapplicable => Cell::own("NA").styled(Style::Inapplicable),
        _ => Cell::empty(),
    }
}
