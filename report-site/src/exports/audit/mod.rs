//! What stands beside the page of each audit: one file here and one name in `exports![…]`.

mod shown;

pub use shown::Shown;

use super::Format;
use crate::{
    DrawError,
    engine::Name,
    input::{AuditHead, Withdrawal},
};

pub struct AuditExport {
    /// In the audit's folder; never another once it was published.
    pub file: &'static str,
    pub format: Format,
    /// In French and English, for the link.
    pub title: [&'static str; 2],
    pub write: fn(&Shown<'_>) -> Result<Vec<u8>, DrawError>,
}

macro_rules! exports {
    ($($name:ident),+ $(,)?) => {
        $(mod $name;)+
        /// In the order in which they are offered.
        pub static ALL: &[&AuditExport] = &[$(&$name::EXPORT),+];
        #[cfg(test)]
        const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

exports![document, findings, grid_ods, grid_xlsx, earl, luxembourg];

mod grid;

pub(crate) use findings::{COLUMNS as FINDING_COLUMNS, rows as finding_rows};

/// The names of all files of an audit, its page first.
pub fn names() -> Vec<Name> {
    let page = Name::Borrowed("index.html");
    std::iter::once(page).chain(ALL.iter().map(|export| Name::Borrowed(export.file))).collect()
}

/// The content of all but the page.
pub fn contents(shown: &Shown<'_>) -> Result<Vec<Vec<u8>>, DrawError> {
    ALL.iter().map(|export| (export.write)(shown)).collect()
}

/// What stands at their addresses when the audit is withdrawn.
pub fn tombstones(head: &AuditHead, withdrawal: &Withdrawal) -> Result<Vec<Vec<u8>>, DrawError> {
    ALL.iter().map(|export| export.format.tombstone(&head.id, withdrawal)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_this_folder_is_listed() {
        let helpers = ["mod", "shown", "grid"];
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/exports/audit");
        let names = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
        let mut found: Vec<_> =
            names.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        found.retain(|name| !helpers.contains(&name.as_str()));
        found.sort();
        let mut listed = NAMES.to_vec();
        listed.sort_unstable();
        assert_eq!(found, listed);
    }

    #[test]
    fn no_two_exports_share_a_name() {
        let names = names();
        let distinct: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), names.len());
    }
}
