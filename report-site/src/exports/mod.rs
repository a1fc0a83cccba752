//! Files that are published beside the pages: for each audit, for each site, and for the whole. Each kind is one file
//! of code and one line in the list of its folder; `docs/DATA.md` describes each with its columns.

pub(crate) mod api;
pub(crate) mod audit;
pub(crate) mod body_control;
pub(crate) mod cells;
pub(crate) mod data;
mod format;
mod listed;
mod pack;
mod safe;
pub(crate) mod sheets;
pub(crate) mod site;

pub use format::Format;
pub use listed::{Holds, Listed};
pub use safe::neutral_cell;
pub(crate) use safe::{safe, web};

/// All files offered for download, in the order in which the data page explains them.
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
