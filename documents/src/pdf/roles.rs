//! Finds the standard structure type of an element by its name (ISO 32000-1, 14.8.4; ISO 32000-2, 14.8.6).

use super::{
    file::File,
    object::{Dictionary, Object},
};
use crate::budget::Excess;
use std::collections::{HashMap, HashSet};

/// Standard structure types of ISO 32000-1. Sorted.
const FIRST_EDITION: &[&str] = &[
    "Annot",
    "Art",
    "BibEntry",
    "BlockQuote",
    "Caption",
    "Code",
    "Div",
    "Document",
    "Figure",
    "Form",
    "Formula",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "Index",
    "L",
    "LBody",
    "LI",
    "Lbl",
    "Link",
    "NonStruct",
    "Note",
    "P",
    "Part",
    "Private",
    "Quote",
    "RB",
    "RP",
    "RT",
    "Reference",
    "Ruby",
    "Sect",
    "Span",
    "TBody",
    "TD",
    "TFoot",
    "TH",
    "THead",
    "TOC",
    "TOCI",
    "TR",
    "Table",
    "WP",
    "WT",
    "Warichu",
];
/// Headings of a level deeper than six. PDF/UA-1, 7.4.3, allows them in addition to the types of ISO 32000-1, and
/// ISO 32000-2 contains them. Sorted.
const DEEP_HEADINGS: &[&str] =
    &["H10", "H11", "H12", "H13", "H14", "H15", "H16", "H17", "H18", "H19", "H20", "H7", "H8", "H9"];
/// Structure types that only ISO 32000-2 has. Sorted.
const SECOND_EDITION: &[&str] =
    &["Artifact", "Aside", "DocumentFragment", "Em", "FENote", "Strong", "Sub", "Title"];
/// Namespace of the standard structure types of ISO 32000-1. [`SECOND_NAMESPACE`] is that of ISO 32000-2.
const FIRST_NAMESPACE: &str = "http://iso.org/pdf/ssn";
const SECOND_NAMESPACE: &str = "http://iso.org/pdf2/ssn";
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

#[derive(Debug, Default)]
pub struct Roles {
    map: HashMap<Vec<u8>, Vec<u8>>,
    is_second_edition: bool,
    /// Standard types to which the role map gives another meaning.
    pub remapped: Vec<String>,
    /// Names whose mapping leads in a circle.
    pub circular: HashSet<String>,
    /// Names that are mapped to themselves, which disturbs no reader.
    pub own: Vec<String>,
    /// Names in use that lead to no standard type.
    pub unmapped: HashSet<String>,
}

impl Roles {
    pub fn read(file: &File<'_>, root: &Dictionary, is_second_edition: bool) -> Result<Self, Excess> {
        let mut roles = Self { is_second_edition, ..Self::default() };
        let map = file.entry(root, "RoleMap")?;
        for (name, target) in map.as_dictionary().into_iter().flat_map(Dictionary::iter).take(10_000) {
            let target = file.resolve(target)?;
            let Some(target) = target.as_name() else { continue };
            if name == target {
                roles.own.push(lossy(name));
            } else if roles.known(name).is_some() {
                roles.remapped.push(lossy(name));
            }
            roles.map.insert(name.to_vec(), target.to_vec());
        }
        Ok(roles)
    }

    fn known(&self, name: &[u8]) -> Option<&'static str> {
        let of = |list: &'static [&'static str]| {
            list.binary_search_by(|known| known.as_bytes().cmp(name)).ok().map(|at| list[at])
        };
        of(FIRST_EDITION)
            .or_else(|| of(DEEP_HEADINGS))
            .or_else(|| if self.is_second_edition { of(SECOND_EDITION) } else { None })
    }

    /// The standard type to which the role maps lead from a name. Empty if there is none.
    pub fn standard(
        &mut self,
        file: &File<'_>,
        name: &[u8],
        space: Option<&Dictionary>,
    ) -> Result<&'static str, Excess> {
        if let Some(space) = space {
            return self.in_namespace(file, name, space);
        }
        let mut at = name.to_vec();
        // The map is followed even from a standard type, because readers do so.
        let mut seen = HashSet::new();
        while let Some(next) = self.map.get(&at) {
            if *next == at {
                break;
            }
            if !seen.insert(at.clone()) {
                self.circular.insert(lossy(name));
                return Ok(self.known(name).unwrap_or(""));
            }
            at = next.clone();
        }
        let known = self.known(&at);
        if known.is_none() && !name.is_empty() {
            self.note_unmapped(name);
        }
        Ok(known.unwrap_or(""))
    }

    fn in_namespace(
        &mut self,
        file: &File<'_>,
        name: &[u8],
        space: &Dictionary,
    ) -> Result<&'static str, Excess> {
        let mut space = space.clone();
        let mut at = name.to_vec();
        for _ in 0..32 {
            let address = file.entry(&space, "NS")?;
            let address = address.as_text().map(super::text::decode).unwrap_or_default();
            match address.as_str() {
                FIRST_NAMESPACE | SECOND_NAMESPACE => {
                    if let Some(known) = self.known(&at) {
                        return Ok(known);
                    }
                }
                MATHML => return Ok("Formula part"),
                _ => {}
            }
            let map = file.entry(&space, "RoleMapNS")?;
            let target = match map.as_dictionary() {
                Some(map) => file.resolve(map.by_name(&at))?,
                None => Object::Null,
            };
            match target {
                Object::Name(next) => return self.standard(file, &next, None),
                Object::Array(items) => {
                    let (next, other) = (items.first().cloned(), items.get(1).cloned());
                    at = next.and_then(|next| next.as_name().map(<[u8]>::to_vec)).unwrap_or_default();
                    space = match file.resolve(&other.unwrap_or(Object::Null))? {
                        Object::Dictionary(dictionary) => dictionary,
                        _ => break,
                    };
                }
                _ => {
                    self.note_unmapped(name);
                    return Ok("");
                }
            }
        }
        self.circular.insert(lossy(name));
        Ok("")
    }

    fn note_unmapped(&mut self, name: &[u8]) {
        if self.unmapped.len() < 1000 {
            self.unmapped.insert(lossy(name));
        }
    }
}

fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(name).chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_so_that_they_can_be_searched() {
        assert!(FIRST_EDITION.is_sorted());
        assert!(DEEP_HEADINGS.is_sorted());
        assert!(SECOND_EDITION.is_sorted());
    }
}
