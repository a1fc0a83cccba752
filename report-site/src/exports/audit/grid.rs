//! The grid that a person who audits begins with: 106 criteria by pages. What is proven is written, with its
//! evidence; every other cell is empty, for nothing else is known.

use super::Shown;
use crate::{
    exports::sheets::{Book, Cell, Sheet, Style, ToFill},
    messages::{message, title},
    text::Text,
    words,
};
use rules::{
    Outcome,
    audit::{AuditedPage, Finding},
    messages::Language,
    referential::Criterion,
};

/// More pages than a person audits: a larger sample is cut, and says so.
const MOST_PAGES: usize = 40;
/// More findings than a person reads in a sheet.
const MOST_FINDINGS: usize = 500;

/// Columns before those of the pages.
const BEFORE: u16 = 4;

pub fn book(shown: &Shown<'_>) -> Book {
    let pages: Vec<_> = shown.examined().collect();
    let kept = &pages[..pages.len().min(MOST_PAGES)];
    Book {
        title: format!("Grille d’audit de {} du {}", Text::line(&shown.audit.site.host), shown.day()),
        created: shown.audit.ended_at,
        sheets: vec![
            about(shown, kept.len(), pages.len()),
            sample(kept),
            criteria(shown, kept),
            findings(shown),
        ],
    }
}

fn about(shown: &Shown<'_>, kept: usize, examined: usize) -> Sheet {
    let line = |term: &str, cell: Cell| vec![Cell::head(term), cell];
    let setting = &shown.audit.setting;
    let rows = vec![
        line("Site", Cell::link(&shown.audit.site.url, &shown.audit.site.url)),
        line("Audit automatique", Cell::link(&shown.permalink, &shown.permalink)),
        line("Date", Cell::text(&shown.day(), 20)),
        line(
            "Référentiel",
            Cell::text(&format!("{} {}", setting.referential, setting.referential_version), 60),
        ),
        line("Empreinte BLAKE3 de audit.json", Cell::text(shown.hash, 64)),
        line("Pages", Cell::text(&format!("{kept} dans cette grille, {examined} examinées"), 80)),
        line(
            "NC",
            Cell::text(
                "Non conforme : une preuve figure dans l’audit automatique, liée depuis la cellule.",
                200,
            ),
        ),
        line("NA", Cell::text("Non applicable, prouvé sur cette page.", 200)),
        line(
            "Cellule vide",
            Cell::text(
                "Rien n’est prouvé : à vérifier par une personne. Une cellule vide ne veut pas dire conforme.",
                200,
            ),
        ),
        line(
            "À remplir",
            Cell::text("C (conforme), NC (non conforme), NA (non applicable) ou NT (non testé).", 200),
        ),
    ];
    Sheet { name: "Lisez-moi", widths: vec![32, 90], frozen: (0, 0), rows, to_fill: None }
}

fn sample(pages: &[(u32, &AuditedPage)]) -> Sheet {
    let mut rows = vec![["N°", "Titre", "Adresse", "Raison du choix"].map(Cell::head).to_vec()];
    rows.extend((1..).zip(pages).map(|(number, (_, page))| {
        vec![
            Cell::text(&column_name(number), 10),
            Cell::text(page.title.as_deref().unwrap_or_default(), 200),
            Cell::link(&page.url, &page.url),
            Cell::text(&words::sample_kind(&page.kind, Language::French), 100),
        ]
    }));
    Sheet { name: "Échantillon", widths: vec![6, 50, 70, 30], frozen: (1, 0), rows, to_fill: None }
}

fn column_name(number: usize) -> String {
    format!("P{number:02}")
}

fn criteria(shown: &Shown<'_>, pages: &[(u32, &AuditedPage)]) -> Sheet {
    let mut head = ["Thème", "Critère", "Niveau", "Intitulé"].map(Cell::head).to_vec();
    head.extend((1..).zip(pages).map(|(number, _)| Cell::head(&column_name(number))));
    head.extend(["Constats de l’audit automatique", "Commentaire"].map(Cell::head));
    let known: Vec<_> = pages.iter().map(|(index, page)| (*index, shown.on_page(page))).collect();
    let all = shown.referential.into_iter().flat_map(|referential| referential.criteria());
    let mut rows = vec![head];
    rows.extend(all.map(|criterion| {
        let found = Found::of(shown, criterion);
        let mut row = begin(shown, criterion);
        row.extend(known.iter().map(|(page, known)| found.on(*page, known(criterion))));
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
    Sheet { name: "Critères", widths, frozen: (1, BEFORE), rows, to_fill }
}

fn begin(shown: &Shown<'_>, criterion: &Criterion) -> Vec<Cell> {
    let id = criterion.id.to_string();
    let official = shown.referential.map(|referential| referential.id().criterion_url(criterion.id));
    vec![
        Cell::text(&criterion.id.theme().to_string(), 4),
        Cell::link(&id, &official.unwrap_or_default()),
        Cell::text(&format!("{:?}", criterion.level), 4),
        Cell::text(criterion.title_fr, 300),
    ]
}

/// What the audit found on one criterion.
struct Found<'a> {
    failed_on: &'a [u32],
    /// Of each page, the first finding that proves it, and of all pages.
    evidence: Vec<(u32, String)>,
    first: Option<String>,
    /// In one cell.
    all: Cell,
}

impl<'a> Found<'a> {
    fn of(shown: &'a Shown<'_>, criterion: &Criterion) -> Self {
        let concerns = |finding: &Finding| finding.tests.iter().any(|test| test.criterion() == criterion.id);
        let numbered = shown.audit.findings.iter().enumerate();
        let found: Vec<_> = numbered.filter(|(_, finding)| concerns(finding)).collect();
        let proofs = found.iter().filter(|(_, finding)| finding.outcome == Outcome::Failed && sole(finding));
        let mut evidence: Vec<(u32, String)> = Vec::new();
        let mut first = None;
        for (number, finding) in proofs {
            let address = shown.evidence(*number);
            for place in &finding.places {
                if !evidence.iter().any(|(page, _)| *page == place.page) {
                    evidence.push((place.page, address.clone()));
                }
            }
            first.get_or_insert(address);
        }
        Self { failed_on: shown.failed_on(criterion.id), evidence, first, all: told(shown, &found) }
    }

    fn on(&self, page: u32, known: Outcome) -> Cell {
        let failed = self.failed_on.contains(&page);
        match known {
            _ if failed => {
                let here = self.evidence.iter().find(|(at, _)| *at == page).map(|(_, address)| address);
                let address = here.or(self.first.as_ref()).map_or("", String::as_str);
                Cell::link("NC", address).styled(Style::Failed)
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
fn told(shown: &Shown<'_>, found: &[(usize, &Finding)]) -> Cell {
    const MOST: usize = 5;
    let Some((number, _)) = found.first() else { return Cell::empty() };
    let line = |(_, finding): &(usize, &Finding)| {
        let title = title(&finding.rule, &finding.reason, Language::French);
        let state = match finding.outcome {
            Outcome::Failed if finding.either => "l’un ou l’autre",
            Outcome::Failed => "prouvé",
            _ => "à vérifier",
        };
        format!("{} ({state}, {} ×)", Text::capped(&title, 150), finding.count)
    };
    let mut lines: Vec<_> = found.iter().take(MOST).map(line).collect();
    if found.len() > MOST {
        lines.push(format!("… et {} autres", found.len() - MOST));
    }
    let cell = Cell::text(&lines.join("\n"), 1200);
    Cell { href: crate::exports::web(&shown.evidence(*number)), ..cell }
}

fn findings(shown: &Shown<'_>) -> Sheet {
    let head =
        ["Tests", "État", "Constat", "Que faire", "Occurrences", "Première page", "Sélecteur", "Preuve"];
    let mut rows = vec![head.map(Cell::head).to_vec()];
    for (number, finding) in shown.audit.findings.iter().enumerate().take(MOST_FINDINGS) {
        rows.push(finding_row(shown, number, finding));
    }
    Sheet {
        name: "Constats",
        widths: vec![14, 12, 60, 60, 12, 50, 40, 20],
        frozen: (1, 0),
        rows,
        to_fill: None,
    }
}

fn finding_row(shown: &Shown<'_>, number: usize, finding: &Finding) -> Vec<Cell> {
    let message = message(&finding.rule, &finding.reason, Language::French, &finding.data);
    let state = if finding.outcome == Outcome::Failed { "prouvé" } else { "à vérifier" };
    let first = finding.places.first();
    let page = first.and_then(|place| shown.audit.pages.get(place.page as usize));
    let page = page.map_or("", |page| page.url.as_str());
    let between = if finding.either { " ou " } else { ", " };
    let tests: Vec<_> = finding.tests.iter().take(12).map(ToString::to_string).collect();
    vec![
        Cell::text(&tests.join(between), 100),
        Cell::text(state, 20),
        Cell::text(&message.what, 600),
        Cell::text(&message.fix, 600),
        Cell::text(&finding.count.to_string(), 12),
        Cell::link(page, page),
        Cell::text(first.map_or("", |place| &place.selector), 300),
        Cell::link("voir la preuve", &shown.evidence(number)),
    ]
}
