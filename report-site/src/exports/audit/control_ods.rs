//! The control file as OpenDocument.

use super::{
    AuditExport, Format, Holds, Shown,
    control::{Control, name_of, said},
};
use crate::{
    exports::sheets::{Book, Cell, Sheet, ods},
    text::Text,
    words,
};
use rules::messages::Language;

pub static EXPORT: AuditExport = AuditExport {
    file: "controle.ods",
    format: Format::Ods,
    holds: Holds::Sentences,
    title: [
        "Fichier de contrôle\u{A0}: échantillon, échecs, non couvert, quatre vérifications (ODS)",
        "Control file: sample, failures, what was not covered, four checks (ODS)",
    ],
    write: |shown| ods(&book(shown)),
};

/// Most lines of a sheet; more than a person reads.
const MOST_LINES: usize = 500;

fn book(shown: &Shown<'_>) -> Book {
    let control = Control::new(shown);
    let (host, day) = (Text::line(control.host), &control.audited_on);
    Book {
        title: match shown.language {
            Language::French => format!("Contrôle de {host} du {day}"),
            Language::English => format!("Control of {host}, {day}"),
        },
        language: shown.language,
        created: shown.audit.ended_at,
        sheets: vec![
            about(shown, &control),
            sample(shown, &control),
            failures(shown, &control),
            not_covered(shown, &control),
        ],
    }
}

fn about(shown: &Shown<'_>, control: &Control<'_>) -> Sheet {
    let line = |term: &str, cell: Cell| vec![Cell::head(term), cell];
    let mut rows = vec![
        line("Site", Cell::link(control.site, control.site)),
        line(
            shown.t("Audit automatique", "Automatic audit"),
            Cell::link(control.permalink, control.permalink),
        ),
        line("Date", Cell::text(&control.audited_on, 20)),
        line(shown.t("Référentiel", "Referential"), Cell::text(&control.referential, 60)),
    ];
    if let Some(cause) = control.not_evaluated {
        let cause = words::cause(cause).label.said(shown.language);
        rows.push(line(shown.t("Non évalué", "Not evaluated"), Cell::text(cause, 200)));
    }
    for check in &control.checks {
        rows.push(line(name_of(check.check, shown.language), Cell::own(said(check.outcome, shown.language))));
    }
    let note = shown.t(
        "«\u{A0}Non trouvé\u{A0}» ne veut pas dire «\u{A0}absent\u{A0}», et ce qui n’est pas prouvé reste à vérifier par une personne.",
        "“Not found” does not mean “absent”, and what is not proven is left to a human.",
    );
    rows.push(line("Note", Cell::text(note, 300)));
    Sheet::new(shown.t("Contrôle", "Control"), vec![34, 90], rows)
}

fn sample(shown: &Shown<'_>, control: &Control<'_>) -> Sheet {
    let heads = [
        shown.t("N°", "No"),
        shown.t("Titre", "Title"),
        shown.t("Adresse", "Address"),
        shown.t("Raison du choix", "Why it was chosen"),
        shown.t("Non examinée", "Not examined"),
    ];
    let lines = (1..).zip(&control.sample.pages).take(MOST_LINES).map(|(number, page)| {
        let cause = page.not_examined.map(|cause| words::cause(cause).label.said(shown.language));
        vec![
            Cell::number(number),
            Cell::text(page.title.unwrap_or_default(), 200),
            Cell::link(page.url, page.url),
            Cell::text(&words::sample_kind(page.reason, shown.language), 100),
            Cell::text(cause.unwrap_or_default(), 100),
        ]
    });
    Sheet::below(shown.t("Échantillon", "Sample"), heads, [6, 50, 70, 30, 30], lines)
}

fn failures(shown: &Shown<'_>, control: &Control<'_>) -> Sheet {
    let heads = [
        shown.t("Critère", "Criterion"),
        shown.t("Intitulé", "Title"),
        shown.t("Pages de l’échantillon", "Pages of the sample"),
        shown.t("Preuve", "Evidence"),
    ];
    let lines = control.failures.iter().map(|failure| {
        let criterion = shown.criteria().find(|known| known.id == failure.criterion);
        let title = criterion.map_or("", |known| shown.t(known.title_fr, known.title_en));
        let pages: Vec<_> = failure.pages.iter().map(ToString::to_string).collect();
        let evidence = failure.evidence.first().map_or(Cell::empty(), |address| Cell::link(address, address));
        vec![
            Cell::text(&failure.criterion.to_string(), 10),
            Cell::own(title),
            Cell::text(&pages.join(", "), 400),
            evidence,
        ]
    });
    Sheet::below(shown.t("Non-conformités", "Failures"), heads, [10, 70, 30, 90], lines)
}

fn not_covered(shown: &Shown<'_>, control: &Control<'_>) -> Sheet {
    let covered = &control.not_covered;
    let criteria: Vec<_> = covered.criteria_to_verify.iter().map(ToString::to_string).collect();
    let documents = covered.documents_not_examined.map(|count| count.to_string());
    let rows = [
        (
            shown.t("Critères à vérifier par une personne", "Criteria for a human to verify"),
            criteria.join(", "),
        ),
        (shown.t("Pages non examinées", "Pages not examined"), covered.pages_not_examined.to_string()),
        (
            shown.t(
                "Parmi elles, perdues par une panne de notre fait",
                "Among them, lost to a failure of ours",
            ),
            covered.pages_lost.to_string(),
        ),
        (
            shown.t("Documents tirés et non examinés", "Documents drawn and not examined"),
            documents.unwrap_or_else(|| shown.t("pas cherché", "not looked for").to_owned()),
        ),
    ];
    let rows = rows.map(|(term, text)| vec![Cell::head(term), Cell::text(&text, 1200)]).to_vec();
    Sheet::new(shown.t("Non couvert", "Not covered"), vec![40, 90], rows)
}
