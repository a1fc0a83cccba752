//! Documents in tables, grids and EARL.

use crate::{
    common::{self, Memory},
    published::{ALL, beside, published, source},
};
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use serde_json::Value;
use std::{collections::BTreeMap, io::Cursor};

/// The lines of `documents.csv` by their group.
fn lines() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(ALL["data/documents.csv"].as_slice());
    let names = reader.headers().unwrap().clone();
    let line = |line: csv::StringRecord| {
        let cells = names.iter().map(str::to_owned).zip(line.iter().map(str::to_owned));
        (line[0].to_owned(), cells.collect())
    };
    reader.records().map(Result::unwrap).map(line).collect()
}

#[test]
fn figures_add_up_by_group_and_software() {
    let lines = lines();
    let cells = |group: &str, names: &[&str]| {
        names.iter().map(|name| lines[group][*name].clone()).collect::<Vec<_>>().join(" ")
    };
    let columns = ["sites", "offered", "examined", "pdf", "pictures", "untagged", "without_title", "failed"];
    // Two ordinary sites and a hostile one, each with the same four documents, one of them unread.
    assert_eq!(cells("all", &columns), "3 120 9 6 3 6 3 3");
    assert_eq!(cells("body:syndicat", &columns), "3 120 9 6 3 6 3 3");
    assert_eq!(cells("departement:29", &columns), "3 120 9 6 3 6 3 3");
    let software = ["sites", "pdf", "pictures", "untagged", "failed"];
    assert_eq!(cells("software:scanner", &software), " 2 2 2 ");
    assert_eq!(cells("software:word", &software), " 2 0 2 ");
    let of_software = lines.iter().filter(|(group, _)| group.starts_with("software:"));
    let sum: u32 = of_software.map(|(_, line)| line["pdf"].parse::<u32>().unwrap()).sum();
    assert_eq!(sum, 6, "each PDF has one software");
    assert!(!lines.contains_key("body:federation"), "no documents of its own members are known");
}

#[test]
fn earl_has_a_subject_for_each_document() {
    let earl: Value =
        serde_json::from_slice(beside(&ALL, &source(), "ville.example", "audit.earl.json")).unwrap();
    let graph = earl["@graph"].as_array().unwrap();
    let by_id = |id: &str| graph.iter().find(|node| node["@id"] == id).unwrap();
    let parts = by_id("#site")["hasPart"].as_array().unwrap();
    assert_eq!(parts.iter().filter(|part| part.as_str().unwrap().starts_with("#document-")).count(), 4);
    let scan = by_id("#document-0");
    assert_eq!(scan["title"], "Délibération du 12 mars (PDF)");
    let told: Vec<_> = scan["assertions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|assertion| {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            (text(&assertion["test"]["title"]), text(&assertion["result"]["outcome"]))
        })
        .collect();
    assert_eq!(told[0], ("RGAA 13.3".to_owned(), "earl:failed".to_owned()));
    assert_eq!(told[1], ("Texte, RAPDF 1.1 1.7".to_owned(), "earl:failed".to_owned()));
    assert_eq!(by_id("#document-3")["assertions"][0]["result"]["outcome"], "earl:untested");
}

#[test]
fn the_grid_tells_documents_on_their_line_and_decides_nothing_by_it() {
    let source =
        Memory { audits: vec![common::offering(common::audit("ville.example", 1))], ..Memory::default() };
    let files = published(common::settings(), &source);
    let bytes = Cursor::new(beside(&files, &source, "ville.example", "grille.xlsx").to_vec());
    let mut book: Xlsx<_> = open_workbook_from_rs(bytes).unwrap();
    let grid = book.worksheet_range("Critères").unwrap();
    let row = grid.rows().find(|row| matches!(&row[1], Data::String(id) if id == "13.3")).unwrap();
    let told = row.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(told.iter().any(|cell| cell.contains("40\u{a0}documents liés")), "{told:?}");
    let page = book.worksheet_range("P01").unwrap();
    let row = page.rows().find(|row| matches!(&row[1], Data::String(id) if id == "13.3")).unwrap();
    assert_eq!(row[3].to_string(), "NT");
}
