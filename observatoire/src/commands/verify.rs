//! `verify`: checks that published audit documents have the hash, host and date in their addresses, and that published
//! files are unchanged.

mod count;
mod folder;

use super::Ended;
use crate::report::tell;
use crate::{cli, config::Config, words::say};
use anyhow::{Context, Result, bail};
use count::{Count, FILE};
use crawler::{
    egress::{Guard, Policy},
    fetch::{FetchLimits, Fetcher, Get},
};
use rules::audit::Promise;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use url::Url;

/// Greatest size of an audit document in bytes.
const MOST_BYTES: usize = 64 << 20;

pub async fn run(config: &Config, asked: cli::Verify) -> Result<Ended> {
    let mut count = Count::default();
    for what in &asked.what {
        match web_address(what) {
            Some(address) => count.tell(
                what,
                fetch(config, &address, asked.allow_private).await,
                Promise::from_path(address.path()),
            ),
            None => verify_path(Path::new(what), promised(&asked)?.as_ref(), &mut count)?,
        }
    }
    let Count { sound, withdrawn, wrong, unknown } = count;
    let unaddressed = if unknown > 0 { say!("verify-unknown", count = unknown) } else { String::new() };
    tell(&say!(
        "verify-counts",
        sound = sound,
        withdrawn = withdrawn,
        wrong = wrong,
        unaddressed = unaddressed
    ));
    Ok(Ended::whole(wrong == 0 && unknown == 0))
}

/// The host, date and id in the address that the user gave with `--address`.
fn promised(asked: &cli::Verify) -> Result<Option<Promise>> {
    let Some(address) = &asked.address else { return Ok(None) };
    let promise = Promise::from_path(address);
    match promise {
        Some(_) => Ok(promise),
        None => bail!(say!("verify-address", address = address.escape_debug())),
    }
}

fn web_address(what: &str) -> Option<Url> {
    let url = Url::parse(what).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// Loads an address. Private addresses are refused unless the user allows them, because the address may come from
/// somebody who is not trusted.
async fn fetch(config: &Config, address: &Url, allow_private: bool) -> Result<Vec<u8>> {
    let policy = if allow_private || config.crawl.allow_private {
        Policy::with_private()
    } else {
        Policy { ports: None, ..config.policy() }
    };
    let guard = Arc::new(Guard::new(policy));
    let fetcher = Fetcher::new(guard, &config.identity(), FetchLimits::default())?;
    let document = document(address);
    let got = fetcher.get(&document, MOST_BYTES).await.with_context(|| document.to_string())?;
    if !got.status.is_success() {
        bail!(say!("verify-answers", document = document, status = got.status));
    }
    if got.truncated {
        bail!(say!("verify-large", document = document));
    }
    Ok(got.body)
}

/// The address of the audit document that belongs to the page at this address.
fn document(address: &Url) -> Url {
    let mut document = address.clone();
    document.set_fragment(None);
    document.set_query(None);
    if !address.path().ends_with(".json") {
        let folder = address.path().trim_end_matches("index.html").trim_end_matches('/');
        document.set_path(&format!("{folder}/{FILE}"));
    }
    document
}

fn verify_path(path: &Path, promise: Option<&Promise>, count: &mut Count) -> Result<()> {
    let about = fs::metadata(path).with_context(|| say!("verify-cannot-read", path = path.display()))?;
    if !about.is_dir() {
        verify_document(path, promise, count);
        return Ok(());
    }
    let files = documents(path)?;
    files.iter().for_each(|file| verify_document(file, None, count));
    if !folder::verify(path, count)? && files.is_empty() {
        bail!(say!("verify-none", file = FILE, folder = path.display()));
    }
    Ok(())
}

fn verify_document(file: &Path, promise: Option<&Promise>, count: &mut Count) {
    // The path is made absolute, because the names of its folders contain the host, date and id of the audit.
    let whole = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let promise = promise.cloned().or_else(|| Promise::from_path(&whole.to_string_lossy()));
    count.tell(&file.display().to_string(), read(file), promise);
}

fn read(file: &Path) -> Result<Vec<u8>> {
    if fs::metadata(file)?.len() > MOST_BYTES as u64 {
        bail!(say!("verify-it-large"));
    }
    Ok(fs::read(file)?)
}

/// Paths of all audit documents below a folder, sorted. Symbolic links are not followed, because they may form a
/// circle.
fn documents(folder: &Path) -> Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
        for entry in entries {
            let entry = entry.with_context(|| folder.display().to_string())?;
            match entry.file_type()? {
                kind if kind.is_dir() => folders.push(entry.path()),
                kind if kind.is_file() && entry.file_name() == FILE => found.push(entry.path()),
                _ => {}
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_found_from_every_spelling_of_the_address() {
        let folder = "https://o.example/audits/v.example/2026-11-22-0123456789ab";
        for spelling in ["", "/", "/index.html", "/audit.json", "/?a=1#constat-1"] {
            let address = Url::parse(&format!("{folder}{spelling}")).unwrap();
            assert_eq!(document(&address).as_str(), format!("{folder}/audit.json"), "{spelling}");
        }
    }
}
