//! The tables: every line has the columns of its schema, with the types that the schema gives.

use crate::published::{ALL, Files, source};
use serde_json::Value;
use std::collections::BTreeMap;

/// Every table with its schema.
pub fn tables(files: &Files) -> Vec<(&str, Value)> {
    let package: Value = serde_json::from_slice(&files["data/datapackage.json"]).unwrap();
    let resources = package["resources"].as_array().unwrap();
    let table = |resource: &Value| {
        let path = format!("data/{}", resource["path"].as_str().unwrap());
        let schema = format!("data/{}", resource["schema"].as_str().unwrap());
        let (path, _) = files.get_key_value(&path).unwrap();
        (path.as_str(), serde_json::from_slice(&files[&schema]).unwrap())
    };
    resources.iter().map(table).collect()
}

fn valid(kind: &str, cell: &str) -> bool {
    cell.is_empty()
        || match kind {
            "number" => cell.parse::<f64>().is_ok(),
            "integer" => cell.parse::<u64>().is_ok(),
            "boolean" => matches!(cell, "true" | "false"),
            "date" => chrono::NaiveDate::parse_from_str(cell, "%Y-%m-%d").is_ok(),
            "datetime" => chrono::DateTime::parse_from_rfc3339(cell).is_ok(),
            kind => kind == "string",
        }
}

#[test]
fn every_cell_has_the_type_of_its_column() {
    for (path, schema) in tables(&ALL) {
        let fields = schema["fields"].as_array().unwrap();
        let names: Vec<_> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        let mut reader = csv::Reader::from_reader(ALL[path].as_slice());
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), names, "{path}");
        let mut lines = 0;
        for line in reader.records() {
            let line = line.unwrap();
            for (cell, field) in line.iter().zip(fields) {
                assert!(valid(field["type"].as_str().unwrap(), cell), "{path}, {}: {cell}", field["name"]);
            }
            lines += 1;
        }
        assert!(lines > 0, "{path} is empty");
    }
}

#[test]
fn every_audit_stands_once_in_the_order_of_its_recording() {
    let mut reader = csv::Reader::from_reader(ALL["data/audits.csv"].as_slice());
    let lines: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(lines.len(), source().audits.len());
    assert!(lines.is_sorted_by_key(|line| line[3].to_owned()));
}

#[test]
fn figures_of_a_site_that_could_not_be_evaluated_are_empty_not_zero() {
    let mut reader = csv::Reader::from_reader(ALL["data/sites.csv"].as_slice());
    let lines: Vec<_> = reader.records().map(Result::unwrap).collect();
    let line = lines.iter().find(|line| &line[0] == "etampes.example").unwrap();
    assert_eq!((&line[10], &line[11]), ("not-evaluated", "robots-site"));
    assert!((12..18).all(|cell| line[cell].is_empty()), "{line:?}");
    let evaluated = lines.iter().find(|line| &line[0] == "ville.example").unwrap();
    assert_eq!((&evaluated[12], &evaluated[16], &evaluated[17]), ("3", "82", "85"));
}

#[test]
fn what_a_site_declares_stands_as_it_was_found() {
    let read = |path: &str, key: &str| {
        let mut reader = csv::Reader::from_reader(ALL[path].as_slice());
        let names = reader.headers().unwrap().clone();
        let lines = reader.records().map(Result::unwrap).filter(|line| line.iter().any(|cell| cell == key));
        let line = lines.last().unwrap();
        names.iter().map(str::to_owned).zip(line.iter().map(str::to_owned)).collect::<BTreeMap<_, _>>()
    };
    for path in ["data/sites.csv", "data/audits.csv"] {
        let said = read(path, "ville.example");
        let cell = |name: &str| said[name].as_str();
        assert_eq!((cell("mention"), cell("mention_status")), ("met", "total"), "{path}");
        assert_eq!(
            (cell("statement"), cell("declared_status"), cell("declared_rate")),
            ("met", "partial", "72.50")
        );
        assert_eq!((cell("statement_set_on"), cell("statement_valid_until")), ("2023-12-15", "2026-12-15"));
        assert_eq!((cell("scheme"), cell("plan")), ("to-verify", "not-found"));
        assert_eq!((cell("duties_not_met"), cell("duties_to_verify")), ("mention-agrees", "scheme"));
        assert_eq!(cell("statement_address"), "https://ville.example/accessibilite");
    }
    let silent = read("data/sites.csv", "bourg.example");
    assert_eq!((silent["statement"].as_str(), silent["declared_rate"].as_str()), ("not-found", ""));
    let unseen = read("data/sites.csv", "etampes.example");
    assert_eq!(unseen["statement"], "", "what was not evaluated was not looked at");
}
