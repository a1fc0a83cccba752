//! Checks the data of RGAA 4.1.2, RAWeb 1.1 and WCAG 2.2 against the counts of the published standards.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::*;

fn rgaa() -> &'static Referential {
    Referential::find("rgaa-4.1.2").expect("the program has it")
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

fn raweb() -> &'static Referential {
    Referential::find("raweb-1.1").expect("the program has it")
}

#[test]
fn the_standard_of_luxembourg_is_whole_and_most_of_it_asks_what_rgaa_asks() {
    assert_eq!((raweb().themes().len(), raweb().criteria().len(), raweb().tests().len()), (17, 136, 304));
    let shared = raweb().tests().filter(|test| test.aspects.iter().any(|aspect| rgaa().asks_about(*aspect)));
    assert_eq!(shared.count(), 240);
    let clauses: HashSet<&str> = raweb().criteria().flat_map(|criterion| criterion.en.clone()).collect();
    assert!(clauses.contains("9.1.1.1") && clauses.contains("12.2.4"));
}

fn wcag() -> &'static Referential {
    Referential::find("wcag-2.2").expect("the program has it")
}

#[test]
fn the_success_criteria_of_levels_a_and_aa_are_whole_and_bear_the_clauses_of_the_european_standard() {
    let of_level = |level| wcag().criteria().filter(|criterion| criterion.level == level).count();
    assert_eq!((wcag().themes().len(), of_level(Level::A), of_level(Level::AA)), (4, 31, 24));
    for criterion in wcag().criteria() {
        assert_eq!(criterion.wcag, [criterion.id.to_string()]);
        assert_eq!(criterion.en, [format!("9.{}", criterion.id)]);
        let levels = criterion.tests().iter().filter_map(|id| wcag().test(*id)).map(|test| test.level);
        assert!(levels.eq(std::iter::repeat_n(criterion.level, criterion.tests().len())), "{}", criterion.id);
    }
    assert!(!wcag().has_rate());
    let size = CriterionId::in_guideline(2, 5, 8);
    assert_eq!(wcag().criterion_url(size), "https://www.w3.org/TR/WCAG22/#target-size-minimum");
    assert!(!wcag().has_official_tests());
    assert_eq!(wcag().test_url(size.test(1)), wcag().criterion_url(size));
    assert_eq!((wcag().article(), rgaa().of_article()), ("les", "du"));
}

/// If a test of WCAG and a test of RGAA ask about the same aspect, the criterion of RGAA must name that success
/// criterion.
#[test]
fn what_wcag_shares_with_rgaa_stands_under_success_criteria_that_rgaa_names() {
    /// Exceptions: pairs of success criterion and criterion of RGAA that RGAA does not tie together.
    const OF_WCAG_ONLY: &[(&str, &str)] = &[("1.2.3", "4.5"), ("3.3.8", "1.5"), ("4.1.2", "1.1")];
    for test in wcag().tests() {
        let asked = test.id.criterion().to_string();
        let of_rgaa = test.aspects.iter().flat_map(|aspect| rgaa().tests_of_aspect(*aspect));
        for other in of_rgaa {
            let criterion = rgaa().criterion(other.criterion()).expect("the parser refuses orphans");
            let number = criterion.id.to_string();
            let known = criterion.wcag.contains(&asked.as_str())
                || OF_WCAG_ONLY.contains(&(asked.as_str(), number.as_str()));
            assert!(known, "{} asks what {other} asks, which serves {:?}", test.id, criterion.wcag);
        }
    }
}

#[test]
fn numbers_follow_each_other_without_a_gap() {
    [rgaa(), raweb()].into_iter().for_each(follow_each_other);
}

fn follow_each_other(referential: &Referential) {
    for (theme, number) in referential.themes().zip(1..) {
        assert_eq!(theme.number, number);
        for (criterion, rank) in theme.criteria().iter().zip(1..) {
            assert_eq!(*criterion, CriterionId::new(number, rank));
            let tests = referential.criterion(*criterion).expect("a theme lists criteria that exist").tests();
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
    assert_eq!(classes[&Class::NonApplicabilityOnly], 122);
    assert_eq!(classes[&Class::HumanOnly], 12);
    assert_eq!(rgaa().criteria().filter(|criterion| criterion.level == Level::AA).count(), 23);
}

#[test]
fn titles_are_short_and_tell_the_tests_of_a_criterion_apart() {
    all().into_iter().for_each(titles);
}

fn titles(referential: &Referential) {
    let mut seen = HashSet::new();
    for test in referential.tests() {
        for title in [test.title_fr, test.title_en] {
            assert_title(test.id, title);
        }
        assert!(seen.insert((test.id.criterion(), "fr", test.title_fr)), "{}: {}", test.id, test.title_fr);
        assert!(seen.insert((test.id.criterion(), "en", test.title_en)), "{}: {}", test.id, test.title_en);
    }
    for criterion in referential.criteria() {
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
    for test in all().into_iter().flat_map(Referential::tests) {
        let breaks = test.title_fr.contains(" :") || test.title_fr.contains(" %");
        assert!(!breaks, "{}: the space before «:» and «%» is a no-break one (U+00A0)", test.id);
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
fn every_predicate_serves_and_no_undecidable_aspect_has_one() {
    let used: HashSet<&str> = aspects().rows().filter_map(|row| row.applicability).collect();
    for predicate in aspects().applicabilities() {
        assert!(used.contains(predicate.key), "{} serves no aspect", predicate.key);
        assert!(predicate.inapplicable_when.ends_with('.'), "{}", predicate.key);
    }
    for row in aspects().rows() {
        let allowed = match row.non_applicability {
            NonApplicability::Yes => row.applicability.is_some(),
            NonApplicability::Partly => true,
            NonApplicability::No => row.applicability.is_none(),
        };
        assert!(allowed, "{}: {:?}", row.aspect, row.applicability);
    }
}

#[test]
fn only_aspects_that_software_decides_name_the_rules_that_decide_them() {
    for row in aspects().rows() {
        assert!(row.decided_by.is_empty() || row.class == Class::Decidable, "{}", row.aspect);
        assert!(row.decided_by.iter().all(|id| crate::catalogue::rule(id).is_some()), "{}", row.aspect);
    }
}

#[test]
fn every_aspect_is_asked_about_and_every_rule_decides_known_ones() {
    for row in aspects().rows() {
        let asked = all().iter().any(|referential| referential.asks_about(row.aspect));
        assert!(asked, "no referential asks about {}", row.aspect);
    }
    for rule in crate::catalogue::ALL.iter() {
        for aspect in rule.aspects {
            assert!(aspect.row().is_some(), "{}: {aspect} does not stand in aspects.tsv", rule.id);
        }
    }
}

#[test]
fn a_referential_is_found_by_its_key_and_by_the_name_in_audits() {
    let known = |key: &str| Referential::find(key).map(Referential::to_string);
    assert_eq!(known("rgaa-4.1.2").as_deref(), Ok("RGAA 4.1.2"));
    assert!(known("rgaa-5").expect_err("there is none").to_string().contains("rgaa-4.1.2"));
    assert_eq!(Referential::named("RGAA", "4.1.2").map(Referential::key).as_deref(), Some("rgaa-4.1.2"));
    assert!(Referential::named("RGAA", "5").is_none());
}

/// A folder of data that `known.rs` does not name would be left out without any error.
#[test]
fn every_folder_of_a_referential_is_known() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let folders = data.read_dir().expect("the folder of the data").flatten().map(|entry| entry.path());
    let folders = folders.filter(|folder| folder.join("referential.tsv").is_file());
    let keys: BTreeSet<String> =
        folders.filter_map(|folder| Some(folder.file_name()?.to_str()?.to_owned())).collect();
    assert_eq!(keys, all().iter().map(|referential| referential.key()).collect());
}

#[test]
fn official_text_is_one_link_away() {
    let id = rgaa();
    let page = "https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/";
    assert_eq!(id.criterion_url(CriterionId::new(1, 1)), format!("{page}#1.1"));
    assert_eq!(id.test_url(TestId::new(8, 10, 2)), format!("{page}#8.10.2"));
}
