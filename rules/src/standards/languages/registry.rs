//! The IANA registry of language subtags, as a table built into the program.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::nature::Nature;
use crate::standards::table::{Row, Table};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum SubtagType {
    Language,
    Extlang,
    Script,
    Region,
    Variant,
    Grandfathered,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subtag {
    pub deprecated: bool,
    pub preferred: Option<&'static str>,
    /// Tags after which an extended language subtag is allowed.
    pub prefixes: Vec<&'static str>,
    pub macrolanguage: Option<&'static str>,
    pub nature: Nature,
}

const PRIVATE_USE: Subtag = Subtag {
    deprecated: false,
    preferred: None,
    prefixes: Vec::new(),
    macrolanguage: None,
    nature: Nature::PrivateUse,
};

/// The registered subtag of this type and text (in lower case). Subtags in the ranges reserved for private use count as
/// registered.
pub(super) fn find(kind: SubtagType, text: &str) -> Option<&'static Subtag> {
    static PRIVATE: Subtag = PRIVATE_USE;
    let registry = &*REGISTRY;
    let known = registry.subtags.get(&kind).and_then(|subtags| subtags.get(text));
    known.or_else(|| registry.is_private(kind, text).then_some(&PRIVATE))
}

struct Registry {
    subtags: HashMap<SubtagType, HashMap<&'static str, Subtag>>,
    /// Ranges reserved for private use, such as «qaa..qtz». Both ends have the same length.
    private: Vec<(SubtagType, RangeInclusive<&'static str>)>,
}

impl Registry {
    fn is_private(&self, kind: SubtagType, text: &str) -> bool {
        self.private
            .iter()
            .any(|(of, range)| *of == kind && range.start().len() == text.len() && range.contains(&text))
    }
}

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
    let text = include_str!("../../../data/languages/subtags.tsv");
    let columns = ["kind", "subtag", "state", "preferred", "prefixes", "macrolanguage", "scope"];
    let table = Table::parse("languages/subtags.tsv", text, &columns)
        .expect("built in, and read by this module's tests");
    let mut registry = Registry { subtags: HashMap::new(), private: Vec::new() };
    for row in table.rows() {
        let Some(kind) = kind(row.get(0)) else { continue };
        match row.get(1).split_once("..") {
            Some((first, last)) => registry.private.push((kind, first..=last)),
            None => {
                registry.subtags.entry(kind).or_default().insert(row.get(1), read(&row));
            }
        }
    }
    registry
});

fn kind(word: &str) -> Option<SubtagType> {
    match word {
        "language" => Some(SubtagType::Language),
        "extlang" => Some(SubtagType::Extlang),
        "script" => Some(SubtagType::Script),
        "region" => Some(SubtagType::Region),
        "variant" => Some(SubtagType::Variant),
        "grandfathered" => Some(SubtagType::Grandfathered),
        _ => None,
    }
}

fn read(row: &Row) -> Subtag {
    let cell = |column| Some(row.get(column)).filter(|text| *text != "-");
    Subtag {
        deprecated: row.get(2) == "deprecated",
        preferred: cell(3),
        prefixes: cell(4).map(|text| text.split_whitespace().collect()).unwrap_or_default(),
        macrolanguage: cell(5),
        nature: if row.get(6) == "special" { Nature::NotOneLanguage } else { Nature::Natural },
    }
}
