//! The table of audits, one line for each, in the order in which they were recorded, so that new ones come last.

use super::{
    Column, Content, DataFile, Format, Holds,
    column::joined,
    declared, documents, lines,
    table::{self, figures, lost, outcome},
};
use crate::{
    declarations,
    engine::{Digest, EarlierPage},
    exports::cells::Row,
    input::AuditHead,
    pages::{Context, at},
};
use chrono::{DateTime, SecondsFormat, Utc};

pub static FILE: DataFile = DataFile {
    file: "audits.csv",
    format: Format::Csv,
    holds: Holds::Data,
    title: ["Audits, un par ligne (CSV)", "Audits, one a line (CSV)"],
    content: Content::Lines(lines),
};

pub const COLUMNS: &[Column] = &joined::<41>(&[
    &BEFORE,
    &table::FIGURES,
    &BEHIND,
    &declared::COLUMNS,
    &documents::COLUMNS,
    &table::LOST,
]);

const BEFORE: [Column; 5] = [
    Column::text(
        "audit",
        "Identifiant : les douze premiers chiffres de l’empreinte de audit.json",
        "Id: first twelve digits of the hash of audit.json",
    ),
    Column::text("host", "Nom d’hôte du site", "Host name of the site"),
    Column::time("started_at", "Début de l’audit (UTC)", "Begin of the audit (UTC)"),
    Column::time("recorded_at", "Enregistrement (UTC)", "Recording (UTC)"),
    Column::text("outcome", "evaluated ou not-evaluated", "evaluated or not-evaluated"),
];

const BEHIND: [Column; 6] = [
    Column::integer("pages_audited", "Pages examinées", "Pages examined"),
    Column::integer("pages_not_audited", "Pages qui n’ont pas pu l’être", "Pages that could not be"),
    Column::integer("defects", "Défauts distincts prouvés", "Distinct proven defects"),
    Column::integer("occurrences", "Occurrences de ces défauts", "Occurrences of these defects"),
    Column::time(
        "withdrawn_at",
        "Retrait de l’audit (UTC) ; ses chiffres sont alors vides",
        "Withdrawal of the audit (UTC); its figures are then empty",
    ),
    Column::uri("address", "Adresse permanente de l’audit", "Permanent address of the audit"),
];

fn lines(context: &Context<'_>, earlier: &EarlierPage<'_>) -> Vec<Vec<u8>> {
    let written = |row, head: &&AuditHead| {
        // An audit that cannot have an address is reported as a problem of its page.
        let path = at::audit(head).ok()?;
        Some(line(row, head, &context.absolute_folder(&path)))
    };
    let key = |heads: &[&AuditHead]| Digest::of_value(&heads);
    lines::drawn((FILE.file, COLUMNS), context.catalog.recorded(), earlier, key, written)
}

fn line(row: Row, head: &AuditHead, address: &str) -> Row {
    let row =
        row.text(&head.id, 60).text(&head.host, 253).own(&time(head.started_at)).own(&time(head.recorded_at));
    let row = figures(outcome(row, head), Some(head));
    let summary = &head.summary;
    let row = row.number(summary.pages_audited).number(summary.pages_not_audited);
    let row = match head.withdrawn.as_ref() {
        Some(withdrawal) => row.empty().empty().own(&time(withdrawal.at)),
        None => row.number(summary.defects).number(summary.occurrences).empty(),
    };
    let row = declared::cells(row.own(address), declarations::told(head));
    lost(documents::cells(row, documents::told(head)), Some(head))
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
