//! Columns of declarations in the tables of sites and audits. They hold what the audit found, independent of the
//! current day.

use super::Column;
use crate::exports::{cells::Row, web};
use rules::statement::{Declared, Duty, DutyOutcome};

pub const COLUMNS: [Column; 14] = [
    Column::text(
        "mention",
        "Mention sur la page d’accueil : met (trouvée), to-verify (à vérifier) ou not-found (non trouvée là où elle a été cherchée)",
        "Mention on the home page: met (found), to-verify or not-found (not found where it was looked for)",
    ),
    Column::text(
        "mention_status",
        "État que dit la mention : total, partial ou non",
        "Status that the mention tells: total, partial or non",
    ),
    Column::text(
        "statement",
        "Déclaration : met (trouvée), not-met (annoncée comme à venir), to-verify ou not-found",
        "Statement: met (found), not-met (announced for later), to-verify or not-found",
    ),
    Column::uri(
        "statement_address",
        "Adresse de la déclaration lue",
        "Address of the statement that was read",
    ),
    Column::text(
        "declared_status",
        "État que dit la déclaration : total, partial ou non",
        "Status that the statement tells: total, partial or non",
    ),
    Column::number(
        "declared_rate",
        "Critères respectés selon la déclaration, en pour cent",
        "Criteria met as the statement tells, in per cent",
    ),
    Column::text(
        "statement_set_on",
        "Date de la déclaration, aussi précise qu’elle la donne (AAAA-MM-JJ, AAAA-MM ou AAAA)",
        "Date of the statement, as precise as it gives it (YYYY-MM-DD, YYYY-MM or YYYY)",
    ),
    Column::text("statement_updated_on", "Date de sa mise à jour, de même", "Date of its update, likewise"),
    Column::date(
        "statement_valid_until",
        "Dernier jour des trois ans qui suivent la plus tardive de ces dates",
        "Last day of the three years that follow the later of these dates",
    ),
    Column::text(
        "scheme",
        "Schéma pluriannuel : met (en cours), not-met (échu, trop long ou seulement annoncé), to-verify ou not-found",
        "Multi-year scheme: met (current), not-met (over, too long or only announced), to-verify or not-found",
    ),
    Column::text(
        "scheme_years",
        "Première et dernière année de ce schéma",
        "First and last year of this scheme",
    ),
    Column::text(
        "plan",
        "Plan d’action de l’année de l’audit : met, not-met (plus ancien ou seulement annoncé), to-verify ou not-found",
        "Plan of the year of the audit: met, not-met (older or only announced), to-verify or not-found",
    ),
    Column::text(
        "duties_not_met",
        "Points dont il est établi qu’ils ne sont pas respectés, séparés par des espaces",
        "Points of which it is established that they are not met, with spaces between them",
    ),
    Column::text(
        "duties_to_verify",
        "Points qu’une personne doit vérifier, séparés par des espaces",
        "Points that a person has to verify, with spaces between them",
    ),
];

/// Cells of the declarations. Empty where nothing was evaluated, or the audit did not look for a statement.
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
