//! Tests that the ARIA tables are consistent and agree with the specification.

use super::*;

#[test]
fn every_name_a_role_mentions_exists() {
    for known in roles() {
        let mentioned = known.superclasses.iter().chain(&known.context);
        let owned = known.owned.iter().flat_map(|owned| [Some(owned.role), owned.within]).flatten();
        for name in mentioned.copied().chain(owned) {
            assert!(role(name).is_some(), "{} mentions the role {name}", known.name);
        }
        let attributes = known.supported.iter().chain(&known.required).chain(&known.prohibited);
        for name in attributes.copied().chain(known.implicit_values.iter().map(|pair| pair.0)) {
            assert!(attribute(name).is_some(), "{} mentions {name}", known.name);
        }
    }
}

#[test]
fn a_role_allows_what_it_requires_and_its_implicit_values_are_values() {
    for known in roles() {
        for name in &known.required {
            assert!(known.allows(name), "{} requires {name}", known.name);
        }
        for (name, value) in &known.implicit_values {
            let attribute = attribute(name).expect("checked by the test above");
            assert!(attribute.value_type.accepts(value), "{}: {name}={value}", known.name);
        }
    }
}

#[test]
fn every_role_descends_from_the_root() {
    for known in roles() {
        assert!(known.is_a("roletype"), "{}", known.name);
    }
    assert!(role("switch").is_some_and(|switch| switch.is_a("checkbox") && switch.is_a("input")));
    assert!(!role("link").is_some_and(|link| link.is_a("landmark")));
}

#[test]
fn the_specifications_are_whole() {
    let count = |source: &str| roles().filter(|role| role.source == source && role.is_usable()).count();
    assert_eq!(count("aria-1.2"), 82);
    assert_eq!(count("dpub-aria-1.1"), 41);
    assert_eq!(count("graphics-aria-1.0"), 3);
    assert_eq!(roles().filter(|role| !role.is_usable()).count(), 12);
    assert_eq!(attributes().count(), 53);
}

#[test]
fn text_level_roles_take_no_name() {
    for name in ["generic", "paragraph", "strong", "none", "presentation", "caption"] {
        let role = role(name).expect("an ARIA 1.2 role");
        assert!(role.name_from.prohibited && !role.allows("aria-label"), "{name}");
    }
}

#[test]
fn supported_attributes_differ_by_role() {
    let checkbox = role("checkbox").expect("an ARIA role");
    assert_eq!(checkbox.required, ["aria-checked"]);
    assert!(checkbox.allows("aria-describedby") && !checkbox.allows("aria-selected"));
    let list = role("list").expect("an ARIA role");
    assert!(list.allows("aria-disabled"), "formerly global");
    assert!(!list.allows("aria-expanded") && !list.allows("aria-lable"));
}

#[test]
fn the_first_known_word_of_a_role_attribute_counts() {
    let name = |text| first_known_role(text).map(|role| role.name);
    assert_eq!(name("fancy BUTTON link"), Some("button"));
    assert_eq!(name("widget"), None);
    assert_eq!(name(" "), None);
}

#[test]
fn values_are_checked_by_type() {
    let accepts = |name, text| attribute(name).expect("an ARIA attribute").value_type.accepts(text);
    assert!(
        accepts("aria-hidden", "true")
            && accepts("aria-hidden", "undefined")
            && !accepts("aria-hidden", "yes")
    );
    assert!(accepts("aria-checked", "mixed") && !accepts("aria-expanded", "mixed"));
    assert!(accepts("aria-level", "2") && !accepts("aria-level", "h2") && !accepts("aria-level", "1.5"));
    assert!(accepts("aria-valuenow", "-1.5") && !accepts("aria-valuenow", "NaN"));
    assert!(accepts("aria-current", "page") && !accepts("aria-current", "current"));
    assert!(accepts("aria-relevant", "additions text") && !accepts("aria-relevant", "additions most"));
    assert!(accepts("aria-activedescendant", "row1") && !accepts("aria-activedescendant", "row1 row2"));
    assert!(accepts("aria-live", ""), "blank reads as not set");
}

#[test]
fn names_in_the_aria_space_are_told_from_others() {
    assert!(is_aria_name("aria-lable") && is_aria_name("ARIA-label"));
    assert!(!is_aria_name("data-aria") && !is_aria_name("ariâ") && !is_aria_name(""));
}
