//! The implicit ARIA role of an HTML element, and the roles that an author may give it.
//!
//! The browser computes the role that an element has; the implicit role is the one that it would have without a `role`
//! attribute.

mod allowed;
mod implicit;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::standards::table::Table;

pub use allowed::is_role_allowed;
pub use implicit::implicit_role;

/// The facts on which the role of an element depends. Names of elements and attributes are in lower case.
pub trait HtmlElement {
    fn name(&self) -> &str;
    fn attribute(&self, name: &str) -> Option<&str>;
    /// Whether the element is inside an element with one of these names.
    fn is_within(&self, names: &[&str]) -> bool;
    /// Whether the author named it: by `aria-label`, by an `aria-labelledby` that references an element, or by `title`.
    fn is_named(&self) -> bool;
}

struct Entry {
    implicit: Option<&'static str>,
    allowed: Allowed,
}

enum Allowed {
    Any,
    Nothing,
    Only(Vec<&'static str>),
}

fn entry(element: &str) -> Option<&'static Entry> {
    ENTRIES.get(element)
}

static ENTRIES: LazyLock<HashMap<&'static str, Entry>> = LazyLock::new(|| {
    let text = include_str!("../../../data/html/elements.tsv");
    let table = Table::parse("html/elements.tsv", text, &["element", "implicit", "allowed"])
        .expect("built in, and read by this module's tests");
    let read = |allowed: &'static str| match allowed {
        "any-role" => Allowed::Any,
        "no-role" => Allowed::Nothing,
        list => Allowed::Only(list.split_whitespace().collect()),
    };
    let entries = table.rows().map(|row| {
        let implicit = Some(row.get(1)).filter(|role| *role != "-");
        (row.get(0), Entry { implicit, allowed: read(row.get(2)) })
    });
    entries.collect()
});
