//! Files that are published beside the pages: for each audit, for each site, and for all sites. Each kind is one file
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

/// Fails if a file of a folder of exports is not in the list, or a name in the list has no file. `helpers` are files
/// that are not exports.
#[cfg(test)]
pub(crate) fn assert_listed(folder: &str, helpers: &[&str], names: &[&str]) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/exports").join(folder);
    let entries = path.read_dir().expect("the folder of the exports").flatten();
    let stem = |path: std::path::PathBuf| Some(path.file_stem()?.to_str()?.to_owned());
    let files: Vec<String> = entries.filter_map(|entry| stem(entry.path())).collect();
    let known: Vec<&str> = helpers.iter().chain(names).copied().collect();
    for file in &files {
        let advice = "name it in the list of its mod.rs or, if it is no export, among `helpers` of this test";
        assert!(known.contains(&file.as_str()), "exports/{folder}/{file} is not listed: {advice}");
    }
    for name in known {
        assert!(files.iter().any(|file| file == name), "exports/{folder}/{name} is listed and has no file");
    }
}
