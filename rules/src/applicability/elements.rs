//! Predicates that only ask which elements stand in the page.

use super::Predicate;
use crate::Page;

pub static ALL: &[(&str, Predicate)] = &[
    ("area", |page| none(page, &["area"])),
    ("canvas", |page| none(page, &["canvas"])),
    ("optgroup", |page| none(page, &["optgroup"])),
    ("select", |page| none(page, &["select"])),
    ("caption-track", |page| none(page, &["track"])),
    ("table-element", |page| none(page, &["table"])),
    ("header-cell", |page| none(page, &["th"])),
];

fn none(page: &Page, names: &[&str]) -> bool {
    page.all(names).is_empty()
}
