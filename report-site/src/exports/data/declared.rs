//! What the site declares, in the lines of sites and of audits: as found at the audit, whatever the day.

use super::Column;
use crate::exports::{cells::Row, web};
use rules::statement::{Declared, Duty, DutyOutcome};

pub const COLUMNS: [Column; 14] = [
    Column::text(
        "mention",
        "Mention sur la page d’accueil : met (trouvée), to-verify (à vérifier) ou not-found (non trouvée là où elle a été cherchée)",
    ),
    Column::text("mention_status", "État que dit la mention : total, partial ou non"),
    Column::text(
        "statement",
        "Déclaration : met (trouvée), not-met (annoncée comme à venir), to-verify ou not-found",
    ),
    Column::uri("statement_address", "Adresse de la déclaration lue"),
    Column::text("declared_status", "État que dit la déclaration : total, partial ou non"),
    Column::number("declared_rate", "Critères respectés selon la déclaration, en pour cent"),
    Column::text(
        "statement_set_on",
        "Date de la déclaration, aussi précise qu’elle la donne (AAAA-MM-JJ, AAAA-MM ou AAAA)",
    ),
    Column::text("statement_updated_on", "Date de sa mise à jour, de même"),
    Column::date(
        "statement_valid_until",
        "Dernier jour des trois ans qui suivent la plus tardive de ces dates",
    ),
    Column::text(
        "scheme",
        "Schéma pluriannuel : met (en cours), not-met (échu, trop long ou seulement annoncé), to-verify ou not-found",
    ),
    Column::text("scheme_years", "Première et dernière année de ce schéma"),
    Column::text(
        "plan",
        "Plan d’action de l’année de l’audit : met, not-met (plus ancien ou seulement annoncé), to-verify ou not-found",
    ),
    Column::text(
        "duties_not_met",
        "Points dont il est établi qu’ils ne sont pas respectés, séparés par des espaces",
    ),
    Column::text("duties_to_verify", "Points qu’une personne doit vérifier, séparés par des espaces"),
];

/// The columns of a table, then these: what is added comes last.
pub const fn behind<const N: usize, const ALL: usize>(own: [Column; N]) -> [Column; ALL] {
    assert!(N + COLUMNS.len() == ALL, "the table has its own columns and these");
    let mut all = [COLUMNS[0]; ALL];
    let mut at = 0;
    while at < ALL {
        all[at] = if at < N { own[at] } else { COLUMNS[at - N] };
        at += 1;
    }
    all
}

/// Empty where nothing was evaluated, or nobody looked.
pub fn cells(row: Row, declared: Option<&Declared>) -> Row {
    let Some(declared) = declared else {
        return COLUMNS.iter().fold(row, |row, _| row.empty());
    };
    let status =
        |conformity: Option<rules::statement::Conformity>| conformity.map_or("", |found| found.code());
    let date =
        |date: Option<rules::statement::PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let years: Vec<_> = declared.scheme_years.iter().map(u16::to_string).collect();
    let rate = declared.rate.map(|rate| format!("{}.{:02}", rate.0 / 100, rate.0 % 100));
    row.own(declared.outcome(Duty::Mention).code())
        .own(status(declared.mention))
        .own(declared.outcome(Duty::Statement).code())
        .own(&declared.address.as_deref().and_then(web).unwrap_or_default())
        .own(status(declared.conformity))
        .own(&rate.unwrap_or_default())
        .own(&date(declared.set_on))
        .own(&date(declared.updated_on))
        .own(&declared.valid_until.map(|day| day.to_string()).unwrap_or_default())
        .own(declared.outcome(Duty::Scheme).code())
        .own(&years.join("-"))
        .own(declared.outcome(Duty::Plan).code())
        .own(&duties(declared, DutyOutcome::NotMet))
        .own(&duties(declared, DutyOutcome::ToVerify))
}

fn duties(declared: &Declared, wanted: DutyOutcome) -> String {
    let found = declared.duties.iter().filter(|(_, outcome)| **outcome == wanted);
    found.map(|(duty, _)| duty.code()).collect::<Vec<_>>().join(" ")
}
