//! The published document types of HTML, and a check of a page's document type against them.

use std::collections::HashMap;
use std::sync::LazyLock;

use thiserror::Error;

use crate::standards::table::{Row, Table};

/// A published document type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doctype {
    pub generation: Generation,
    /// Name for readers, such as «XHTML 1.0 Strict».
    pub label: &'static str,
    public_id: Option<&'static str>,
    system_ids: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Generation {
    Html5,
    Html4,
    Xhtml1,
    /// HTML 2.0, HTML 3.2 and ISO HTML, which later versions replaced.
    Older,
}

/// The reason for which a document type is not valid.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DoctypeError {
    #[error("the document type is «{0}», not «html»")]
    NotHtml(String),
    #[error("the public identifier «{0}» belongs to no published document type")]
    UnknownPublicId(String),
    #[error("the system identifier «{0}», with no public one, belongs to no published document type")]
    UnknownSystemId(String),
}

/// The published document type with these identifiers. An empty text means that the identifier is absent. Case does not
/// matter.
///
/// A known public identifier is enough, with any system identifier: XHTML 1.0 lets authors choose the system
/// identifier, and neither browsers nor validators read it. [`Doctype::was_published_at`] says whether it is a
/// published one.
pub fn check(name: &str, public_id: &str, system_id: &str) -> Result<&'static Doctype, DoctypeError> {
    if !name.eq_ignore_ascii_case("html") {
        return Err(DoctypeError::NotHtml(short(name)));
    }
    let known = DOCTYPES.get(public_id.trim().to_ascii_lowercase().as_str());
    let known = known.ok_or_else(|| DoctypeError::UnknownPublicId(short(public_id)))?;
    if known.public_id.is_none() && !known.was_published_at(system_id) {
        return Err(DoctypeError::UnknownSystemId(short(system_id)));
    }
    Ok(known)
}

impl Doctype {
    /// Whether the system identifier is absent, or one under which the document type was published. `https` counts as
    /// `http`.
    pub fn was_published_at(&self, system_id: &str) -> bool {
        let given = system_id.trim();
        let plain =
            given.strip_prefix("https:").map_or_else(|| given.to_owned(), |rest| format!("http:{rest}"));
        plain.is_empty() || self.system_ids.iter().any(|known| known.eq_ignore_ascii_case(&plain))
    }
}

fn short(text: &str) -> String {
    text.chars().take(120).collect()
}

/// Document types by public identifier in lower case. The empty identifier is that of HTML5.
static DOCTYPES: LazyLock<HashMap<String, Doctype>> = LazyLock::new(|| {
    let text = include_str!("../../data/html/doctypes.tsv");
    let columns = ["generation", "label", "public_id", "system_ids"];
    let table =
        Table::parse("html/doctypes.tsv", text, &columns).expect("built in, and read by this module's tests");
    let mut doctypes: HashMap<String, Doctype> = HashMap::new();
    for row in table.rows() {
        let read = read(&row);
        let key = read.public_id.unwrap_or_default().to_ascii_lowercase();
        doctypes.entry(key).and_modify(|known| known.system_ids.extend(&read.system_ids)).or_insert(read);
    }
    doctypes
});

fn read(row: &Row) -> Doctype {
    Doctype {
        generation: match row.get(0) {
            "html5" => Generation::Html5,
            "html4" => Generation::Html4,
            "xhtml1" => Generation::Xhtml1,
            _ => Generation::Older,
        },
        label: row.get(1),
        public_id: Some(row.get(2)).filter(|id| *id != "-"),
        system_ids: row.get(3).split_whitespace().filter(|id| *id != "-").collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn label(name: &str, public_id: &str, system_id: &str) -> Option<&'static str> {
        check(name, public_id, system_id).ok().map(|doctype| doctype.label)
    }

    #[test]
    fn html5_is_known_in_both_its_forms() {
        assert_eq!(label("html", "", ""), Some("HTML5"));
        assert_eq!(label("HTML", "", "about:legacy-compat"), Some("HTML5"));
        assert_eq!(check("html", "", "").map(|doctype| doctype.generation), Ok(Generation::Html5));
    }

    #[test]
    fn published_document_types_are_valid() {
        let strict = "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd";
        assert_eq!(label("html", "-//W3C//DTD XHTML 1.0 Strict//EN", strict), Some("XHTML 1.0 Strict"));
        let secure = "https://www.w3.org/TR/html4/loose.dtd";
        let transitional = "-//W3C//DTD HTML 4.01 Transitional//EN";
        assert_eq!(label("html", transitional, secure), Some("HTML 4.01 Transitional"));
        assert_eq!(label("html", transitional, ""), Some("HTML 4.01 Transitional"));
    }

    #[test]
    fn made_up_document_types_are_refused_with_the_reason() {
        assert_eq!(check("svg", "", ""), Err(DoctypeError::NotHtml("svg".into())));
        assert_eq!(
            check("html", "-//W3C//DTD HTML 5//EN", "").map(|known| known.label),
            Err(DoctypeError::UnknownPublicId("-//W3C//DTD HTML 5//EN".into()))
        );
        assert!(check("html", "", "xhtml1-strict.dtd").is_err());
    }

    #[test]
    fn an_odd_system_identifier_beside_a_public_one_is_told_and_not_refused() {
        let strict = check("html", "-//W3C//DTD HTML 4.01//EN", "DTD/strict.dtd")
            .expect("its public identifier is known");
        assert!(!strict.was_published_at("http://www.w3.org/TR/html4/loose.dtd"));
        assert!(
            strict.was_published_at("https://www.w3.org/TR/html4/strict.dtd") && strict.was_published_at("")
        );
    }

    proptest! {
        #[test]
        fn no_identifier_makes_the_check_panic(name in ".{0,9}", public_id in ".{0,40}", system_id in ".{0,40}") {
            let _ = check(&name, &public_id, &system_id);
        }
    }
}
