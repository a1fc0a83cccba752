//! The document type of the page, and the results of rules that depend on it.

use crate::{
    Page,
    standards::doctype::{self, Doctype, Generation},
};

/// The published document type that the page declares, if it declares one.
pub(crate) fn doctype(page: &Page) -> Option<&'static Doctype> {
    let snapshot = page.snapshot();
    let text = |number: u32| snapshot.strings[number as usize].as_str();
    let found = snapshot.documents[0].doctype.as_ref()?;
    doctype::check(text(found.name), text(found.public_id), text(found.system_id)).ok()
}

pub(crate) fn is_html5(page: &Page) -> bool {
    doctype(page).is_some_and(|doctype| doctype.generation == Generation::Html5)
}

/// The attribute that gives the language of the page, by the RGAA's glossary («Langue par défaut»).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LanguageBy {
    Lang,
    /// XHTML 1.0 served as HTML. The glossary asks for both attributes, but the test accepts either.
    Both,
    /// XHTML 1.1, and pages served as XML.
    XmlLang,
}

pub(crate) fn language_by(page: &Page) -> LanguageBy {
    let is_xml = page.is_xml();
    match doctype(page) {
        _ if is_xml => LanguageBy::XmlLang,
        Some(doctype)
            if doctype.generation == Generation::Xhtml1 && doctype.label.starts_with("XHTML 1.0") =>
        {
            LanguageBy::Both
        }
        Some(doctype) if doctype.generation == Generation::Xhtml1 => LanguageBy::XmlLang,
        _ => LanguageBy::Lang,
    }
}
