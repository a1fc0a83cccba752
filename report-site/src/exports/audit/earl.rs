//! The audit in EARL, as JSON-LD.
//!
//! On the sample: the outcome of every criterion (of the main referential and of those beside it) and of every test of
//! the main referential. On each page: its findings with their places, and the tests that fail there or have another
//! outcome than on the sample.
//! <https://www.w3.org/TR/EARL10-Schema/>, <https://www.w3.org/TR/Pointers-in-RDF10/>

use super::{
    AuditExport, Format, Holds, Shown, earl_documents,
    earl_findings::{self, OnPage, Told},
    earl_graph::{ASSERTOR, Node, Subject, Test, assertion},
    earl_tests::Tests,
};
use crate::{exports::web, language::Say, text::Text};
use rules::{Outcome, audit::AuditedPage};

pub static EXPORT: AuditExport = AuditExport {
    file: "audit.earl.json",
    format: Format::JsonLd,
    holds: Holds::Sentences,
    title: ["Résultats en EARL (JSON-LD)", "Results in EARL (JSON-LD)"],
    write: json,
};

/// The JSON-LD context. It is part of the document, so that nothing has to be loaded to read it.
const CONTEXT: &str = r#"{"@vocab":"http://www.w3.org/ns/earl#","earl":"http://www.w3.org/ns/earl#","dct":"http://purl.org/dc/terms/","xsd":"http://www.w3.org/2001/XMLSchema#","ptr":"http://www.w3.org/2009/pointers#","title":"dct:title","description":"dct:description","source":{"@id":"dct:source","@type":"@id"},"date":{"@id":"dct:date","@type":"xsd:dateTime"},"hasPart":{"@id":"dct:hasPart","@type":"@id"},"assertions":{"@reverse":"subject"},"assertedBy":{"@type":"@id"},"mode":{"@type":"@id"},"test":{"@type":"@id"},"outcome":{"@type":"@id"},"expression":"ptr:expression","CSSSelectorPointer":"ptr:CSSSelectorPointer","requirements":{"@id":"dct:requires","@type":"@id"}}"#;

/// Most criteria that are written. No referential has as many; a document that lists more is cut.
const MOST_CRITERIA: usize = 200;

/// Most referentials that are written beside the main one; a document that lists more is cut.
const MOST_BESIDE: usize = 10;

fn json(shown: &Shown<'_>) -> Vec<u8> {
    let date = shown.audit.ended_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let criteria = criteria(shown);
    let tests = Tests::new(shown);
    let told: Vec<_> = (0..shown.audit.findings.len()).map(|number| Told::new(shown, number)).collect();
    let mut graph = vec![assertor(shown), Node::Subject(Box::new(site(shown, &criteria, &tests, &date)))];
    graph.extend(pages(shown, &told, &tests, &date).into_iter().map(|page| Node::Subject(Box::new(page))));
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

fn site<'a>(
    shown: &Shown<'_>,
    criteria: &'a [(Test, Outcome)],
    tests: &'a Tests,
    date: &'a str,
) -> Subject<'a> {
    let criteria = criteria.iter().map(|(test, outcome)| assertion(test, *outcome, date));
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
        assertions: criteria.chain(tests.on_sample(date)).collect(),
    }
}

fn subject_id(page: u32) -> String {
    format!("#page-{page}")
}

/// The examined pages, each with its findings and then with its tests.
fn pages<'a>(shown: &Shown<'_>, told: &'a [Told], tests: &'a Tests, date: &'a str) -> Vec<Subject<'a>> {
    let mut found = earl_findings::by_page(shown, told, date);
    let page = |(index, page): (u32, &AuditedPage)| {
        let OnPage { mut assertions, told } = found.remove(&index).unwrap_or_default();
        assertions.extend(tests.on_page(page, &told, date));
        Subject {
            id: subject_id(index),
            types: "TestSubject",
            title: Text::line(page.title.as_deref().unwrap_or_default()).to_string(),
            source: shown.addresses[index as usize].clone(),
            parts: Vec::new(),
            assertions,
        }
    };
    shown.examined().map(page).collect()
}
