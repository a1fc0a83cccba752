//! Every example in a rule's Markdown file gets the expected verdict of the rule on a page captured by a real browser.
//! `RULE=part-of-a-name cargo test -p tests --test conformance rule_examples` checks the rules with this part in their
//! name.

use rules::{Page, catalogue, examples, judge::judge_by_all, parts::seen};
use std::collections::BTreeSet;
use tests::other_letters::{EXCHANGED, Exchanged, LETTERS, exchange};

#[tokio::test]
async fn examples_hold() {
    let wanted = std::env::var("RULE").unwrap_or_default();
    let rules: Vec<_> = catalogue::ALL.iter().copied().filter(|rule| rule.id.contains(&wanted)).collect();
    let all: Vec<_> = rules
        .iter()
        .flat_map(|rule| examples::read_all(rule).unwrap().into_iter().map(|example| (*rule, example)))
        .collect();
    assert!(!all.is_empty(), "no rule is called like `{wanted}`");

    let only: Vec<_> = all.iter().map(|(_, example)| example.clone()).collect();
    capture(&only).await;

    let said = |(rule, example): &(&'static rules::Rule, examples::Example)| match catalogue::ON_SAMPLE
        .iter()
        .find(|on_sample| on_sample.rule.id == rule.id)
    {
        Some(on_sample) => {
            example.contradiction_together(on_sample, &tests::rule_examples::pages(example).unwrap())
        }
        None => example.contradiction(rule, &tests::rule_examples::page(example).unwrap()),
    };
    let wrong: Vec<String> = all.iter().filter_map(said).collect();
    assert!(wrong.is_empty(), "{} of {} examples do not hold:\n{}", wrong.len(), all.len(), wrong.join("\n"));
    if wanted.is_empty() {
        let shown = all
            .iter()
            .flat_map(|(rule, example)| example.proofs(rule, &tests::rule_examples::pages(example).unwrap()));
        let shown: BTreeSet<_> = shown.collect();
        let listed = rules::proofs::all();
        let unshown: Vec<String> = listed.difference(&shown).map(ToString::to_string).collect();
        let advice = "`cargo run -p rules --example check -- --proofs` writes rules/data/proofs.tsv";
        assert!(unshown.is_empty(), "{advice}; no example shows\n{}", unshown.join("\n"));
        for proof in shown.difference(listed) {
            println!("not listed yet: {proof}; {advice}");
        }
    }
}

/// Each example is judged twice more with some of its letters exchanged: all of them for Cyrillic ones, and in one of
/// the other ways in turn. `LETTERS=all` judges each example in all ways.
#[tokio::test]
async fn pages_in_other_letters_are_judged_to_the_end() {
    let all: Vec<_> = catalogue::ALL.iter().flat_map(|rule| examples::read_all(rule).unwrap()).collect();
    capture(&all).await;
    let ways: Vec<(&str, Exchanged)> =
        LETTERS.iter().flat_map(|letter| EXCHANGED.map(|exchanged| (*letter, exchanged))).collect();
    let is_each = std::env::var("LETTERS").is_ok_and(|asked| asked == "all");
    for (number, example) in all.iter().enumerate() {
        let in_turn = [ways[0], ways[number % ways.len()]];
        let asked = if is_each { &ways[..] } else { &in_turn[..] };
        for page in tests::rule_examples::pages(example).unwrap().into_iter().flatten() {
            let snapshot = page.into_snapshot();
            for (letter, exchanged) in asked {
                let other = Page::new(exchange(snapshot.clone(), letter, *exchanged)).unwrap();
                let is_judged = std::panic::catch_unwind(|| judge_by_all(&other)).is_ok();
                assert!(is_judged, "line {}, {letter} {exchanged:?}: {}", example.line, example.source);
            }
        }
    }
}

/// Texts are pictured only for the rules of the list. A rule that needs pictures but is missing there would fail
/// nothing.
#[tokio::test]
async fn rules_that_ask_for_a_sight_are_those_of_the_list() {
    let on_pages = || catalogue::SERVING.iter().filter(|rule| !is_on_sample(rule));
    let all: Vec<_> = on_pages().flat_map(|rule| examples::read_all(rule).unwrap()).collect();
    capture(&all).await;
    let asking: BTreeSet<&str> =
        on_pages().filter(|rule| asks_for_a_sight(rule)).map(|rule| rule.id).collect();
    let listed: BTreeSet<&str> = catalogue::SEEING.iter().map(|rule| rule.id).collect();
    assert_eq!(asking, listed, "catalogue::SEEING names the rules that call parts::seen::sight");
}

async fn capture(wanted: &[examples::Example]) {
    tests::rule_examples::capture_missing(wanted).await.expect("a browser of this machine captures them");
}

fn is_on_sample(rule: &rules::Rule) -> bool {
    catalogue::ON_SAMPLE.iter().any(|on_sample| on_sample.rule.id == rule.id)
}

/// Whether the rule requests a picture on one of its examples from which the pictures were removed.
fn asks_for_a_sight(rule: &rules::Rule) -> bool {
    examples::read_all(rule).expect("it is read by another test").iter().any(|example| {
        let mut snapshot = tests::rule_examples::page(example).expect("it was captured").into_snapshot();
        snapshot.sections.witness = None;
        seen::asks(rule, &Page::new(snapshot).expect("it was whole with its witness"))
    })
}
