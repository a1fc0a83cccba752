//! Tests of implicit and allowed roles on elements that the tests make.

use super::*;
use crate::standards::aria;

#[derive(Clone, Copy, Default)]
struct Made<'a> {
    name: &'a str,
    attributes: &'a [(&'a str, &'a str)],
    around: &'a [&'a str],
    named: bool,
}

impl HtmlElement for Made<'_> {
    fn name(&self) -> &str {
        self.name
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|pair| pair.0 == name).map(|pair| pair.1)
    }

    fn is_within(&self, names: &[&str]) -> bool {
        self.around.iter().any(|name| names.contains(name))
    }

    fn is_named(&self) -> bool {
        self.named
    }
}

fn made<'a>(name: &'a str, attributes: &'a [(&'a str, &'a str)]) -> Made<'a> {
    Made { name, attributes, ..Made::default() }
}

fn role<'a>(name: &'a str, attributes: &'a [(&'a str, &'a str)]) -> Option<&'static str> {
    implicit_role(&made(name, attributes))
}

#[test]
fn every_role_in_the_table_exists() {
    for (element, entry) in ENTRIES.iter() {
        let listed = if let Allowed::Only(roles) = &entry.allowed { roles.as_slice() } else { &[] };
        for name in entry.implicit.iter().chain(listed).filter(|name| !name.ends_with('*')) {
            assert!(aria::role(name).is_some_and(aria::Role::is_usable), "{element}: {name}");
        }
    }
}

#[test]
fn attributes_decide_the_role() {
    assert_eq!(role("a", &[("href", "/")]), Some("link"));
    assert_eq!(role("a", &[]), Some("generic"));
    assert_eq!(role("img", &[("alt", "")]), Some("none"));
    assert_eq!(role("img", &[]), Some("img"));
    assert_eq!(role("input", &[]), Some("textbox"));
    assert_eq!(role("input", &[("type", "SEARCH")]), Some("searchbox"));
    assert_eq!(role("input", &[("type", "email"), ("list", "villes")]), Some("combobox"));
    assert_eq!(role("input", &[("type", "password")]), None);
    assert_eq!(role("select", &[("size", "4")]), Some("listbox"));
    assert_eq!(role("select", &[("size", "1")]), Some("combobox"));
    assert_eq!(role("th", &[("scope", "row")]), Some("rowheader"));
    assert_eq!(role("x-menu", &[]), None);
}

#[test]
fn surroundings_and_names_decide_landmarks() {
    let header = made("header", &[]);
    assert_eq!(implicit_role(&header), Some("banner"));
    assert_eq!(implicit_role(&Made { around: &["article"], ..header }), Some("generic"));
    let section = made("section", &[]);
    assert_eq!(implicit_role(&section), Some("generic"));
    assert_eq!(implicit_role(&Made { named: true, ..section }), Some("region"));
}

#[test]
fn an_element_may_repeat_its_own_role() {
    for (element, entry) in ENTRIES.iter() {
        let Some(own) = entry.implicit else { continue };
        let href = [("href", "/")];
        let element = Made { named: true, around: &["ul"], ..made(element, &href) };
        assert!(is_role_allowed(&element, own), "{}: {own}", element.name);
    }
}

#[test]
fn roles_that_contradict_the_element_are_refused() {
    let allowed = |name, attributes, role| is_role_allowed(&made(name, attributes), role);
    assert!(!allowed("h2", &[], "button") && allowed("h2", &[], "presentation"));
    assert!(!allowed("a", &[("href", "/")], "heading") && allowed("a", &[("href", "/")], "button"));
    assert!(
        !allowed("input", &[("type", "range")], "button")
            && allowed("input", &[("type", "checkbox")], "switch")
    );
    assert!(!allowed("main", &[], "banner") && !allowed("label", &[], "button"));
    assert!(allowed("section", &[], "doc-chapter") && !allowed("section", &[], "button"));
}

#[test]
fn what_rgaa_asks_for_is_allowed() {
    assert!(
        is_role_allowed(&made("figure", &[]), "group") && is_role_allowed(&made("figure", &[]), "figure")
    );
    assert!(
        is_role_allowed(&made("header", &[]), "banner")
            && is_role_allowed(&made("table", &[]), "presentation")
    );
    assert!(
        is_role_allowed(&made("section", &[]), "region") && is_role_allowed(&made("x-menu", &[]), "menu")
    );
}
