//! Files that are published beside the pages: for each audit, for each site, and for the whole. Every kind is one file
//! and one line in the list of its folder; `docs/DATA.md` describes each with its columns.

pub(crate) mod api;
pub(crate) mod audit;
pub(crate) mod body_control;
pub(crate) mod cells;
pub(crate) mod data;
mod format;
mod pack;
pub(crate) mod sheets;
pub(crate) mod site;

pub use format::Format;

use crate::{engine::SitePath, pages::Context, text::Link};
use rules::statement::Declared;
use serde::Serialize;

/// The content of a file decides where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Codes, figures and the words of others: it stands once, below the root, for all languages.
    Data,
    /// Sentences of ours: it stands in the folder of each edition, in its language.
    Sentences,
}

/// A file, or a kind of files, that the data page and the catalogues name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// From the root, or from the folder of each edition; `<host>`, `<date>`, `<id>` and the like stand for what varies.
    pub path: String,
    #[serde(skip)]
    pub holds: Holds,
    pub media_type: &'static str,
    /// In French and English, as a reader sees it.
    pub title: [&'static str; 2],
}

/// Everything that is given away, in the order in which it is explained.
pub fn listed() -> Vec<Listed> {
    let audit = audit::ALL.iter().map(|export| Listed {
        path: format!("audits/<host>/<date>-<id>/{}", export.file),
        holds: export.holds,
        media_type: export.format.media_type(),
        title: export.title,
    });
    let pictures = [crate::pages::audit::listed()];
    let site = site::ALL.iter().map(|export| Listed {
        path: format!("sites/<host>/{}", export.file),
        holds: Holds::Sentences,
        media_type: export.format.media_type(),
        title: export.title,
    });
    let feeds = crate::feeds::listed();
    let registry = [crate::pages::registry_defects::listed(), crate::pages::table::listed()];
    data::listed()
        .into_iter()
        .chain(registry)
        .chain(body_control::listed())
        .chain(audit)
        .chain(pictures)
        .chain(site)
        .chain(feeds)
        .chain(api::listed())
        .collect()
}

impl Context<'_> {
    /// The whole address of a path from the root. The configured one, with `/` at its end.
    pub fn absolute(&self, path: &str) -> String {
        let base = &self.publication.settings.base_url;
        format!("{}/{path}", base.trim_end_matches('/'))
    }

    /// The whole address of a folder that stands once for all languages.
    pub fn absolute_folder(&self, folder: &SitePath) -> String {
        self.absolute(&folder.to_string())
    }

    /// The whole address of a folder of this edition.
    pub fn absolute_place(&self, folder: &SitePath) -> String {
        self.absolute_folder(&self.place(folder))
    }
}

/// Text of others for a cell that a spreadsheet opens.
pub fn neutral_cell(text: &str) -> String {
    cells::neutral(text, 1000)
}

/// An address of the web as it may stand in data; what is none is not given as one.
pub(crate) fn web(address: &str) -> Option<String> {
    Link::to(address).href
}

/// The declarations of a site. The address of its statement is kept only if it is a web address.
pub(crate) fn safe(declared: &Declared) -> Declared {
    Declared { address: declared.address.as_deref().and_then(web), ..declared.clone() }
}

/// Files of a folder of exports that its list does not name, and names without a file. `helpers` are no exports.
#[cfg(test)]
pub(crate) fn unlisted(folder: &str, helpers: &[&str], names: &[&str]) -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/exports").join(folder);
    let entries = folder.read_dir().expect("the folder of the exports").flatten();
    let stem = |path: std::path::PathBuf| Some(path.file_stem()?.to_str()?.to_owned());
    let files: std::collections::BTreeSet<String> = entries
        .filter_map(|entry| stem(entry.path()))
        .filter(|name| !helpers.contains(&name.as_str()))
        .collect();
    let listed = names.iter().map(|name| (*name).to_owned()).collect();
    files.symmetric_difference(&listed).cloned().collect()
}
