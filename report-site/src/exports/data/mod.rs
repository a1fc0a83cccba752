//! The whole as tables, with what describes them: one file here and one name in `files![…]`; the findings, which
//! are many, stand in parts.

mod column;
mod declared;
pub(crate) mod findings;
mod table;

pub use column::Column;

use super::{Format, Listed};
use crate::{
    DrawError,
    engine::{Name, Page, SitePath, digest},
    pages::{Context, at},
};

/// Below it stand all the files of this folder.
pub const FOLDER: &str = "data";

pub struct DataFile {
    pub file: &'static str,
    pub format: Format,
    pub title: [&'static str; 2],
    write: for<'c, 'a> fn(&'c Context<'a>) -> Vec<u8>,
}

macro_rules! files {
    ($($name:ident),+ $(,)?) => {
        $(mod $name;)+
        const ONE_EACH: &[&DataFile] = &[$(&$name::FILE),+];
        #[cfg(test)]
        const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

files![
    sites,
    audits,
    datapackage,
    sites_schema,
    audits_schema,
    findings_schema,
    audit_schema,
    api_schema,
    catalog,
    dataset,
];

pub const ALL: &[&DataFile] = ONE_EACH;

pub fn folder() -> SitePath {
    at::named(FOLDER)
}

impl DataFile {
    fn listed(&self) -> Listed {
        Listed {
            path: format!("{FOLDER}/{}", self.file),
            media_type: self.format.media_type(),
            title: self.title,
        }
    }

    pub fn page<'a>(&self, context: &Context<'_>) -> Result<Page<'a>, DrawError> {
        let content = (self.write)(context);
        let key = digest(&[&content]);
        Ok(Page::lazy(&folder(), vec![Name::Borrowed(self.file)], key, move || Ok(vec![content])))
    }
}

/// The files of this folder, the parts of the findings after the other tables.
pub fn listed() -> Vec<Listed> {
    let parts = Listed {
        path: format!("{FOLDER}/{}", findings::PATTERN),
        media_type: Format::Csv.media_type(),
        title: [
            "Constats de tous les audits, un par ligne, 500 audits par fichier (CSV)",
            "Findings of all audits, one a line, 500 audits a file (CSV)",
        ],
    };
    let mut listed: Vec<_> = ALL.iter().map(|file| file.listed()).collect();
    listed.insert(2, parts);
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_this_folder_is_listed() {
        let helpers = ["mod", "column", "declared", "findings", "table"];
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/exports/data");
        let names = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
        let mut found: Vec<_> =
            names.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        found.retain(|name| !helpers.contains(&name.as_str()));
        found.sort();
        let mut listed = NAMES.to_vec();
        listed.sort_unstable();
        assert_eq!(found, listed);
    }
}
