//! The grids, read by a spreadsheet reader that others wrote.

use crate::{
    common::{self, Memory},
    published::{audit_by_two, beside, published},
};
use calamine::{Data, Ods, Range, Reader, Xlsx, open_workbook_from_rs};
use rules::{Outcome, audit::Audit, referential::Referential};
use std::io::Cursor;

/// An audit that proves on its first page that no criterion of theme 4 applies.
fn audit() -> Audit {
    let mut audit = common::audit("ville.example", 1);
    let media = Referential::usual().tests().map(|test| test.id).filter(|test| test.theme() == 4);
    audit.pages[0].tests.insert(Outcome::Inapplicable, media.collect());
    audit
}

type Sheets = Vec<(String, Range<Data>)>;

/// Both formats, sheet by sheet.
fn books(audit: Audit) -> Vec<(&'static str, Sheets)> {
    let source = Memory { audits: vec![audit], ..Memory::default() };
    let files = published(common::settings(), &source);
    let host = source.audits[0].site.host.clone();
    let bytes = |name| Cursor::new(beside(&files, &source, &host, name).to_vec());
    let mut ods: Ods<_> = open_workbook_from_rs(bytes("grille.ods")).unwrap();
    let mut xlsx: Xlsx<_> = open_workbook_from_rs(bytes("grille.xlsx")).unwrap();
    vec![("ods", in_order(&mut ods)), ("xlsx", in_order(&mut xlsx))]
}

fn in_order<R: Reader<Cursor<Vec<u8>>>>(book: &mut R) -> Sheets {
    let names = book.sheet_names();
    let sheet = |name: String| {
        let range = book.worksheet_range(&name).unwrap_or_else(|_| panic!("{name} cannot be read"));
        (name, range)
    };
    names.into_iter().map(sheet).collect()
}

fn text(range: &Range<Data>, row: usize, column: usize) -> String {
    range.get((row, column)).map(ToString::to_string).unwrap_or_default()
}

#[test]
fn the_grid_holds_what_is_proven_and_nothing_else() {
    for (format, sheets) in books(audit()) {
        let names: Vec<_> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Lisez-moi", "Échantillon", "Critères", "Constats"], "{format}");
        let grid = &sheets[2].1;
        assert_eq!(grid.height(), 107, "{format}");
        assert_eq!((text(grid, 0, 1), text(grid, 0, 4)), ("Critère".into(), "P01".into()), "{format}");
        let mut proven = Vec::new();
        for row in 1..107 {
            for column in 4..7 {
                let cell = text(grid, row, column);
                if !cell.is_empty() {
                    proven.push(format!("{} {}={cell}", text(grid, row, 1), text(grid, 0, column)));
                }
            }
        }
        let failed = ["3.2 P01=NC", "3.2 P02=NC", "8.3 P01=NC", "8.3 P02=NC"];
        let (not_applicable, rest): (Vec<_>, Vec<_>) = proven.iter().partition(|cell| cell.ends_with("=NA"));
        assert_eq!(rest, failed, "{format}");
        assert_eq!(not_applicable.len(), 13, "{format}: {not_applicable:?}");
        assert!(not_applicable.iter().all(|cell| cell.starts_with("4.") && cell.contains("P01")), "{format}");
    }
}

#[test]
fn each_referential_beside_the_main_one_has_a_sheet_of_its_criteria() {
    for (format, sheets) in books(audit_by_two()) {
        let (name, criteria) = &sheets[4];
        assert_eq!((sheets.len(), name.as_str(), criteria.height()), (5, "WCAG 2.2", 56), "{format}");
        let proven: Vec<String> = (1..56)
            .filter(|row| !text(criteria, *row, 4).is_empty())
            .map(|row| {
                format!("{} {} {}", text(criteria, row, 0), text(criteria, row, 3), text(criteria, row, 4))
            })
            .collect();
        assert_eq!(proven, ["1.4.3 9.1.4.3 NC"], "{format}");
        assert_eq!(text(&sheets[0].1, 4, 1), "WCAG 2.2", "{format}");
    }
}

#[test]
fn a_proof_leads_to_its_evidence() {
    let source = Memory { audits: vec![audit()], ..Memory::default() };
    let files = published(common::settings(), &source);
    let evidence = format!("https://observatoire.example/a11y/{}#constat-", source.audits[0].path());
    for (file, part) in
        [("grille.ods", "content.xml"), ("grille.xlsx", "xl/worksheets/_rels/sheet3.xml.rels")]
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
        assert!(sheets[2].1.width() <= 4 + 40 + 2, "{format}");
        assert!(sheets[3].1.height() <= 501, "{format}");
    }
}
