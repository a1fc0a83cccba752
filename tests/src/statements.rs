//! Captures pages of accessibility statements with a real browser. Each file of a folder is captured once; its capture
//! is kept under the file's hash.

use crate::{
    rule_examples::{self, Wanted},
    site_server::SiteServer,
};
use anyhow::{Context, Result};
use rules::{Page, Snapshot};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folder of the pages written for the tests.
pub fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("statements")
}

/// Address given to the captured pages, so that results do not depend on the server's port.
pub const SITE: &str = "https://www.valmont.example/";

/// Captured pages of a folder's `.html` files, with the files' names.
pub async fn pages(folder: &Path) -> Result<Vec<(String, Page)>> {
    let kept = rule_examples::folder()
        .with_file_name("statements")
        .join(rule_examples::folder().file_name().unwrap_or_default());
    fs::create_dir_all(&kept)?;
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "html"));
    files.sort();
    let missing = files.iter().filter(|file| !capture_of(&kept, file).is_ok_and(|kept| kept.exists()));
    capture(&missing.collect::<Vec<_>>(), &kept).await?;
    files.iter().map(|file| Ok((name(file), read(&capture_of(&kept, file)?, &name(file))?))).collect()
}

fn name(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn capture_of(kept: &Path, file: &Path) -> Result<PathBuf> {
    Ok(kept.join(&rules::audit::hash_of(&fs::read(file)?)[..24]))
}

fn read(bytes: &Path, name: &str) -> Result<Page> {
    let mut snapshot = Snapshot::decode(&fs::read(bytes).with_context(|| name.to_owned())?)?;
    snapshot.url = format!("{SITE}{name}");
    Ok(Page::new(snapshot)?)
}

async fn capture(files: &[&PathBuf], kept: &Path) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let site = folder.path().join("declarations");
    fs::create_dir_all(&site)?;
    for (number, file) in files.iter().enumerate() {
        fs::copy(file, site.join(format!("{number}.html")))?;
    }
    let server = SiteServer::start(folder.path()).await?;
    let wanted = files.iter().enumerate().map(|(number, file)| {
        Ok(Wanted {
            url: server.url("declarations", &format!("/{number}.html")).parse()?,
            kept: capture_of(kept, file)?,
            told: name(file),
            is_used: false,
        })
    });
    rule_examples::capture_all(wanted.collect::<Result<_>>()?).await
}
