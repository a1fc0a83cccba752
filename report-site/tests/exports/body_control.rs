//! The control file of a body says the same about its sites as their own control files.

use crate::{
    common::{self, Memory},
    published::{ALL, published, source},
};
use calamine::{Ods, Reader, open_workbook_from_rs};
use serde_json::Value;
use std::io::Cursor;

const FOLDER: &str = "organismes/syndicat";

#[test]
fn each_site_has_its_four_checks_and_leads_to_its_own_control_file() {
    let control: Value = serde_json::from_slice(&ALL[&format!("{FOLDER}/controle.json")]).unwrap();
    let source = source();
    let sites = control["sites"].as_array().unwrap();
    let audited: Vec<&Value> = sites.iter().filter(|site| site["checks"].is_array()).collect();
    assert!(!audited.is_empty());
    for site in audited {
        let file = site["control"].as_str().unwrap();
        let path = file.strip_prefix("https://observatoire.example/a11y/").unwrap();
        let own: Value = serde_json::from_slice(&ALL[path]).unwrap();
        assert_eq!(site["checks"], own["checks"], "{file}");
        assert_eq!(site["not_evaluated"], own["not_evaluated"], "{file}");
        assert_eq!(site["audited_on"], own["audited_on"], "{file}");
        assert_eq!(site["statement"], own["statement"], "{file}");
        assert_eq!(site["documents"], own["documents"], "{file}");
    }
    let belongs =
        |member: &&report_site::Member| !member.gone && member.bodies.iter().any(|id| id == "syndicat");
    let members = source.members.iter().filter(belongs).count();
    let told: std::collections::BTreeSet<_> = sites.iter().map(|site| site["member"].to_string()).collect();
    assert_eq!(told.len(), members);
}

#[test]
fn the_workbook_counts_what_the_document_tells() {
    let control: Value = serde_json::from_slice(&ALL[&format!("{FOLDER}/controle.json")]).unwrap();
    let bytes = Cursor::new(ALL[&format!("{FOLDER}/controle.ods")].clone());
    let mut book: Ods<_> = open_workbook_from_rs(bytes).unwrap();
    assert_eq!(book.sheet_names(), ["Contrôle", "Sites", "Défauts communs", "Non couvert"]);
    let sites = control["sites"].as_array().unwrap();
    assert_eq!(book.worksheet_range("Sites").unwrap().height(), sites.len() + 1);
    let counts = book.worksheet_range("Contrôle").unwrap();
    let statement = counts.rows().find(|row| row[0].to_string().starts_with("2.")).unwrap();
    let counted: u64 = statement[1..].iter().map(|cell| cell.to_string().parse::<u64>().unwrap()).sum();
    let evaluated =
        sites.iter().filter(|site| site["checks"].as_array().is_some_and(|checks| !checks.is_empty()));
    assert_eq!(counted, evaluated.count() as u64);
    let shared = control["shared_failures"].as_array().unwrap().len();
    assert_eq!(book.worksheet_range("Défauts communs").unwrap().height(), shared + 1);
}

#[test]
fn of_a_site_that_was_not_evaluated_no_check_is_said() {
    let mut source = common::observatory();
    source.audits = vec![common::not_evaluated("ville.example", 1, "timeout")];
    let files = published(common::settings(), &source);
    let control: Value = serde_json::from_slice(&files[&format!("{FOLDER}/controle.json")]).unwrap();
    let site =
        control["sites"].as_array().unwrap().iter().find(|site| site["host"] == "ville.example").unwrap();
    assert_eq!(
        (site["not_evaluated"].as_str(), site["checks"].as_array().map(Vec::len)),
        (Some("timeout"), Some(0))
    );
    assert_eq!(control["not_covered"]["sites_not_evaluated"], 1);
    let nobody =
        published(common::settings(), &Memory { bodies: source.bodies.clone(), ..Memory::default() });
    let empty: Value = serde_json::from_slice(&nobody[&format!("{FOLDER}/controle.json")]).unwrap();
    assert_eq!(empty["sites"].as_array().map(Vec::len), Some(0));
}
