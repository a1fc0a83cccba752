//! The grids, read by an independent spreadsheet reader.

use crate::{
    common::{self, Memory},
    published::{audit_by_two, beside, published},
};
use calamine::{Data, Ods, Range, Reader, Xlsx, open_workbook_from_rs};
use rules::{Outcome, audit::Audit, referential::Referential};
use std::{collections::BTreeMap, io::Cursor};

pub type Sheets = Vec<(String, Range<Data>)>;

/// An audit that proves on its first page that no criterion of theme 4 applies.
pub fn audit() -> Audit {
    let mut audit = common::audit("ville.example", 1);
    let media = Referential::usual().tests().map(|test| test.id).filter(|test| test.theme() == 4);
    audit.pages[0].tests.insert(Outcome::Inapplicable, media.collect());
    audit
}

/// The grid of an audit in both formats, sheet by sheet.
fn books(audit: Audit) -> Vec<(&'static str, Sheets)> {
    let source = Memory { audits: vec![audit], ..Memory::default() };
    let files = published(common::settings(), &source);
    let host = source.audits[0].site.host.clone();
    let bytes = |name| Cursor::new(beside(&files, &source, &host, name).to_vec());
    let mut ods: Ods<_> = open_workbook_from_rs(bytes("grille.ods")).unwrap();
    let mut xlsx: Xlsx<_> = open_workbook_from_rs(bytes("grille.xlsx")).unwrap();
    vec![("ods", in_order(&mut ods)), ("xlsx", in_order(&mut xlsx))]
}

pub fn in_order<R: Reader<Cursor<Vec<u8>>>>(book: &mut R) -> Sheets {
    let names = book.sheet_names();
    let sheet = |name: String| {
        let range = book.worksheet_range(&name).unwrap_or_else(|_| panic!("{name} cannot be read"));
        (name, range)
    };
    names.into_iter().map(sheet).collect()
}

pub fn text(range: &Range<Data>, row: usize, column: usize) -> String {
    range.get_value((row as u32, column as u32)).map(ToString::to_string).unwrap_or_default()
}

/// Names of the sheets: our first one, those of the State's grid, and our last one.
const SHEETS: [&str; 9] =
    ["Lisez-moi", "Échantillon", "Critères", "Synthèse", "BaseDeCalcul", "P01", "P02", "P03", "Constats"];

/// Column of the status on the sheet of a page, counted from 0.
const STATUS: usize = 3;

fn sheet<'s>(sheets: &'s Sheets, name: &str) -> &'s Range<Data> {
    &sheets.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no sheet {name}")).1
}

fn row(range: &Range<Data>, number: usize) -> Vec<String> {
    (0..range.width()).map(|column| text(range, number, column)).collect()
}

#[test]
fn the_grid_has_the_sheets_and_columns_of_the_state() {
    for (format, sheets) in books(audit()) {
        let names: Vec<_> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, SHEETS, "{format}");
        let sample = sheet(&sheets, "Échantillon");
        assert_eq!((text(sample, 8, 0), text(sample, 10, 0)), ("P01".into(), "P03".into()), "{format}");
        let page = sheet(&sheets, "P01");
        assert_eq!(
            row(page, 2)[..7],
            [
                "Thématique",
                "Critère",
                "Intitulé",
                "Statut",
                "Dérogation",
                "Modifications à apporter",
                "Commentaire sur la dérogation"
            ],
            "{format}"
        );
        assert_eq!((text(page, 3, 1), text(page, 108, 1)), ("1.1".into(), "13.12".into()), "{format}");
        assert!((3..109).all(|row| text(page, row, 4) == "N"), "{format}");
        let base = sheet(&sheets, "BaseDeCalcul");
        assert_eq!(row(base, 0)[3..10], ["P01", "P02", "P03", "C", "NC", "NA", "NT"], "{format}");
        // Row 13 of the sheet, after the sums of the first theme.
        assert_eq!((text(base, 12, 1), text(base, 119, 1)), ("2.1".into(), "13.12".into()), "{format}");
        let synthesis = sheet(&sheets, "Synthèse");
        let codes: Vec<_> = (5..10).map(|row| text(synthesis, row, 1)).collect();
        assert_eq!(codes, ["C", "NC", "NA", "D", "NT"], "{format}");
    }
}

#[test]
fn the_grid_holds_what_is_proven_and_all_else_is_not_tested() {
    for (format, sheets) in books(audit()) {
        let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in ["P01", "P02", "P03"] {
            let page = sheet(&sheets, name);
            for row in 3..109 {
                said.entry(text(page, row, STATUS))
                    .or_default()
                    .push(format!("{} {name}", text(page, row, 1)));
            }
        }
        assert_eq!(said.keys().collect::<Vec<_>>(), ["NA", "NC", "NT"], "{format}");
        assert_eq!(said["NC"], ["3.2 P01", "8.3 P01", "3.2 P02", "8.3 P02"], "{format}");
        assert_eq!(said["NA"].len(), 13, "{format}: {:?}", said["NA"]);
        assert!(said["NA"].iter().all(|at| at.starts_with("4.") && at.ends_with("P01")), "{format}");
        let synthesis = sheet(&sheets, "Synthèse");
        let totals: Vec<_> = (5..10).map(|row| text(synthesis, row, 16)).collect();
        assert_eq!(totals, ["0", "4", "13", "0", "301"], "{format}");
        // Colours, multimedia, mandatory elements.
        let failed: Vec<_> = [4, 5, 9].map(|theme| text(synthesis, 6, theme)).to_vec();
        assert_eq!(failed, ["2", "0", "2"], "{format}");
        assert!(text(synthesis, 14, 1).ends_with("NT restants, 301"), "{format}");
    }
}

#[test]
fn a_failure_says_what_to_change_and_what_was_seen_there() {
    for (format, sheets) in books(audit()) {
        let page = sheet(&sheets, "P01");
        let line = (3..109).find(|row| text(page, *row, 1) == "3.2").unwrap();
        assert!(!text(page, line, 5).is_empty() && text(page, line, 6).is_empty(), "{format}");
        assert!(text(page, line, 7).ends_with("(prouvé)"), "{format}: {}", text(page, line, 7));
    }
}

#[test]
fn each_referential_beside_the_main_one_has_a_sheet_of_its_criteria_and_all_its_findings_are_told() {
    for (format, sheets) in books(audit_by_two()) {
        let [.., (name, criteria), (others, findings)] = &sheets[..] else { panic!("{format}") };
        assert_eq!((name.as_str(), criteria.height()), ("WCAG 2.2", 56), "{format}");
        let proven: Vec<String> = (1..56)
            .filter(|row| !text(criteria, *row, 4).is_empty())
            .map(|row| {
                format!("{} {} {}", text(criteria, row, 0), text(criteria, row, 3), text(criteria, row, 4))
            })
            .collect();
        assert_eq!(proven, ["1.4.3 9.1.4.3 NC"], "{format}");
        assert_eq!(text(&sheets[0].1, 4, 1), "WCAG 2.2", "{format}");
        let told = |row| [0, 1, 2].map(|column| text(findings, row, column)).join(" ");
        assert_eq!((others.as_str(), findings.height()), ("Autres référentiels", 3), "{format}");
        assert_eq!(
            [told(1), told(2)],
            ["WCAG 2.2 1.4.3.1 prouvé, l’un ou l’autre", "WCAG 2.2 2.5.8.1 à vérifier"],
            "{format}"
        );
    }
}

#[test]
fn a_point_that_only_another_referential_asks_about_stands_on_the_page_of_that_one() {
    let source = Memory { audits: vec![audit_by_two()], ..Memory::default() };
    let files = published(common::settings(), &source);
    let page = &files[&format!("{}constats/wcag-2.2/index.html", source.audits[0].path())];
    let page = String::from_utf8_lossy(page);
    let (_, points) = page.split_once("Points à vérifier par une personne</h2>").unwrap();
    assert!(points.contains("point distinct") && points.contains("2.5.8"), "{points}");
    assert!(points.contains("main &#62; img:nth-child(0)"), "it is shown with a place: {points}");
}

#[test]
fn a_proof_leads_to_its_evidence() {
    let source = Memory { audits: vec![audit()], ..Memory::default() };
    let files = published(common::settings(), &source);
    let evidence = format!("https://observatoire.example/a11y/{}#constat-", source.audits[0].path());
    for (file, part) in
        [("grille.ods", "content.xml"), ("grille.xlsx", "xl/worksheets/_rels/sheet6.xml.rels")]
    {
        let bytes = Cursor::new(beside(&files, &source, "ville.example", file).to_vec());
        let mut archive = zip::ZipArchive::new(bytes).unwrap();
        let xml = std::io::read_to_string(archive.by_name(part).unwrap()).unwrap();
        assert!(xml.contains(evidence.trim_end_matches("#constat-")), "{file} has no link to the evidence");
    }
}

#[test]
fn a_giant_audit_still_gives_a_grid_that_opens() {
    for (format, sheets) in books(common::giant("grand.example")) {
        let pages = sheets.iter().filter(|(name, _)| name.starts_with('P')).count();
        assert!(pages <= 40, "{format}: {pages}");
        assert!(sheet(&sheets, "Constats").height() <= 501, "{format}");
    }
}

#[test]
fn a_site_that_was_not_evaluated_has_nothing_to_count() {
    let audit = common::not_evaluated("fermee.example", 1, "dns");
    for (format, sheets) in books(audit) {
        let names: Vec<_> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Lisez-moi", "Échantillon", "Critères", "Constats"], "{format}");
    }
}
