//! JSON files, checked against the published schemas and against that of Luxembourg.

use crate::{
    common::{self, Memory},
    published::{ALL, audit_by_two, beside, ending, published, source},
};
use rules::{Outcome, referential::TestId};
use serde_json::{Value, json};
use std::{collections::BTreeMap, io::Read};

fn parsed(content: &[u8]) -> Value {
    serde_json::from_slice(content).unwrap()
}

fn schema(path: &str) -> jsonschema::Validator {
    let schema = parsed(&ALL[path]);
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{path}: {error}"));
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn check(validator: &jsonschema::Validator, path: &str, document: &Value) {
    let errors: Vec<_> = validator
        .iter_errors(document)
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .take(3)
        .collect();
    assert!(errors.is_empty(), "{path}: {errors:#?}");
}

#[test]
fn every_audit_has_the_published_shape() {
    let validator = schema("data/audit-1.schema.json");
    let withdrawn = source().audits[0].path();
    for (path, content) in ending(&ALL, "/audit.json") {
        if !path.starts_with(&withdrawn) {
            check(&validator, path, &parsed(content));
        }
    }
}

/// Every optional field is present: a field that is added to the document fails here until the schema describes it.
#[test]
fn the_shape_tells_every_member() {
    let mut audit = audit_by_two();
    audit.beside[0].findings = vec![audit.findings[0].clone()];
    audit.rejudged_from = Some("0123456789ab".into());
    audit.setting.rules = [("text-contrast".to_owned(), "00".to_owned())].into();
    audit.pages[0].final_url = Some("https://ville.example/accueil".into());
    audit.pages[0].snapshot = Some("00".into());
    audit.made_with = Some(common::made_with());
    check(&schema("data/audit-1.schema.json"), "audit", &parsed(&audit.canonical_json()));
    let other = common::not_evaluated("ville.example", 1, "dns");
    check(&schema("data/audit-1.schema.json"), "audit", &parsed(&other.canonical_json()));
}

/// Search engines look for the description in the page. The name of the observatory in it may be any text.
#[test]
fn the_data_page_holds_its_description_and_nothing_ends_it_early() {
    let mut settings = common::settings();
    settings.name = "</script><script>alert(1)</script><!-- & \u{2028}".into();
    let files = published(settings.clone(), &common::Memory::default());
    let page = String::from_utf8(files["donnees/index.html"].clone()).unwrap();
    let block = page.split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let block = block.split("</script>").next().unwrap();
    let dataset: Value = serde_json::from_str(block).unwrap();
    assert_eq!((&dataset["@type"], &dataset["name"]), (&json!("Dataset"), &json!(settings.name)));
    assert_eq!(dataset, parsed(&files["data/dataset.jsonld"]));
}

#[test]
fn the_shape_refuses_what_is_no_audit() {
    let validator = schema("data/audit-1.schema.json");
    let mut audit = parsed(&common::audit("ville.example", 1).canonical_json());
    audit["summary"]["rate"] = json!(88.2);
    assert!(!validator.is_valid(&audit));
    assert!(!validator.is_valid(&json!({})));
}

#[test]
fn every_document_of_the_api_has_the_published_shape() {
    let validator = schema("data/api-1.schema.json");
    let mut seen = 0;
    for (path, content) in ALL.iter().filter(|(path, _)| path.starts_with("api/v1/")) {
        check(&validator, path, &parsed(content));
        seen += 1;
    }
    assert!(seen >= 18, "only {seen} documents");
}

#[test]
fn the_api_leads_from_its_index_to_every_audit() {
    let read =
        |address: &str| parsed(&ALL[address.strip_prefix("https://observatoire.example/a11y/").unwrap()]);
    let index = parsed(&ALL["api/v1/index.json"]);
    let mut audits = 0;
    for list in index["lists"].as_array().unwrap() {
        for entry in read(list.as_str().unwrap())["entries"].as_array().unwrap() {
            let document = read(entry["document"].as_str().unwrap());
            for audit in document["audits"].as_array().into_iter().flatten() {
                read(audit["document"].as_str().unwrap());
                audits += 1;
            }
        }
    }
    assert_eq!(audits, source().audits.len());
}

/// Members and sites without an audit share files. A link to one of them leads to a file that holds its document.
#[test]
fn what_no_audit_has_looked_at_is_told_where_its_document_leads() {
    let read =
        |address: &str| parsed(&ALL[address.strip_prefix("https://observatoire.example/a11y/").unwrap()]);
    let mut unseen = 0;
    for list in parsed(&ALL["api/v1/index.json"])["lists"].as_array().unwrap() {
        for entry in read(list.as_str().unwrap())["entries"].as_array().unwrap() {
            let document = read(entry["document"].as_str().unwrap());
            let Some(told) = document["unseen"].as_array() else { continue };
            let is_it =
                |one: &&Value| ["id", "host"].iter().any(|key| !one[key].is_null() && one[key] == entry[key]);
            let found = told.iter().find(is_it).unwrap_or_else(|| panic!("{entry} is not told"));
            let more = if found["id"].is_null() { &found["members"] } else { &found["sites"] };
            assert!(more.as_array().is_some(), "{found}");
            unseen += 1;
        }
    }
    assert!(unseen > 0);
}

#[test]
fn the_figures_of_a_body_add_up_to_the_sites_that_were_looked_at() {
    let body = parsed(&ALL["api/v1/bodies/syndicat.json"]);
    let said = &body["declarations"];
    assert_eq!(said["sites"], 4);
    for duty in ["mention", "statement", "scheme", "plan"] {
        let sum: u64 = said[duty].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
        assert_eq!(sum, 4, "{duty}");
    }
    assert_eq!((&said["statement"]["met"], &said["statement"]["not_found"]), (&json!(3), &json!(1)));
    assert_eq!(said["ending"][0]["valid_until"], "2026-12-15");
    assert_eq!((&body["documents"]["sites"], &body["documents"]["offered"]), (&json!(3), &json!(120)));
}

#[test]
fn earl_tells_each_criterion_and_points_at_each_finding() {
    let source = source();
    let earl = parsed(beside(&ALL, &source, "ville.example", "audit.earl.json"));
    let graph = earl["@graph"].as_array().unwrap();
    let site = graph.iter().find(|node| node["@id"] == "#site").unwrap();
    let assertions = site["assertions"].as_array().unwrap();
    let tests = source.audits[0].tests.values().map(Vec::len).sum::<usize>();
    assert!(tests > 0);
    assert_eq!(assertions.len(), 106 + tests);
    let outcome = |title: &str| {
        let of = assertions.iter().find(|assertion| assertion["test"]["title"] == title).unwrap();
        of["result"]["outcome"].clone()
    };
    assert_eq!(outcome("RGAA 8.3"), "earl:failed");
    assert_eq!(outcome("RGAA 4.1"), "earl:inapplicable");
    assert_eq!(outcome("RGAA 1.1"), "earl:cantTell");
    let page = graph.iter().find(|node| node["@id"] == "#page-1").unwrap();
    let contrast = page["assertions"].as_array().unwrap();
    let contrast = contrast.iter().find(|assertion| assertion["test"]["title"] == "RGAA 3.2.1").unwrap();
    assert_eq!(contrast["result"]["pointer"][0]["expression"], "footer > p");
    assert_eq!(contrast["result"]["outcome"], "earl:failed");
}

/// A reader who knows the tests of `#site` and of a page knows the outcome of each test on that page.
#[test]
fn earl_tells_each_test_on_the_sample_and_on_each_page() {
    let mut audit = common::audit("ville.example", 1);
    let [failed_on_one, inapplicable_on_one, in_doubt, passed] = [(3, 2), (8, 3), (1, 1), (8, 5)];
    let tests = |told: &[(Outcome, &[(u8, u8)])]| {
        let test = |(theme, criterion): &(u8, u8)| TestId::new(*theme, *criterion, 1);
        told.iter().map(|(outcome, tests)| (*outcome, tests.iter().map(test).collect())).collect()
    };
    let (doubt, fails) = ((Outcome::CantTell, &[in_doubt][..]), (Outcome::Failed, &[failed_on_one][..]));
    let passes = (Outcome::Passed, &[inapplicable_on_one, passed][..]);
    audit.tests = tests(&[fails, passes, doubt]);
    audit.pages[0].tests = tests(&[fails, passes, doubt]);
    audit.pages[1].tests = tests(&[
        (Outcome::Inapplicable, &[inapplicable_on_one]),
        (Outcome::Passed, &[failed_on_one, passed]),
        doubt,
    ]);
    let source = Memory { audits: vec![audit], ..Memory::default() };
    let files = published(common::settings(), &source);
    let document = parsed(beside(&files, &source, "ville.example", "audit.json"));
    let earl = parsed(beside(&files, &source, "ville.example", "audit.earl.json"));
    let graph = earl["@graph"].as_array().unwrap();
    let by_id = |id: &str| graph.iter().find(|node| node["@id"] == id).unwrap();
    let outcomes = |subject: &Value| -> BTreeMap<String, String> {
        let tests = subject["assertions"].as_array().unwrap().iter();
        let tests = tests.filter_map(|assertion| {
            let number = assertion["test"]["@id"].as_str()?.rsplit_once('#')?.1;
            let number = Some(number).filter(|number| number.split('.').count() == 3)?;
            let outcome = assertion["result"]["outcome"].as_str()?.strip_prefix("earl:")?;
            Some((number.to_owned(), outcome.to_owned()))
        });
        tests.collect()
    };
    let told = |tests: &Value| -> BTreeMap<String, String> {
        let by_outcome = tests.as_object().unwrap().iter();
        let of = |(outcome, ids): (&String, &Value)| {
            let ids = ids.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned());
            ids.map(|id| (id, outcome.clone())).collect::<Vec<_>>()
        };
        by_outcome.flat_map(of).collect()
    };
    let on_sample = outcomes(by_id("#site"));
    assert_eq!(on_sample, told(&document["tests"]));
    for (number, page) in document["pages"].as_array().unwrap().iter().take(2).enumerate() {
        let own = outcomes(by_id(&format!("#page-{number}")));
        for (test, outcome) in told(&page["tests"]) {
            assert_eq!(own.get(&test).unwrap_or(&on_sample[&test]), &outcome, "{test} on page {number}");
            assert!(outcome != "failed" || own.contains_key(&test), "{test} fails silently on page {number}");
        }
    }
}

#[test]
fn earl_tells_the_criteria_of_every_referential() {
    let source = Memory { audits: vec![audit_by_two()], ..Memory::default() };
    let files = published(common::settings(), &source);
    let document = parsed(beside(&files, &source, "ville.example", "audit.json"));
    check(&schema("data/audit-1.schema.json"), "audit.json", &document);
    let earl = parsed(beside(&files, &source, "ville.example", "audit.earl.json"));
    let site = earl["@graph"].as_array().unwrap().iter().find(|node| node["@id"] == "#site").unwrap();
    let assertions = site["assertions"].as_array().unwrap();
    let tests = source.audits[0].tests.values().map(Vec::len).sum::<usize>();
    assert_eq!(assertions.len(), 106 + 55 + tests);
    let contrast =
        assertions.iter().find(|assertion| assertion["test"]["title"] == "WCAG 2.2 1.4.3").unwrap();
    assert_eq!(contrast["result"]["outcome"], "earl:failed");
    assert_eq!(contrast["test"]["@id"], "https://www.w3.org/TR/WCAG22/#contrast-minimum");
    assert_eq!(assertions[0]["test"]["title"], "RGAA 1.1");
}

/// The constraints of <https://accessibilite.public.lu/docs/audit.schema.json>, in our own words.
fn luxembourg() -> jsonschema::Validator {
    let named = |values: &[&str]| json!({ "type": "object", "required": ["name"], "properties": { "name": { "enum": values } } });
    let assessment = json!({
        "type": "object",
        "required": ["criterion", "status", "exemption", "exemption_comment", "changes_to_do", "patches_follow_up"],
        "properties": {
            "criterion": {
                "type": "object",
                "required": ["number"],
                "properties": { "number": { "type": "string", "pattern": r"^\d{1,2}\.\d{1,2}$" } },
            },
            "status": named(&["C", "NC", "NA", "NT"]),
            "exemption": { "type": "boolean" },
            "exemption_comment": { "type": "string" },
            "changes_to_do": { "type": "string" },
            "patches_follow_up": { "type": "string" },
        },
    });
    let page = json!({
        "required": ["number", "uri", "assessments"],
        "properties": {
            "number": { "type": "integer", "minimum": 1, "maximum": 20 },
            "uri": { "type": "string" },
            "assessments": { "type": "array", "items": assessment },
        },
    });
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["auditor", "context", "audited_at", "inventory", "platform", "audit_reference", "control_type", "assessed_level", "pages"],
        "properties": {
            "auditor": { "type": "string" },
            "context": { "type": "string" },
            "audited_at": { "type": "string", "format": "date" },
            "inventory": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } },
            "platform": named(&["Web", "iOS", "Android"]),
            "audit_reference": named(&["RGAA", "RAWeb", "RAAM"]),
            "control_type": named(&["Complet", "Mobile", "Simplifié"]),
            "assessed_level": named(&["A", "AA"]),
            "pages": { "type": "array", "items": page },
        },
    });
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn unpacked(content: &[u8]) -> Value {
    let mut text = String::new();
    flate2::read::GzDecoder::new(content).read_to_string(&mut text).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn luxembourg_could_publish_every_audit() {
    let validator = luxembourg();
    let withdrawn = source().audits[0].path();
    for (path, content) in ending(&ALL, "audit.lu.json.gz") {
        if !path.starts_with(&withdrawn) {
            check(&validator, path, &unpacked(content));
        }
    }
    let giant = common::Memory { audits: vec![common::giant("grand.example")], ..common::Memory::default() };
    let files = published(common::settings(), &giant);
    let document = unpacked(beside(&files, &giant, "grand.example", "audit.lu.json.gz"));
    check(&validator, "the giant audit", &document);
    assert_eq!(document["pages"].as_array().unwrap().len(), 20);
}

#[test]
fn luxembourg_is_told_no_more_than_is_proven() {
    let document = unpacked(beside(&ALL, &source(), "ville.example", "audit.lu.json.gz"));
    let assessments = document["pages"][0]["assessments"].as_array().unwrap();
    assert_eq!(assessments.len(), 106);
    let with = |status: &str| {
        let of = assessments.iter().filter(|assessment| assessment["status"]["name"] == status);
        of.map(|assessment| assessment["criterion"]["number"].as_str().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(with("NC"), ["3.2", "8.3"]);
    assert_eq!(with("C"), Vec::<&str>::new());
    assert_eq!(with("NT").len() + with("NA").len(), 104);
}
