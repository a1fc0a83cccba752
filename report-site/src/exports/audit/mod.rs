//! Files beside the page of each audit. Each export is one file of this folder and one name in `exports![…]`.

mod shown;

pub use shown::Shown;

use super::{Format, Holds};
use crate::{
    engine::Name,
    input::{AuditHead, Withdrawal},
};
use rules::messages::Language;
use std::sync::LazyLock;

pub struct AuditExport {
    /// Name of the file in the audit's folder. It never changes once published.
    pub file: &'static str,
    pub format: Format,
    pub holds: Holds,
    /// Title in French and English, for the link.
    pub title: [&'static str; 2],
    pub write: fn(&Shown<'_>) -> Vec<u8>,
}

macro_rules! exports {
    ($($name:ident),+ $(,)?) => {
        $(mod $name;)+
        /// All exports, in the order in which they are offered.
        pub static ALL: &[&AuditExport] = &[$(&$name::EXPORT),+];
        #[cfg(test)]
        const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

exports![document, findings, grid_ods, grid_xlsx, control_ods, control_json, earl, luxembourg];

pub(crate) mod control;
mod earl_documents;
mod earl_findings;
mod earl_graph;
mod earl_tests;
mod grid;

pub(crate) use findings::{COLUMNS as FINDING_COLUMNS, EXPORT as FINDING_TABLE, rows as finding_rows};

/// Exports beside the page of an edition: all at the root, and in other editions only those that hold sentences.
fn beside(is_main: bool) -> impl Iterator<Item = &'static AuditExport> {
    ALL.iter().copied().filter(move |export| is_main || export.holds == Holds::Sentences)
}

/// The names of all files of an audit in an edition, its page first.
pub fn names(is_main: bool) -> &'static [Name] {
    static OF_MAIN: LazyLock<Vec<Name>> = LazyLock::new(|| listed_names(true));
    static OF_OTHERS: LazyLock<Vec<Name>> = LazyLock::new(|| listed_names(false));
    if is_main { &OF_MAIN } else { &OF_OTHERS }
}

fn listed_names(is_main: bool) -> Vec<Name> {
    let page = Name::Borrowed("index.html");
    std::iter::once(page).chain(beside(is_main).map(|export| Name::Borrowed(export.file))).collect()
}

/// Contents of all files except the page.
pub fn contents(shown: &Shown<'_>, is_main: bool) -> Vec<Vec<u8>> {
    beside(is_main).map(|export| (export.write)(shown)).collect()
}

/// Files that replace the exports when the audit is withdrawn.
pub fn tombstones(
    head: &AuditHead,
    withdrawal: &Withdrawal,
    language: Language,
    is_main: bool,
) -> Vec<Vec<u8>> {
    beside(is_main).map(|export| export.format.tombstone(&head.id, withdrawal, language)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::assert_listed;

    #[test]
    fn every_file_of_this_folder_is_listed() {
        let helpers = ["mod", "shown", "control", "grid"];
        let of_earl = ["earl_documents", "earl_findings", "earl_graph", "earl_tests"];
        assert_listed("audit", &[&helpers[..], &of_earl].concat(), NAMES);
    }

    #[test]
    fn no_two_exports_share_a_name() {
        let names = names(true);
        let distinct: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), names.len());
    }
}
