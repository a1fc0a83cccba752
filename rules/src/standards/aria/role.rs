//! The ARIA roles, and what each supports, requires and prohibits.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::attribute::{Global, attribute};
use crate::standards::table::{Row, Table};

/// One ARIA role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    pub name: &'static str,
    /// The specification that defines it, such as «aria-1.2».
    pub source: &'static str,
    pub kind: RoleKind,
    pub superclasses: Vec<&'static str>,
    /// Attributes that the role supports besides the global ones, including those inherited from superclasses.
    pub supported: HashSet<&'static str>,
    /// Attributes that authors must set.
    pub required: Vec<&'static str>,
    pub prohibited: Vec<&'static str>,
    /// Required owned elements: at least one of these must be inside. Empty if none is required.
    pub owned: Vec<Owned>,
    /// Required context roles: the element must be inside one of these. Empty if none is required.
    pub context: Vec<&'static str>,
    pub name_from: NameFrom,
    pub name_required: bool,
    /// Whether assistive technologies get no elements inside («Children Presentational: True»).
    pub children_presentational: bool,
    /// Attributes, each with the value that counts if the attribute is absent.
    pub implicit_values: Vec<(&'static str, &'static str)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoleKind {
    Concrete,
    /// Still exposed by browsers, but ARIA advises against it in new content.
    Deprecated,
    /// Only part of the taxonomy of roles; authors must not use it.
    Abstract,
}

/// A role of a required owned element, either directly or inside an element with a grouping role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Owned {
    pub role: &'static str,
    pub within: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NameFrom {
    pub author: bool,
    pub contents: bool,
    pub prohibited: bool,
}

impl Role {
    /// Whether authors may use the role.
    pub fn is_usable(&self) -> bool {
        self.kind != RoleKind::Abstract
    }

    /// Whether the `aria-*` attribute is allowed on this role. Attributes that were global in earlier versions of ARIA
    /// are allowed, because browsers still accept them.
    pub fn allows(&self, attribute_name: &str) -> bool {
        if self.prohibited.contains(&attribute_name) {
            return false;
        }
        let global = attribute(attribute_name).is_some_and(|attribute| attribute.global != Global::No);
        global || self.supported.contains(attribute_name)
    }

    /// Whether the role is `ancestor` or one of its subclasses.
    pub fn is_a(&self, ancestor: &str) -> bool {
        let heir =
            || self.superclasses.iter().filter_map(|name| role(name)).any(|above| above.is_a(ancestor));
        self.name == ancestor || heir()
    }
}

/// The role of this name, given in lower case.
pub fn role(name: &str) -> Option<&'static Role> {
    ROLES.get(name)
}

/// All roles, including abstract ones, in no particular order.
pub fn roles() -> impl Iterator<Item = &'static Role> {
    ROLES.values()
}

/// The role that a `role` attribute gives: its first word, in any case, that names a role which authors may use.
pub fn first_known_role(attribute_text: &str) -> Option<&'static Role> {
    let words = attribute_text.split_ascii_whitespace();
    words.filter_map(|word| role(&word.to_ascii_lowercase())).find(|role| role.is_usable())
}

static ROLES: LazyLock<HashMap<&'static str, Role>> = LazyLock::new(|| {
    let text = include_str!("../../../data/aria/roles.tsv");
    let columns = [
        "role",
        "source",
        "kind",
        "superclasses",
        "supported",
        "required",
        "prohibited",
        "owned",
        "context",
        "name_from",
        "name_required",
        "children_presentational",
        "implicit_values",
    ];
    let table =
        Table::parse("aria/roles.tsv", text, &columns).expect("built in, and read by this module's tests");
    table.rows().map(|row| (row.get(0), read(&row))).collect()
});

fn read(row: &Row) -> Role {
    let name_from = row.get(9);
    Role {
        name: row.get(0),
        source: row.get(1),
        kind: match row.get(2) {
            "abstract" => RoleKind::Abstract,
            "deprecated" => RoleKind::Deprecated,
            _ => RoleKind::Concrete,
        },
        superclasses: words(row, 3).collect(),
        supported: words(row, 4).collect(),
        required: words(row, 5).collect(),
        prohibited: words(row, 6).collect(),
        owned: words(row, 7).map(owned).collect(),
        context: words(row, 8).collect(),
        name_from: NameFrom {
            author: name_from.contains("author"),
            contents: name_from.contains("contents"),
            prohibited: name_from.contains("prohibited"),
        },
        name_required: row.get(10) == "yes",
        children_presentational: row.get(11) == "yes",
        implicit_values: words(row, 12).filter_map(|pair| pair.split_once('=')).collect(),
    }
}

fn words(row: &Row, column: usize) -> impl Iterator<Item = &'static str> {
    row.get(column).split_whitespace().filter(|word| *word != "-")
}

fn owned(text: &'static str) -> Owned {
    match text.split_once('>') {
        Some((within, role)) => Owned { role, within: Some(within) },
        None => Owned { role: text, within: None },
    }
}
