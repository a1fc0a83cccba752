//! The data as tables, with files that describe them. Each is one file of this folder and one name in `files![…]`; the
//! findings are many, so their table is split into parts.

mod column;
mod declared;
mod documents;
pub(crate) mod findings;
mod folder;
mod lines;
mod table;

pub use column::Column;
pub use dataset::in_page as dataset_in_page;
pub use folder::{FOLDER, folder};

use super::{Format, Holds, Listed};
use crate::{
    DrawError,
    engine::{EarlierPage, Page},
    pages::Context,
};

pub struct DataFile {
    pub file: &'static str,
    pub format: Format,
    pub holds: Holds,
    pub title: [&'static str; 2],
    content: Content,
}

/// How a file is written.
enum Content {
    /// Written at each publication and compared with the published file.
    Whole(for<'c, 'a> fn(&'c Context<'a>) -> Vec<u8>),
    /// Written only when the records have changed; unchanged parts are taken over from the published table.
    Lines(for<'c, 'a> fn(&'c Context<'a>, &EarlierPage<'_>) -> Vec<Vec<u8>>),
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
    document_figures,
    documents_schema,
    audit_schema,
    api_schema,
    catalog,
    dataset,
];

/// The files of an edition: all of them at the root, and in other editions only those that hold sentences.
pub fn of_edition(is_main: bool) -> impl Iterator<Item = &'static DataFile> {
    ONE_EACH.iter().copied().filter(move |file| is_main || file.holds == Holds::Sentences)
}

impl DataFile {
    fn listed(&self) -> Listed {
        Listed {
            path: format!("{FOLDER}/{}", self.file),
            holds: self.holds,
            media_type: self.format.media_type(),
            title: self.title,
        }
    }

    pub fn page<'a>(&'static self, context: &'a Context<'a>) -> Result<Page<'a>, DrawError> {
        let place = context.place(&folder());
        Ok(match self.content {
            Content::Whole(write) => Page::file(&place, self.file, write(context)),
            Content::Lines(write) => {
                let names = vec![self.file.into(), lines::index_of(self.file).into()];
                let draw = move |earlier: &EarlierPage<'_>| Ok(write(context, earlier));
                Page::over(&place, names, context.digests.all(), draw)
            }
        })
    }
}

/// The files of this folder, the parts of the findings after the other tables.
pub fn listed() -> Vec<Listed> {
    let parts = Listed {
        path: format!("{FOLDER}/{}", findings::PATTERN),
        holds: Holds::Sentences,
        media_type: Format::Csv.media_type(),
        title: [
            "Constats de tous les audits, un par ligne, 500 audits par fichier (CSV)",
            "Findings of all audits, one a line, 500 audits a file (CSV)",
        ],
    };
    let mut listed: Vec<_> = of_edition(true).map(DataFile::listed).collect();
    listed.insert(2, parts);
    listed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::assert_listed;

    #[test]
    fn every_file_of_this_folder_is_listed() {
        let helpers = ["mod", "column", "declared", "documents", "findings", "folder", "lines", "table"];
        assert_listed("data", &helpers, NAMES);
    }
}
