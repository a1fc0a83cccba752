//! The control file of a body as a workbook for people.

use super::model::{BodyControl, Controlled, ControlledSite, SharedFailure};
use crate::{
    exports::{
        audit::control::{CHECKS, NOT_LOOKED_FOR, name_of, said},
        sheets::{Book, Cell, Sheet},
    },
    language::Say,
    messages,
    pages::{Context, audit::list_tests},
    words,
};
use rules::{messages::Language, statement::DutyOutcome};

/// Most lines of a sheet. The JSON file and the page have all lines.
const MOST_LINES: usize = 5_000;
/// Most sites of one shared defect in a cell.
const MOST_HOSTS: usize = 20;

pub fn book(context: &Context<'_>, control: &BodyControl<'_>) -> Book {
    let language = context.language;
    Book {
        title: format!("{} {}", language.t("Contrôle des sites de", "Control of the sites of"), control.name),
        language,
        created: control.recorded_at,
        sheets: vec![
            about(control, language),
            sites(control, language),
            shared(control, language),
            not_covered(control, language),
        ],
    }
}

/// Sheet with the number of sites for each outcome of the four checks.
fn about(control: &BodyControl<'_>, language: Language) -> Sheet {
    let outcomes = [
        DutyOutcome::NotMet.code(),
        DutyOutcome::NotFound.code(),
        DutyOutcome::ToVerify.code(),
        DutyOutcome::Met.code(),
        NOT_LOOKED_FOR,
    ];
    let mut heads = vec![Cell::head(language.t("Sites, par vérification", "Sites, by check"))];
    heads.extend(outcomes.map(|outcome| Cell::head(said(outcome, language))));
    let note = language.t(
        "«\u{A0}Non trouvé\u{A0}» ne veut pas dire «\u{A0}absent\u{A0}», et ce qui n’est pas prouvé reste à vérifier par une personne.",
        "“Not found” does not mean “absent”, and what is not proven is left to a human.",
    );
    let mut rows = vec![
        vec![Cell::head(language.t("Organisme", "Body")), Cell::link(&control.name, &control.page)],
        vec![Cell::head("Note"), Cell::own(note)],
        Vec::new(),
        heads,
    ];
    rows.extend(CHECKS.map(|check| {
        let counts = outcomes.map(|outcome| Cell::number(control.count(check, outcome)));
        [vec![Cell::head(name_of(check, language))], counts.to_vec()].concat()
    }));
    Sheet::new(language.t("Contrôle", "Control"), vec![34, 60, 14, 14, 14, 14], rows)
}

fn sites(control: &BodyControl<'_>, language: Language) -> Sheet {
    let heads = [
        language.t("Membre", "Member"),
        language.t("Nature", "Kind"),
        language.t("Département", "Département"),
        "Site",
        language.t("Dernier audit", "Latest audit"),
        language.t("Non évalué", "Not evaluated"),
        name_of(CHECKS[0], language),
        name_of(CHECKS[1], language),
        name_of(CHECKS[2], language),
        name_of(CHECKS[3], language),
        language.t("Critères non respectés, prouvés", "Criteria proven not met"),
        language.t("Critères à vérifier", "Criteria to verify"),
        language.t("Pages examinées", "Pages examined"),
        language.t("Pages non examinées", "Pages not examined"),
        language.t("Documents liés", "Documents linked"),
        language.t("Documents examinés", "Documents examined"),
        language.t("PDF non balisés", "PDF without tags"),
        language.t(
            "Pages perdues de notre fait (vu en partie)",
            "Pages lost to a failure of ours (seen in part)",
        ),
    ];
    let widths = [28, 14, 14, 28, 12, 18, 14, 14, 14, 14, 12, 10, 10, 10, 10, 10, 10, 14];
    let lines = control.sites.iter().take(MOST_LINES).map(|site| line(site, language));
    let sheet = Sheet::below("Sites", heads, widths, lines);
    Sheet { frozen: (1, 1), ..sheet }
}

fn line(site: &ControlledSite<'_>, language: Language) -> Vec<Cell> {
    let host = site.host.map_or_else(
        || Cell::own(language.t("aucun site connu", "no site known")),
        |host| Cell::text(host, 253),
    );
    let mut cells = vec![
        Cell::text(site.name, 200),
        Cell::text(site.kind.unwrap_or_default(), 60),
        Cell::text(site.departement.unwrap_or_default(), 60),
        host,
    ];
    match &site.audit {
        Some(audit) => cells.extend(audited(audit, language)),
        None if site.host.is_some() => {
            cells.push(Cell::own(language.t("pas encore visité", "not visited yet")));
        }
        None => {}
    }
    cells
}

fn audited(audit: &Controlled<'_>, language: Language) -> Vec<Cell> {
    let cause = audit.not_evaluated.map(|cause| words::cause(cause).label.said(language));
    let mut cells =
        vec![Cell::link(&audit.audited_on, &audit.permalink), Cell::text(cause.unwrap_or_default(), 100)];
    if audit.not_evaluated.is_some() {
        return cells;
    }
    cells.extend(audit.checks.iter().map(|check| Cell::own(said(check.outcome, language))));
    let counts = [audit.failed, audit.to_verify, audit.pages_examined, audit.pages_not_examined];
    let counted = |count: u32| Cell::number(count as usize);
    cells.extend(counts.map(counted));
    match audit.documents {
        Some(found) => cells.extend([found.offered, found.examined, found.untagged].map(counted)),
        None => cells.extend([Cell::empty(), Cell::empty(), Cell::empty()]),
    }
    cells.push(counted(audit.pages_lost));
    cells
}

fn shared(control: &BodyControl<'_>, language: Language) -> Sheet {
    let heads = [
        language.t("Défaut", "Defect"),
        "Tests",
        "Sites",
        language.t("Lesquels", "Which"),
        language.t("Une preuve", "A proof"),
    ];
    let line = |failure: &SharedFailure<'_>| {
        let (named, more) = failure.sites.split_at(failure.sites.len().min(MOST_HOSTS));
        let more = if more.is_empty() { String::new() } else { format!(" + {}", more.len()) };
        vec![
            Cell::text(&messages::title(failure.rule, failure.reason, language), 200),
            Cell::text(&list_tests(failure.tests), 100),
            Cell::number(failure.sites.len()),
            Cell::text(&[named.join(", "), more].concat(), 1200),
            failure.evidence.first().map_or(Cell::empty(), |address| Cell::link(address, address)),
        ]
    };
    let name = language.t("Défauts communs", "Shared defects");
    let lines = control.shared_failures.iter().take(MOST_LINES).map(line);
    Sheet::below(name, heads, [60, 14, 8, 60, 60], lines)
}

fn not_covered(control: &BodyControl<'_>, language: Language) -> Sheet {
    let found = &control.not_covered;
    let not_shown = control.sites.len().saturating_sub(MOST_LINES);
    let rows = [
        (language.t("Membres sans site connu", "Members without a known site"), found.members_without_site),
        (language.t("Sites pas encore visités", "Sites not visited yet"), found.sites_not_visited),
        (
            language.t("Sites non évalués au dernier essai", "Sites not evaluated at the last try"),
            found.sites_not_evaluated,
        ),
        (
            language.t("Lignes que ce classeur ne montre pas", "Lines that this workbook does not show"),
            not_shown,
        ),
    ];
    let rows = rows.map(|(term, count)| vec![Cell::head(term), Cell::number(count)]).to_vec();
    Sheet::new(language.t("Non couvert", "Not covered"), vec![46, 12], rows)
}
