//! The nodes of a document in EARL: assertor, subjects, assertions, tests and results.

use super::Shown;
use crate::text::Text;
use rules::{Outcome, audit::Beside, referential::CriterionId};
use serde::Serialize;

pub const ASSERTOR: &str = "#programme";

#[derive(Serialize)]
#[serde(untagged)]
pub enum Node<'a> {
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
pub struct Subject<'a> {
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
pub struct Assertion<'a> {
    #[serde(rename = "@type")]
    types: &'static str,
    #[serde(rename = "assertedBy")]
    by: &'static str,
    mode: &'static str,
    test: &'a Test,
    pub result: Outcomes<'a>,
}

#[derive(Clone, Serialize)]
pub struct Test {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    pub types: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The tests that a finding concerns, if there are several. A finding may prove that one of them fails without
    /// showing which one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<String>,
}

#[derive(Serialize)]
pub struct Outcomes<'a> {
    #[serde(rename = "@type")]
    types: &'static str,
    outcome: &'static str,
    date: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    #[serde(rename = "pointer", skip_serializing_if = "Vec::is_empty")]
    pub pointers: Vec<Pointer>,
    /// Address at which the finding is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'a str>,
}

#[derive(Serialize)]
pub struct Pointer {
    #[serde(rename = "@type")]
    pub types: &'static str,
    pub expression: String,
}

pub fn assertion<'a>(test: &'a Test, outcome: Outcome, date: &'a str) -> Assertion<'a> {
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

impl Test {
    pub fn new(types: &'static str, id: Option<String>, title: String) -> Self {
        Self { id, types: Some(types), title: Some(title), requirements: Vec::new() }
    }

    pub fn requirement(id: Option<String>, title: String) -> Self {
        Self::new("TestRequirement", id, title)
    }

    /// Reference to a test that the document describes elsewhere. A test without an address is described again.
    pub fn reference(&self) -> Self {
        match &self.id {
            Some(id) => Self { id: Some(id.clone()), types: None, title: None, requirements: Vec::new() },
            None => self.clone(),
        }
    }

    pub fn criterion(shown: &Shown<'_>, id: CriterionId) -> Self {
        let known = shown.referential.filter(|referential| referential.criterion(id).is_some());
        Self::requirement(
            known.map(|referential| referential.criterion_url(id)),
            Text::line(&format!("{} {id}", shown.audit.setting.referential)).to_string(),
        )
    }

    /// A criterion of a referential beside the main one: «WCAG 2.2 1.1.1».
    pub fn criterion_beside(beside: &Beside, id: CriterionId) -> Self {
        let known = beside.referential().filter(|referential| referential.criterion(id).is_some());
        let Beside { referential, referential_version, .. } = beside;
        Self::requirement(
            known.map(|referential| referential.criterion_url(id)),
            Text::line(&format!("{referential} {referential_version} {id}")).to_string(),
        )
    }
}
