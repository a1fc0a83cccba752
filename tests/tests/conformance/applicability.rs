//! Every example of a predicate has the expected result on a page captured by a real browser, and no rule fails a test
//! that a predicate proves not to apply to the page.

use rules::{Outcome, Page, applicability::Facts, catalogue, examples, examples::predicates::all, judge};
use tests::rule_examples::{capture_missing, page};

#[tokio::test]
async fn predicates_hold_as_their_examples_say() {
    let cases = all().unwrap();
    let examples: Vec<_> = cases.iter().map(|case| case.example.clone()).collect();
    capture_missing(&examples).await.unwrap();
    let said = cases.iter().flat_map(|case| case.contradictions(&page(&case.example).unwrap()));
    let wrong: Vec<String> = said.collect();
    assert!(wrong.is_empty(), "{} contradictions:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn no_rule_fails_a_test_that_does_not_apply() {
    let of_rules = catalogue::ALL.iter().flat_map(|rule| {
        let named = move |example| (rule.id.to_owned(), example);
        examples::read_all(rule).unwrap().into_iter().map(named)
    });
    let of_predicates = all().unwrap().into_iter().map(|case| ("applicability".to_owned(), case.example));
    let named: Vec<_> = of_rules.chain(of_predicates).collect();
    let only: Vec<_> = named.iter().map(|(_, example)| example.clone()).collect();
    capture_missing(&only).await.unwrap();
    let wrong: Vec<String> = named
        .iter()
        .flat_map(|(name, example)| {
            let place = format!("{name}.md line {}", example.line);
            contradictions(&page(example).unwrap()).into_iter().map(move |said| format!("{place}: {said}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} contradictions:\n{}", wrong.len(), wrong.join("\n"));
}

/// Descriptions of rules that fail an aspect which a predicate proves not to apply.
fn contradictions(page: &Page) -> Vec<String> {
    let facts = Facts::from_page(page);
    let verdict = judge::judge(page);
    let findings = verdict.rules.iter().flat_map(|rule| {
        let id = rule.rule.id;
        rule.findings.iter().map(move |finding| (id, finding))
    });
    let failures = findings.filter(|(_, finding)| finding.outcome == Outcome::Failed && !finding.either);
    let mut said: Vec<String> = failures
        .flat_map(|(id, finding)| finding.aspects.iter().map(move |aspect| (id, aspect)))
        .filter_map(|(id, aspect)| {
            let row = aspect.row()?;
            facts.inapplicable(row).then(|| {
                let key = row.applicability.unwrap_or_default();
                format!("`{id}` fails {aspect}, which `{key}` says does not apply")
            })
        })
        .collect();
    said.sort();
    said.dedup();
    said
}
