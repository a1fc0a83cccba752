//! A site's folder: its files, and its `index.toml` with behaviours that files cannot express.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use serde::Deserialize;

use super::generated::Generated;
use super::raw::Raw;
use crate::hostile::Expected;

/// Name of the file with a site's member, behaviours and expected outcome; it is never served.
pub const INDEX_TOML: &str = "index.toml";

#[derive(Debug)]
pub struct ServedSite {
    /// Name of the folder in lower case, and of the host before `.localhost`.
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
    /// Path of the home page, or a whole address if the registry's address is not on this server.
    pub start: Option<String>,
}

/// The way in which certain paths are answered. The first behaviour that covers a path applies.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Behaviour {
    /// A path, or the beginning of paths if it ends with `*`.
    pub path: String,
    /// Status of the answer; 200 by default, 302 with `redirect`.
    pub status: Option<u16>,
    /// Delay before the answer begins, in milliseconds.
    #[serde(default)]
    pub delay_ms: u64,
    /// `Location` of the answer; `{{port}}` is the server's port.
    pub redirect: Option<String>,
    /// Headers added to the answer; a `content-type` here replaces that of the file.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Path of the file that is served instead of the one that the path names.
    pub file: Option<String>,
    /// Generated body instead of a file.
    pub generate: Option<Generated>,
    /// Raw bytes instead of an HTTP answer; the other fields are then ignored.
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

    /// Whether the site has a raw answer. Raw bytes need a connection of their own, so every connection of such a site
    /// serves only one request.
    pub fn has_raw(&self) -> bool {
        self.behaviours.iter().any(|behaviour| behaviour.raw.is_some())
    }
}

/// Loads every subfolder of `folder` whose name does not begin with a dot.
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
