//! The findings of an audit as a table, one line for each finding. The tables of all audits consist of the same lines.

use super::{AuditExport, Format, Holds, Shown};
use crate::{
    exports::{cells::Csv, data::Column},
    pages::audit::list_tests,
};
use rules::audit::Finding;
use std::collections::BTreeSet;

pub static EXPORT: AuditExport = AuditExport {
    file: "findings.csv",
    format: Format::Csv,
    holds: Holds::Sentences,
    title: ["Constats, un par ligne (CSV)", "Findings, one a line (CSV)"],
    write: |shown| {
        let mut table = Csv::new(&Column::names(COLUMNS));
        rows(shown, &mut table);
        table.done()
    },
};

pub const COLUMNS: &[Column] = &[
    Column::text(
        "audit",
        "Identifiant de l’audit : les douze premiers chiffres de l’empreinte de audit.json",
        "The audit’s id: first twelve digits of the hash of audit.json",
    ),
    Column::text(
        "host",
        "Nom d’hôte du site, comme dans l’adresse de l’audit",
        "Host name of the site, as in the address of the audit",
    ),
    Column::date("date", "Jour de l’audit (UTC)", "Day of the audit (UTC)"),
    Column::text(
        "finding",
        "Identifiant du constat, le même d’un audit à l’autre et d’un site à l’autre",
        "Id of the finding, the same from audit to audit and from site to site",
    ),
    Column::text(
        "outcome",
        "failed : défaut prouvé ; cantTell : point à vérifier par une personne",
        "failed: proven defect; cantTell: point that a person has to verify",
    ),
    Column::text(
        "criteria",
        "Critères concernés du référentiel principal, séparés par des espaces",
        "Criteria of the main referential it concerns, with spaces between them",
    ),
    Column::text(
        "tests",
        "Tests concernés du référentiel principal, séparés par des virgules",
        "Tests of the main referential it concerns, with commas between them",
    ),
    Column::boolean(
        "either",
        "true : un de ces critères n’est pas respecté, sans qu’on sache lequel",
        "true: one of these criteria is not met, and it is not known which",
    ),
    Column::text("rule", "Règle qui a jugé", "Rule that judged"),
    Column::text("reason", "Clé de la raison, stable", "Key of the reason, stable"),
    Column::text("message", "Ce qui a été constaté, en français", "What was found, in English"),
    Column::text("fix", "Que faire, en français", "What to do, in English"),
    Column::integer(
        "occurrences",
        "Nombre d’occurrences sur toutes les pages",
        "Number of occurrences on all pages",
    ),
    Column::integer(
        "pages",
        "Nombre de pages parmi les emplacements conservés (50 au plus par constat)",
        "Number of pages among the places that were kept (50 at most for one finding)",
    ),
    Column::text(
        "first_page",
        "Adresse de la page du premier emplacement",
        "Address of the page of the first place",
    ),
    Column::text("first_selector", "Sélecteur CSS du premier emplacement", "CSS selector of the first place"),
    Column::text("excerpt", "Extrait du code de la page", "Excerpt of the page’s code"),
    Column::uri(
        "evidence",
        "Adresse du constat dans la page de l’audit",
        "Address of the finding in the page of the audit",
    ),
];

const SENTENCE: usize = 600;
const EXCERPT: usize = 600;
const ADDRESS: usize = 2000;

pub fn rows(shown: &Shown<'_>, table: &mut Csv) {
    for (number, finding) in shown.audit.findings.iter().enumerate() {
        row(shown, number, finding, table);
    }
}

fn row(shown: &Shown<'_>, number: usize, finding: &Finding, table: &mut Csv) {
    let message = &shown.messages[number];
    let criteria: BTreeSet<_> = finding.tests.iter().map(|test| test.criterion()).collect();
    let criteria: Vec<_> = criteria.iter().map(ToString::to_string).collect();
    let pages: BTreeSet<u32> = finding.places.iter().map(|place| place.page).collect();
    let first = finding.places.first();
    let page = first.map(|place| place.page as usize);
    let address = page.and_then(|page| shown.addresses.get(page)?.as_deref());
    let page = page.and_then(|page| shown.audit.pages.get(page)).map_or("", |page| page.url.as_str());
    table.row(|row| {
        row.own(shown.id())
            .text(&shown.audit.site.host, 253)
            .own(&shown.day())
            .text(&finding.id, 60)
            .own(finding.outcome.name())
            .own(&criteria.join(" "))
            .own(&list_tests(&finding.tests))
            .own(if finding.either { "true" } else { "false" })
            .text(&finding.rule, 120)
            .text(&finding.reason, 120)
            .text(&message.what, SENTENCE)
            .text(&message.fix, SENTENCE)
            .number(finding.count)
            .number(pages.len() as u64)
            .text(address.unwrap_or(page), ADDRESS)
            .text(first.map_or("", |place| &place.selector), 300)
            .text(&finding.html, EXCERPT)
            .own(&shown.evidence(number))
    });
}
