//! The audit in EARL, as JSON-LD: every criterion on the sample, of the main referential and of those beside it, then every
//! finding on the pages where it stands, under the tests of the main one.
//! <https://www.w3.org/TR/EARL10-Schema/>, <https://www.w3.org/TR/Pointers-in-RDF10/>

use super::{AuditExport, Format, Holds, Shown, earl_documents};
use crate::{exports::web, language::Say, text::Text};
use rules::{
    Outcome,
    audit::{Beside, Finding},
    referential::{CriterionId, TestId},
};
use serde::Serialize;
use std::collections::BTreeMap;

pub static EXPORT: AuditExport = AuditExport {
    file: "audit.earl.json",
    format: Format::JsonLd,
    holds: Holds::Sentences,
    title: ["Résultats en EARL (JSON-LD)", "Results in EARL (JSON-LD)"],
    write: json,
};

/// Written in the document, so that it is read without asking anybody.
const CONTEXT: &str = r#"{"@vocab":"http://www.w3.org/ns/earl#","earl":"http://www.w3.org/ns/earl#","dct":"http://purl.org/dc/terms/","xsd":"http://www.w3.org/2001/XMLSchema#","ptr":"http://www.w3.org/2009/pointers#","title":"dct:title","description":"dct:description","source":{"@id":"dct:source","@type":"@id"},"date":{"@id":"dct:date","@type":"xsd:dateTime"},"hasPart":{"@id":"dct:hasPart","@type":"@id"},"assertions":{"@reverse":"subject"},"assertedBy":{"@type":"@id"},"mode":{"@type":"@id"},"test":{"@type":"@id"},"outcome":{"@type":"@id"},"expression":"ptr:expression","CSSSelectorPointer":"ptr:CSSSelectorPointer","requirements":{"@id":"dct:requires","@type":"@id"}}"#;

/// More criteria than any referential has: a document that lists more is cut.
const MOST_CRITERIA: usize = 200;

/// More referentials than anybody judges by: a document that lists more is cut.
const MOST_BESIDE: usize = 10;

/// Places of one finding on one page; all others stand in `audit.json`.
const MOST_POINTERS: usize = 10;

#[derive(Serialize)]
#[serde(untagged)]
enum Node<'a> {
    Assertor {
        #[serde(rename = "@id")]
        id: &'static str,
        #[serde(rename = "@type")]
        types: [&'static str; 2],
        title: String,
        description: &'static str,
    },
    Subject(Box<Subject<'a>>),
}

#[derive(Serialize)]
pub(super) struct Subject<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub types: &'static str,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(rename = "hasPart", skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    pub assertions: Vec<Assertion<'a>>,
}

#[derive(Serialize)]
pub(super) struct Assertion<'a> {
    #[serde(rename = "@type")]
    types: &'static str,
    #[serde(rename = "assertedBy")]
    by: &'static str,
    mode: &'static str,
    test: &'a Test,
    pub result: Outcomes<'a>,
}

#[derive(Serialize)]
pub(super) struct Test {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "@type")]
    pub types: &'static str,
    pub title: String,
    /// A proof of one or another: each of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Outcomes<'a> {
    #[serde(rename = "@type")]
    types: &'static str,
    outcome: &'static str,
    date: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    #[serde(rename = "pointer", skip_serializing_if = "Vec::is_empty")]
    pointers: Vec<Pointer>,
    /// Where the finding is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Pointer {
    #[serde(rename = "@type")]
    types: &'static str,
    expression: String,
}

/// Words and evidence that the assertions of one finding share on all its pages.
struct Told {
    test: Test,
    description: String,
    source: String,
}

const ASSERTOR: &str = "#programme";

fn json(shown: &Shown<'_>) -> Vec<u8> {
    let date = shown.audit.ended_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let criteria = criteria(shown);
    let told: Vec<_> = (0..shown.audit.findings.len()).map(|number| Told::of(shown, number)).collect();
    let mut graph = vec![assertor(shown), Node::Subject(Box::new(site(shown, &criteria, &date)))];
    graph.extend(pages(shown, &told, &date).into_iter().map(|page| Node::Subject(Box::new(page))));
    let checked = earl_documents::checked(shown);
    let files = earl_documents::subjects(shown, &checked, &date);
    graph.extend(files.into_iter().map(|file| Node::Subject(Box::new(file))));
    let graph = serde_json::to_vec(&graph).expect("it holds only strings and lists");
    let description = serde_json::json!({ "@id": "dct:description", "@language": shown.language.code() });
    let base = serde_json::json!({ "@base": shown.permalink, "description": description }).to_string();
    [
        br#"{"@context":["#.as_slice(),
        CONTEXT.as_bytes(),
        b",",
        base.as_bytes(),
        br#"],"@graph":"#,
        &graph,
        b"}",
    ]
    .concat()
}

/// Every criterion with its outcome on the sample: those of the main referential, then those of each beside it.
fn criteria(shown: &Shown<'_>) -> Vec<(Test, Outcome)> {
    let main = shown.audit.criteria.iter().take(MOST_CRITERIA);
    let mut criteria: Vec<_> =
        main.map(|result| (Test::criterion(shown, result.id), result.outcome)).collect();
    for beside in shown.audit.beside.iter().take(MOST_BESIDE) {
        let results = beside.criteria.iter().take(MOST_CRITERIA);
        criteria.extend(results.map(|result| (Test::criterion_beside(beside, result.id), result.outcome)));
    }
    criteria
}

fn assertor<'a>(shown: &Shown<'_>) -> Node<'a> {
    Node::Assertor {
        id: ASSERTOR,
        types: ["Assertor", "Software"],
        title: Text::line(&shown.audit.setting.program).to_string(),
        description: shown.language.t(
            "Audit automatique. cantTell : une personne doit vérifier. Aucun taux n’en découle.",
            "Automatic audit. cantTell: a person has to verify. No rate follows from it.",
        ),
    }
}

fn site<'a>(shown: &Shown<'_>, criteria: &'a [(Test, Outcome)], date: &'a str) -> Subject<'a> {
    Subject {
        id: "#site".into(),
        types: "TestSubject",
        title: Text::line(&shown.audit.site.host).to_string(),
        source: web(&shown.audit.site.url),
        parts: shown
            .examined()
            .map(|(index, _)| subject_id(index))
            .chain(earl_documents::ids(shown))
            .collect(),
        assertions: criteria.iter().map(|(test, outcome)| assertion(test, *outcome, date)).collect(),
    }
}

fn subject_id(page: u32) -> String {
    format!("#page-{page}")
}

/// The examined pages, each with its findings.
fn pages<'a>(shown: &Shown<'_>, told: &'a [Told], date: &'a str) -> Vec<Subject<'a>> {
    let mut found: BTreeMap<u32, Vec<Assertion<'a>>> = BTreeMap::new();
    for (finding, told) in shown.audit.findings.iter().zip(told) {
        let mut places: BTreeMap<u32, Vec<Pointer>> = BTreeMap::new();
        for place in &finding.places {
            let pointers = places.entry(place.page).or_default();
            if pointers.len() < MOST_POINTERS {
                let expression = Text::capped(&place.selector, 300).into();
                pointers.push(Pointer { types: "CSSSelectorPointer", expression });
            }
        }
        for (page, pointers) in places {
            found.entry(page).or_default().push(of_finding(finding, told, pointers, date));
        }
    }
    let page = |(index, page): (u32, &rules::audit::AuditedPage)| Subject {
        id: subject_id(index),
        types: "TestSubject",
        title: Text::line(page.title.as_deref().unwrap_or_default()).to_string(),
        source: shown.addresses[index as usize].clone(),
        parts: Vec::new(),
        assertions: found.remove(&index).unwrap_or_default(),
    };
    shown.examined().map(page).collect()
}

fn of_finding<'a>(finding: &Finding, told: &'a Told, pointers: Vec<Pointer>, date: &'a str) -> Assertion<'a> {
    let mut assertion = assertion(&told.test, finding.outcome, date);
    assertion.result.description = Some(&told.description);
    assertion.result.pointers = pointers;
    assertion.result.source = Some(&told.source);
    assertion
}

pub(super) fn assertion<'a>(test: &'a Test, outcome: Outcome, date: &'a str) -> Assertion<'a> {
    let outcome = match outcome {
        Outcome::Failed => "earl:failed",
        Outcome::CantTell => "earl:cantTell",
        Outcome::Passed => "earl:passed",
        Outcome::Inapplicable => "earl:inapplicable",
        Outcome::Untested => "earl:untested",
    };
    let result = Outcomes {
        types: "TestResult",
        outcome,
        date,
        description: None,
        pointers: Vec::new(),
        source: None,
    };
    Assertion { types: "Assertion", by: ASSERTOR, mode: "earl:automatic", test, result }
}

impl Told {
    fn of(shown: &Shown<'_>, number: usize) -> Self {
        Self {
            test: Test::of(shown, &shown.audit.findings[number]),
            description: Text::capped(&shown.messages[number].what, 400).into(),
            source: shown.evidence(number),
        }
    }
}

impl Test {
    pub fn criterion(shown: &Shown<'_>, id: CriterionId) -> Self {
        let known = shown.referential.filter(|referential| referential.criterion(id).is_some());
        Self {
            id: known.map(|referential| referential.criterion_url(id)),
            types: "TestRequirement",
            title: Text::line(&format!("{} {id}", shown.audit.setting.referential)).to_string(),
            requirements: Vec::new(),
        }
    }

    /// A criterion of a referential beside the main one: «WCAG 2.2 1.1.1».
    fn criterion_beside(beside: &Beside, id: CriterionId) -> Self {
        let known = beside.referential().filter(|referential| referential.criterion(id).is_some());
        let Beside { referential, referential_version, .. } = beside;
        Self {
            id: known.map(|referential| referential.criterion_url(id)),
            types: "TestRequirement",
            title: Text::line(&format!("{referential} {referential_version} {id}")).to_string(),
            requirements: Vec::new(),
        }
    }

    /// One test, or a requirement that is made of several.
    fn of(shown: &Shown<'_>, finding: &Finding) -> Self {
        let address = |test: &TestId| {
            let known = shown.referential.filter(|referential| referential.test(*test).is_some());
            known.map(|referential| referential.test_url(*test))
        };
        let names: Vec<_> = finding.tests.iter().take(12).map(ToString::to_string).collect();
        let names = names.join(if finding.either { shown.t(" ou ", " or ") } else { ", " });
        let title = Text::line(&format!("{} {names}", shown.audit.setting.referential)).to_string();
        match finding.tests.as_slice() {
            [one] => Self { id: address(one), types: "TestCase", title, requirements: Vec::new() },
            several => {
                let requirements = several.iter().filter_map(address).take(12).collect();
                Self { id: None, types: "TestRequirement", title, requirements }
            }
        }
    }
}
