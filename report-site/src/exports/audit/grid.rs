//! The grid that a person who audits begins with: criteria by pages. What is proven is written, with its evidence; every
//! other cell is empty, for nothing else is known. A referential beside the main one has a sheet of its criteria.

use super::{Shown, grid_beside, shown::JudgedPage};
use crate::{
    exports::sheets::{Book, Cell, Sheet, Style, ToFill},
    messages::title,
    text::Text,
    words,
};
use rules::{
    Outcome,
    audit::Finding,
    documents::DocumentsDigest,
    messages::Language,
    referential::{Criterion, CriterionId},
};

/// More pages than a person audits: a larger sample is cut, and says so.
const MOST_PAGES: usize = 40;
/// More findings than a person reads in a sheet.
const MOST_FINDINGS: usize = 500;

/// Columns before those of the pages.
const BEFORE: u16 = 4;

/// Files for download and their accessible versions.
const ON_DOCUMENTS: CriterionId = CriterionId::new(13, 3);

pub fn book(shown: &Shown<'_>) -> Book {
    let pages = shown.judged();
    let kept = &pages[..pages.len().min(MOST_PAGES)];
    let (host, day) = (Text::line(&shown.audit.site.host), shown.day());
    let mut sheets = vec![
        about(shown, kept.len(), pages.len()),
        sample(shown, kept),
        criteria(shown, kept),
        findings(shown),
    ];
    sheets.extend(grid_beside::sheets(shown));
    Book {
        title: match shown.language {
            Language::French => format!("Grille d’audit de {host} du {day}"),
            Language::English => format!("Audit grid of {host}, {day}"),
        },
        language: shown.language,
        created: shown.audit.ended_at,
        sheets,
    }
}

fn about(shown: &Shown<'_>, kept: usize, examined: usize) -> Sheet {
    let line = |term: &str, cell: Cell| vec![Cell::head(term), cell];
    let told =
        |term: &str, french: &str, english: &str| line(term, Cell::text(shown.t(french, english), 200));
    let setting = &shown.audit.setting;
    let referential = format!("{} {}", setting.referential, setting.referential_version);
    let pages = match shown.language {
        Language::French => format!("{kept} dans cette grille, {examined} examinées"),
        Language::English => format!("{kept} in this grid, {examined} examined"),
    };
    let mut rows = vec![
        line("Site", Cell::link(&shown.audit.site.url, &shown.audit.site.url)),
        line(shown.t("Audit automatique", "Automatic audit"), Cell::link(&shown.permalink, &shown.permalink)),
        line("Date", Cell::text(&shown.day(), 20)),
        line(shown.t("Référentiel", "Referential"), Cell::text(&referential, 60)),
        line(
            shown.t("Empreinte BLAKE3 de audit.json", "BLAKE3 hash of audit.json"),
            Cell::text(shown.hash, 64),
        ),
        line("Pages", Cell::text(&pages, 80)),
        told(
            "NC",
            "Non conforme : une preuve figure dans l’audit automatique, liée depuis la cellule.",
            "Not conforming: the automatic audit holds a proof, to which the cell leads.",
        ),
        told("NA", "Non applicable, prouvé sur cette page.", "Not applicable, proven on this page."),
        told(
            shown.t("Cellule vide", "Empty cell"),
            "Rien n’est prouvé : à vérifier par une personne. Une cellule vide ne veut pas dire conforme.",
            "Nothing is proven: a person has to verify. An empty cell does not mean conforming.",
        ),
        told(
            shown.t("À remplir", "To fill"),
            "C (conforme), NC (non conforme), NA (non applicable) ou NT (non testé).",
            "C (conforming), NC (not conforming), NA (not applicable) or NT (not tested).",
        ),
    ];
    rows.splice(4..4, grid_beside::lines(shown));
    let name = shown.t("Lisez-moi", "Read me");
    Sheet { name, widths: vec![32, 90], frozen: (0, 0), rows, to_fill: None }
}

fn sample(shown: &Shown<'_>, pages: &[JudgedPage<'_>]) -> Sheet {
    let head = [
        shown.t("N°", "No"),
        shown.t("Titre", "Title"),
        shown.t("Adresse", "Address"),
        shown.t("Raison du choix", "Why it was chosen"),
    ];
    let mut rows = vec![head.map(Cell::head).to_vec()];
    rows.extend((1..).zip(pages).map(|(number, JudgedPage { index, page, .. })| {
        vec![
            Cell::text(&column_name(number), 10),
            Cell::text(page.title.as_deref().unwrap_or_default(), 200),
            Cell::text(&page.url, 200).leading_to(shown.addresses[*index as usize].clone()),
            Cell::text(&words::sample_kind(&page.kind, shown.language), 100),
        ]
    }));
    let name = shown.t("Échantillon", "Sample");
    Sheet { name, widths: vec![6, 50, 70, 30], frozen: (1, 0), rows, to_fill: None }
}

fn column_name(number: usize) -> String {
    format!("P{number:02}")
}

fn criteria(shown: &Shown<'_>, pages: &[JudgedPage<'_>]) -> Sheet {
    let before = [
        shown.t("Thème", "Theme"),
        shown.t("Critère", "Criterion"),
        shown.t("Niveau", "Level"),
        shown.t("Intitulé", "Title"),
    ];
    let behind = [
        shown.t("Constats de l’audit automatique", "Findings of the automatic audit"),
        shown.t("Commentaire", "Comment"),
    ];
    let mut head = before.map(Cell::head).to_vec();
    head.extend((1..).zip(pages).map(|(number, _)| Cell::head(&column_name(number))));
    head.extend(behind.map(Cell::head));
    let mut rows = vec![head];
    rows.extend(shown.criteria().enumerate().map(|(number, criterion)| {
        let found = Found::of(shown, criterion);
        let mut row = begin(shown, criterion);
        row.extend(pages.iter().map(|page| found.on(shown, page.index, page.outcomes[number])));
        row.extend([found.all, Cell::empty()]);
        row
    }));
    let last = (rows.len() - 1) as u16;
    let mut widths = vec![6, 8, 7, 60];
    widths.extend(pages.iter().map(|_| 6));
    widths.extend([50, 50]);
    let to_fill = (last > 0 && !pages.is_empty()).then(|| ToFill {
        choices: &["C", "NC", "NA", "NT"],
        from: (1, BEFORE),
        to: (last, BEFORE - 1 + pages.len() as u16),
    });
    let name = shown.t("Critères", "Criteria");
    Sheet { name, widths, frozen: (1, BEFORE), rows, to_fill }
}

fn begin(shown: &Shown<'_>, criterion: &Criterion) -> Vec<Cell> {
    let id = criterion.id.to_string();
    let official = shown.referential.map(|referential| referential.criterion_url(criterion.id));
    vec![
        Cell::text(&criterion.id.theme().to_string(), 4),
        Cell::text(&id, 10).leading_to(official),
        Cell::text(&format!("{:?}", criterion.level), 4),
        Cell::text(shown.t(criterion.title_fr, criterion.title_en), 300),
    ]
}

/// What the audit found on one criterion.
struct Found<'a> {
    failed_on: &'a [u32],
    /// Page, and first finding that proves the criterion there.
    evidence: Vec<(u32, usize)>,
    first: Option<usize>,
    /// In one cell.
    all: Cell,
}

impl<'a> Found<'a> {
    fn of(shown: &'a Shown<'_>, criterion: &Criterion) -> Self {
        let concerns = |finding: &Finding| finding.tests.iter().any(|test| test.criterion() == criterion.id);
        let numbered = shown.audit.findings.iter().enumerate();
        let found: Vec<_> = numbered.filter(|(_, finding)| concerns(finding)).collect();
        let proofs = found.iter().filter(|(_, finding)| finding.outcome == Outcome::Failed && sole(finding));
        let mut evidence: Vec<(u32, usize)> = Vec::new();
        let mut first = None;
        for (number, finding) in proofs {
            for place in &finding.places {
                if !evidence.iter().any(|(page, _)| *page == place.page) {
                    evidence.push((place.page, *number));
                }
            }
            first.get_or_insert(*number);
        }
        let lines = if criterion.id == ON_DOCUMENTS { documents(shown) } else { Vec::new() };
        Self { failed_on: shown.failed_on(criterion.id), evidence, first, all: told(shown, &found, lines) }
    }

    fn on(&self, shown: &Shown<'_>, page: u32, known: Outcome) -> Cell {
        let failed = self.failed_on.contains(&page);
        match known {
            _ if failed => {
                let here = self.evidence.iter().find(|(at, _)| *at == page).map(|(_, number)| *number);
                let link = here.or(self.first).and_then(|number| shown.evidence_link(number));
                Cell::text("NC", 2).leading_to(link).styled(Style::Failed)
            }
            Outcome::Inapplicable => Cell::text("NA", 2).styled(Style::Inapplicable),
            _ => Cell::empty(),
        }
    }
}

/// Whether a finding proves a criterion by itself, and not one of several.
fn sole(finding: &Finding) -> bool {
    let mut criteria = finding.tests.iter().map(|test| test.criterion());
    let first = criteria.next();
    !finding.either || criteria.all(|other| Some(other) == first)
}

/// The findings on a criterion in one cell, which leads to the first.
fn told(shown: &Shown<'_>, found: &[(usize, &Finding)], before: Vec<String>) -> Cell {
    const MOST: usize = 5;
    let Some((number, _)) = found.first() else {
        return if before.is_empty() { Cell::empty() } else { Cell::text(&before.join("\n"), 1200) };
    };
    let line = |(_, finding): &(usize, &Finding)| {
        let title = title(&finding.rule, &finding.reason, shown.language);
        let state = match finding.outcome {
            Outcome::Failed if finding.either => shown.t("l’un ou l’autre", "one or the other"),
            _ => state(shown, finding),
        };
        format!("{} ({state}, {} ×)", Text::capped(&title, 150), finding.count)
    };
    let mut lines: Vec<_> = before.into_iter().chain(found.iter().take(MOST).map(line)).collect();
    if found.len() > MOST {
        let more = found.len() - MOST;
        lines.push(match shown.language {
            Language::French => format!("… et {more} autres"),
            Language::English => format!("… and {more} others"),
        });
    }
    Cell::text(&lines.join("\n"), 1200).leading_to(shown.evidence_link(*number))
}

/// What was seen of the documents, for the line of their criterion.
fn documents(shown: &Shown<'_>) -> Vec<String> {
    let digest = shown.audit.documents.as_ref().map(DocumentsDigest::of);
    let told = digest.and_then(|digest| crate::pages::documents::sentence(&digest, shown.language));
    told.into_iter().map(|told| format!("Documents{}: {told}", shown.t("\u{A0}", ""))).collect()
}

fn state<'t>(shown: &Shown<'_>, finding: &Finding) -> &'t str {
    match finding.outcome {
        Outcome::Failed => shown.t("prouvé", "proven"),
        _ => shown.t("à vérifier", "to verify"),
    }
}

fn findings(shown: &Shown<'_>) -> Sheet {
    let head = [
        "Tests",
        shown.t("État", "State"),
        shown.t("Constat", "Finding"),
        shown.t("Que faire", "What to do"),
        "Occurrences",
        shown.t("Première page", "First page"),
        shown.t("Sélecteur", "Selector"),
        shown.t("Preuve", "Evidence"),
    ];
    let mut rows = vec![head.map(Cell::head).to_vec()];
    for (number, finding) in shown.audit.findings.iter().enumerate().take(MOST_FINDINGS) {
        rows.push(finding_row(shown, number, finding));
    }
    let name = shown.t("Constats", "Findings");
    Sheet { name, widths: vec![14, 12, 60, 60, 12, 50, 40, 20], frozen: (1, 0), rows, to_fill: None }
}

fn finding_row(shown: &Shown<'_>, number: usize, finding: &Finding) -> Vec<Cell> {
    let message = &shown.messages[number];
    let first = finding.places.first();
    let page = first.map(|place| place.page as usize);
    let address = page.and_then(|page| shown.addresses.get(page)).cloned().flatten();
    let page = page.and_then(|page| shown.audit.pages.get(page)).map_or("", |page| page.url.as_str());
    let between = if finding.either { shown.t(" ou ", " or ") } else { ", " };
    let tests: Vec<_> = finding.tests.iter().take(12).map(ToString::to_string).collect();
    vec![
        Cell::text(&tests.join(between), 100),
        Cell::text(state(shown, finding), 20),
        Cell::text(&message.what, 600),
        Cell::text(&message.fix, 600),
        Cell::text(&finding.count.to_string(), 12),
        Cell::text(page, 200).leading_to(address),
        Cell::text(first.map_or("", |place| &place.selector), 300),
        Cell::text(shown.t("voir la preuve", "see the evidence"), 20).leading_to(shown.evidence_link(number)),
    ]
}
