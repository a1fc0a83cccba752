//! The audits, one a line, in the order in which they were recorded: new ones come last.

use super::{
    Column, DataFile, Format, declared,
    table::{figures, outcome},
};
use crate::{
    declarations,
    exports::cells::Csv,
    pages::{Context, at},
};
use chrono::{DateTime, SecondsFormat, Utc};

pub static FILE: DataFile = DataFile {
    file: "audits.csv",
    format: Format::Csv,
    title: ["Audits, un par ligne (CSV)", "Audits, one a line (CSV)"],
    write,
};

pub const COLUMNS: &[Column] = &declared::behind::<18, 32>([
    Column::text("audit", "Identifiant : les douze premiers chiffres de l’empreinte de audit.json"),
    Column::text("host", "Nom d’hôte du site"),
    Column::time("started_at", "Début de l’audit (UTC)"),
    Column::time("recorded_at", "Enregistrement (UTC)"),
    Column::text("outcome", "evaluated ou not-evaluated"),
    Column::text("cause", "Cause de non-évaluation"),
    Column::integer("failed", "Critères prouvés non conformes"),
    Column::integer("inapplicable", "Critères prouvés non applicables"),
    Column::integer("passed", "Critères dont tous les tests ont été tranchés, aucun en échec"),
    Column::integer("to_verify", "Critères qu’une personne doit vérifier"),
    Column::integer("ceiling_numerator", "Plafond : aucun taux ne peut dépasser ce nombre…"),
    Column::integer("ceiling_denominator", "… divisé par celui-ci"),
    Column::integer("pages_audited", "Pages examinées"),
    Column::integer("pages_not_audited", "Pages qui n’ont pas pu l’être"),
    Column::integer("defects", "Défauts distincts prouvés"),
    Column::integer("occurrences", "Occurrences de ces défauts"),
    Column::time("withdrawn_at", "Retrait de l’audit (UTC) ; ses chiffres sont alors vides"),
    Column::uri("address", "Adresse permanente de l’audit"),
]);

fn write(context: &Context<'_>) -> Vec<u8> {
    let mut table = Csv::new(&Column::names(COLUMNS));
    for head in context.catalog.recorded() {
        // What cannot have an address is told as a problem of its page.
        let Ok(path) = at::audit(head) else { continue };
        table.row(|row| {
            let row = row.text(&head.id, 60).text(&head.host, 253).own(&time(head.started_at)).own(&time(head.recorded_at));
            let row = figures(outcome(row, head), Some(head));
            let summary = &head.summary;
            let row = row.number(summary.pages_audited).number(summary.pages_not_audited);
            let row = match head.withdrawn.as_ref() {
                Some(withdrawal) => row.empty().empty().own(&time(withdrawal.at)),
                None => row.number(summary.defects).number(summary.occurrences).empty(),
            };
            declared::cells(row.own(&context.absolute_folder(&path)), declarations::told(head))
        });
    }
    table.done()
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
