//! Invented rules and cases for the tests of this folder.

use super::cases::Case;
use rules::{Outcome, Rule, Verdict};
use std::collections::BTreeSet;

pub static BOAT_HAS_NAME: Rule = Rule {
    id: "boat-has-name",
    aspects: &[],
    act: &["boat01"],
    wcag: &["1.1.1", "4.1.2"],
    doc: "",
    applicability: |_| Vec::new(),
    expectation: |_| Verdict::pass(),
};

pub static BOAT_IS_MOORED: Rule = Rule { id: "boat-is-moored", wcag: &[], ..BOAT_HAS_NAME };

pub fn case(rule: &str, expected: Outcome, id: &str) -> Case {
    let path = format!("WAI/testcases/{rule}/{id}.html");
    Case {
        rule: rule.to_owned(),
        rule_name: "Boat has a name".to_owned(),
        expected,
        criteria: BTreeSet::from(["1.1.1".to_owned()]),
        source: format!("https://www.w3.org/{path}"),
        paths: vec![path],
    }
}
