//! The grid's part about the referentials beside the main one: a line of the first sheet, a sheet of criteria for each,
//! and one sheet of all that is proven or to be verified under them.

use super::{super::Shown, found::state};
use crate::{
    exports::sheets::{Cell, Sheet, Style},
    messages,
    pages::audit::list_tests,
};
use rules::{
    Outcome,
    audit::{Audit, Beside, Finding},
    referential::Referential,
};

/// Most referentials that are written.
const MOST: usize = 10;
/// Most criteria of a referential that are written.
const MOST_CRITERIA: usize = 200;
/// Most findings of one referential in the sheet; the audit document has them all.
const MOST_FINDINGS: usize = 500;

/// The referentials beside the main one for which this program has data. Results of others are in `audit.json` only.
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
    let criteria = known(shown).map(|(beside, referential)| sheet(shown, beside, referential));
    criteria.chain(findings(shown)).collect()
}

/// Proven results on the sample, criterion by criterion; an empty cell is left to a person.
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

/// Sheet of the defects and points to verify by each referential, with their first place. `None` if there are none.
fn findings<'s>(shown: &'s Shown<'_>) -> Option<Sheet> {
    let heads = [
        shown.t("Référentiel", "Referential"),
        "Tests",
        shown.t("État", "State"),
        shown.t("Constat", "Finding"),
        "Occurrences",
        shown.t("Première page", "First page"),
        shown.t("Sélecteur", "Selector"),
        shown.t("Extrait", "Excerpt"),
    ];
    let lines_of = |(referential, audit): &'s (&'static Referential, Audit)| {
        let findings = audit.findings.iter().take(MOST_FINDINGS);
        findings.map(move |finding| line(shown, referential, finding))
    };
    let lines: Vec<Vec<Cell>> = shown.beside().iter().take(MOST).flat_map(lines_of).collect();
    let name = shown.t("Autres référentiels", "Other referentials");
    let widths = [14, 14, 12, 45, 12, 34, 34, 34];
    (!lines.is_empty()).then(|| Sheet::below(name, heads, widths, lines.into_iter()))
}

fn line(shown: &Shown<'_>, referential: &Referential, finding: &Finding) -> Vec<Cell> {
    let message = messages::message(&finding.rule, &finding.reason, shown.language, &finding.data);
    let place = finding.places.first();
    let page = place.and_then(|place| shown.audit.pages.get(place.page as usize));
    let address = place.and_then(|place| shown.addresses.get(place.page as usize)?.clone());
    vec![
        Cell::text(&referential.to_string(), 60),
        Cell::text(&list_tests(&finding.tests), 200),
        Cell::own(state(shown, finding)),
        Cell::text(&message.what, 600),
        Cell::number(finding.count as usize),
        Cell::text(page.map_or("", |page| &page.url), 200).leading_to(address),
        Cell::text(place.map_or("", |place| &place.selector), 300),
        Cell::text(&finding.html, 300),
    ]
}

fn told(outcome: Outcome) -> Cell {
    match outcome {
        Outcome::Failed => Cell::own("NC").styled(Style::Failed),
        Outcome::Inapplicable => Cell::own("NA").styled(Style::Inapplicable),
        _ => Cell::empty(),
    }
}
