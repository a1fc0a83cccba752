//! Checks of the RGAA 4.1.2 data against the counts of the published standard.

use std::collections::{HashMap, HashSet};

use super::*;

fn rgaa() -> &'static Referential {
    Referential::rgaa()
}

#[test]
fn the_standard_is_whole() {
    assert_eq!(rgaa().themes().len(), 13);
    assert_eq!(rgaa().criteria().len(), 106);
    assert_eq!(rgaa().tests().len(), 258);
    let tests_of_theme: Vec<usize> =
        (1..=13).map(|theme| rgaa().tests().filter(|test| test.id.theme() == theme).count()).collect();
    assert_eq!(tests_of_theme, [59, 2, 15, 25, 15, 6, 11, 13, 9, 29, 34, 19, 21]);
}

#[test]
fn numbers_follow_each_other_without_a_gap() {
    for (theme, number) in rgaa().themes().zip(1..) {
        assert_eq!(theme.number, number);
        for (criterion, rank) in theme.criteria().iter().zip(1..) {
            assert_eq!(*criterion, CriterionId::new(number, rank));
            let tests = rgaa().criterion(*criterion).expect("a theme lists criteria that exist").tests();
            assert!(!tests.is_empty(), "{criterion} has no test");
            for (test, rank) in tests.iter().zip(1..) {
                assert_eq!(*test, criterion.test(rank));
            }
        }
    }
}

#[test]
fn classes_and_levels_keep_their_counts() {
    let mut classes: HashMap<Class, usize> = HashMap::new();
    for test in rgaa().tests() {
        *classes.entry(test.class).or_default() += 1;
        let criterion = rgaa().criterion(test.id.criterion()).expect("the parser refuses orphans");
        assert_eq!(test.level, criterion.level, "{}", test.id);
    }
    assert_eq!(classes[&Class::Decidable], 44);
    assert_eq!(classes[&Class::FailureOnly], 80);
    assert_eq!(classes[&Class::NonApplicabilityOnly], 121);
    assert_eq!(classes[&Class::HumanOnly], 13);
    assert_eq!(rgaa().criteria().filter(|criterion| criterion.level == Level::AA).count(), 23);
}

#[test]
fn titles_are_short_and_tell_the_tests_of_a_criterion_apart() {
    let mut seen = HashSet::new();
    for test in rgaa().tests() {
        for title in [test.title_fr, test.title_en] {
            assert_title(test.id, title);
        }
        assert!(seen.insert((test.id.criterion(), "fr", test.title_fr)), "{}: {}", test.id, test.title_fr);
        assert!(seen.insert((test.id.criterion(), "en", test.title_en)), "{}: {}", test.id, test.title_en);
    }
    for criterion in rgaa().criteria() {
        assert_title(criterion.id, criterion.title_fr);
        assert_title(criterion.id, criterion.title_en);
    }
}

fn assert_title(id: impl fmt::Display, title: &str) {
    let length = title.chars().count();
    assert!((4..=90).contains(&length) && title.trim() == title, "{id}: «{title}» ({length})");
}

#[test]
fn french_titles_keep_their_punctuation_on_the_line() {
    for test in rgaa().tests() {
        assert!(!test.title_fr.contains(" :") && !test.title_fr.contains(" %"), "{}", test.id);
        assert!(!test.title_fr.contains('\''), "{}: the apostrophe is ’", test.id);
    }
}

#[test]
fn wcag_references_are_success_criteria() {
    let mut cited = HashSet::new();
    for criterion in rgaa().criteria() {
        assert!(!criterion.wcag.is_empty(), "{}", criterion.id);
        for reference in &criterion.wcag {
            assert!(reference.parse::<TestId>().is_ok(), "{}: {reference}", criterion.id);
            cited.insert(*reference);
        }
    }
    assert_eq!(cited.len(), 49);
}

#[test]
fn every_predicate_serves_and_no_undecidable_test_has_one() {
    let used: HashSet<&str> = rgaa().tests().filter_map(|test| test.applicability).collect();
    for predicate in rgaa().applicabilities() {
        assert!(used.contains(predicate.key), "{} serves no test", predicate.key);
        assert!(predicate.inapplicable_when.ends_with('.'), "{}", predicate.key);
    }
    for test in rgaa().tests() {
        let allowed = match test.non_applicability {
            NonApplicability::Yes => test.applicability.is_some(),
            NonApplicability::Partly => true,
            NonApplicability::No => test.applicability.is_none(),
        };
        assert!(allowed, "{}: {:?}", test.id, test.applicability);
    }
}

#[test]
fn only_tests_that_software_decides_name_the_rules_that_decide_them() {
    for test in rgaa().tests() {
        assert!(test.decided_by.is_empty() || test.class == Class::Decidable, "{}", test.id);
    }
}

#[test]
fn a_test_is_named_with_its_referential() {
    let key = TestKey::rgaa_4_1_2(TestId::new(8, 3, 1));
    let json = serde_json::to_string(&key).expect("a key is plain data");
    assert_eq!(json, r#"{"referential":"rgaa-4.1.2","test":"8.3.1"}"#);
    assert_eq!(key.resolve().map(|test| test.class), Some(Class::Decidable));
    assert_eq!(TestKey::rgaa_4_1_2(TestId::new(8, 3, 2)).resolve(), None);
    assert!("rgaa-5".parse::<ReferentialId>().is_err());
}

#[test]
fn official_text_is_one_link_away() {
    let id = ReferentialId::Rgaa412;
    let page = "https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/";
    assert_eq!(id.criterion_url(CriterionId::new(1, 1)), format!("{page}#1.1"));
    assert_eq!(id.test_url(TestId::new(8, 10, 2)), format!("{page}#8.10.2"));
}
