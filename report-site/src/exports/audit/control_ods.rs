//! The control file as OpenDocument.

use super::{AuditExport, Format, Holds, Shown, control::Control};
use crate::{
    exports::sheets::{Book, Cell, Sheet, ods},
    pages::verdict::tag,
    text::Text,
    words,
};
use rules::{messages::Language, statement::DutyOutcome};

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

/// More than a person reads in a sheet.
const MOST_LINES: usize = 500;

fn book(shown: &Shown<'_>) -> Book {
    let control = Control::of(shown);
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
        line(shown.t("Audit automatique", "Automatic audit"), Cell::link(control.permalink, control.permalink)),
        line("Date", Cell::text(&control.audited_on, 20)),
        line(shown.t("Référentiel", "Referential"), Cell::text(&control.referential, 60)),
    ];
    if let Some(cause) = control.not_evaluated {
        let cause = words::cause(cause).label.said(shown.language);
        rows.push(line(shown.t("Non évalué", "Not evaluated"), Cell::text(cause, 200)));
    }
    for check in &control.checks {
        rows.push(line(name_of(shown, check.check), Cell::text(said(shown, check.outcome), 60)));
    }
    let note = shown.t(
        "«\u{A0}Non trouvé\u{A0}» ne veut pas dire «\u{A0}absent\u{A0}», et ce qui n’est pas prouvé reste à vérifier par une personne.",
        "“Not found” does not mean “absent”, and what is not proven is left to a human.",
    );
    rows.push(line("Note", Cell::text(note, 300)));
    sheet(shown.t("Contrôle", "Control"), vec![34, 90], 0, rows)
}

fn name_of<'t>(shown: &Shown<'_>, check: &'t str) -> &'t str {
    match check {
        "accessibility" => shown.t("1. Accessibilité", "1. Accessibility"),
        "statement" => shown.t("2. Déclaration d’accessibilité", "2. Accessibility statement"),
        "scheme-and-plan" => shown.t("3. Schéma pluriannuel et plan de l’année", "3. Multi-year scheme and plan"),
        _ => shown.t("4. Moyen de signaler un défaut", "4. Way to report a defect"),
    }
}

fn said<'t>(shown: &Shown<'_>, outcome: &'t str) -> &'t str {
    let known = DutyOutcome::ALL.iter().find(|known| known.code() == outcome);
    known.map_or(shown.t("pas cherché", "not looked for"), |known| tag(*known, shown.language).1)
}

fn sample(shown: &Shown<'_>, control: &Control<'_>) -> Sheet {
    let head = [
        shown.t("N°", "No"),
        shown.t("Titre", "Title"),
        shown.t("Adresse", "Address"),
        shown.t("Raison du choix", "Why it was chosen"),
        shown.t("Non examinée", "Not examined"),
    ];
    let mut rows = vec![head.map(Cell::head).to_vec()];
    rows.extend((1_u32..).zip(&control.sample.pages).take(MOST_LINES).map(|(number, page)| {
        let cause = page.not_examined.map(|cause| words::cause(cause).label.said(shown.language));
        vec![
            Cell::text(&number.to_string(), 10),
            Cell::text(page.title.unwrap_or_default(), 200),
            Cell::link(page.url, page.url),
            Cell::text(&words::sample_kind(page.reason, shown.language), 100),
            Cell::text(cause.unwrap_or_default(), 100),
        ]
    }));
    sheet(shown.t("Échantillon", "Sample"), vec![6, 50, 70, 30, 30], 1, rows)
}

fn failures(shown: &Shown<'_>, control: &Control<'_>) -> Sheet {
    let head = [
        shown.t("Critère", "Criterion"),
        shown.t("Intitulé", "Title"),
        shown.t("Pages de l’échantillon", "Pages of the sample"),
        shown.t("Preuve", "Evidence"),
    ];
    let mut rows = vec![head.map(Cell::head).to_vec()];
    for failure in &control.failures {
        let criterion = shown.criteria().find(|known| known.id == failure.criterion);
        let title = criterion.map_or("", |known| shown.t(known.title_fr, known.title_en));
        let pages: Vec<_> = failure.pages.iter().map(ToString::to_string).collect();
        let evidence = failure.evidence.first().map_or(Cell::empty(), |address| Cell::link(address, address));
        rows.push(vec![
            Cell::text(&failure.criterion.to_string(), 10),
            Cell::text(title, 300),
            Cell::text(&pages.join(", "), 400),
            evidence,
        ]);
    }
    sheet(shown.t("Non-conformités", "Failures"), vec![10, 70, 30, 90], 1, rows)
}

fn not_covered(shown: &Shown<'_>, control: &Control<'_>) -> Sheet {
    let covered = &control.not_covered;
    let criteria: Vec<_> = covered.criteria_to_verify.iter().map(ToString::to_string).collect();
    let documents = covered.documents_not_examined.map(|count| count.to_string());
    let rows = [
        (shown.t("Critères à vérifier par une personne", "Criteria for a human to verify"), criteria.join(", ")),
        (
            shown.t("Pages non examinées", "Pages not examined"),
            covered.pages_not_examined.to_string(),
        ),
        (
            shown.t("Documents tirés et non examinés", "Documents drawn and not examined"),
            documents.unwrap_or_else(|| shown.t("pas cherché", "not looked for").to_owned()),
        ),
    ];
    let rows = rows.map(|(term, text)| vec![Cell::head(term), Cell::text(&text, 1200)]).to_vec();
    sheet(shown.t("Non couvert", "Not covered"), vec![40, 90], 0, rows)
}

fn sheet(name: &'static str, widths: Vec<u16>, frozen: u16, rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet { name, widths, frozen: (frozen, 0), rows, to_fill: None }
}
