//! A site's folder: its files, and the `index.toml` that says what files cannot.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use serde::Deserialize;

use super::generated::Generated;
use super::raw::Raw;
use crate::hostile::Expected;

/// Named in a site's folder, never served.
pub const INDEX_TOML: &str = "index.toml";

#[derive(Debug)]
pub struct ServedSite {
    /// Folder name, and host name before `.localhost`.
    pub name: String,
    pub folder: PathBuf,
    pub member: Option<Member>,
    pub behaviours: Vec<Behaviour>,
    /// The required outcome of the audit of a hostile site.
    pub expected: Option<Expected>,
    /// Whether the folder has an `index.toml`. Only then `{{origin}}` and `{{port}}` in its text files are replaced, so
    /// that folders from elsewhere are served byte for byte.
    pub has_index_toml: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct IndexToml {
    member: Option<Member>,
    expected: Option<Expected>,
    #[serde(default)]
    behaviour: Vec<Behaviour>,
}

/// The line of this site in `members.csv`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Member {
    pub name: String,
    pub kind: String,
    pub siren: String,
    pub insee: String,
    pub departement: String,
    pub body: String,
    pub contact: String,
    /// Path of the home page, or a whole address where the registry's address is not this server's.
    pub start: Option<String>,
}

/// How to answer the paths that `path` covers; the first behaviour that covers a path is taken.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Behaviour {
    /// A path, or the beginning of paths when it ends with `*`.
    pub path: String,
    /// Status of the answer, 200 unless said (302 with `redirect`).
    pub status: Option<u16>,
    /// Waited before the answer begins.
    #[serde(default)]
    pub delay_ms: u64,
    /// `Location` of the answer; `{{port}}` is the server's port.
    pub redirect: Option<String>,
    /// Added to the answer; a `content-type` here replaces the file's own.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// File served instead of the one the path names.
    pub file: Option<String>,
    /// Body made by the program, for what is too big or too odd to keep as a file.
    pub generate: Option<Generated>,
    /// Bytes that no HTTP library would send, in place of all the rest.
    pub raw: Option<Raw>,
}

impl Behaviour {
    pub fn covers(&self, path: &str) -> bool {
        match self.path.strip_suffix('*') {
            Some(beginning) => path.starts_with(beginning),
            None => path == self.path,
        }
    }

    pub fn delay(&self) -> Duration {
        Duration::from_millis(self.delay_ms)
    }
}

impl ServedSite {
    pub fn behaviour(&self, path: &str) -> Option<&Behaviour> {
        self.behaviours.iter().find(|behaviour| behaviour.covers(path))
    }

    /// Whether some answer is raw bytes, which nothing can follow on the same connection: then each connection carries
    /// one request.
    pub fn has_raw(&self) -> bool {
        self.behaviours.iter().any(|behaviour| behaviour.raw.is_some())
    }
}

/// Every subfolder of `folder` whose name does not begin with a dot.
pub fn load_all(folder: &Path) -> anyhow::Result<BTreeMap<String, ServedSite>> {
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("cannot read the folder of sites {}", folder.display()))?;
    let mut sites = BTreeMap::new();
    for entry in entries {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if path.is_dir() && !name.starts_with('.') {
            let name = name.to_ascii_lowercase();
            sites.insert(name.clone(), load(name, path)?);
        }
    }
    anyhow::ensure!(!sites.is_empty(), "{} has no subfolder to serve", folder.display());
    Ok(sites)
}

fn load(name: String, folder: PathBuf) -> anyhow::Result<ServedSite> {
    let file = folder.join(INDEX_TOML);
    let has_index_toml = file.is_file();
    let index = if has_index_toml { read_index(&file)? } else { IndexToml::default() };
    let IndexToml { member, expected, behaviour } = index;
    Ok(ServedSite { name, folder, member, behaviours: behaviour, expected, has_index_toml })
}

fn read_index(file: &Path) -> anyhow::Result<IndexToml> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    toml::from_str(&text).with_context(|| format!("{} is not a valid index.toml", file.display()))
}
