//! Digests of the code and data that decide verdicts, computed while the program is built.
//!
//! Two audits can be compared only if the same code judged pages that were captured in the same way. So a digest must
//! change with everything that can change a verdict, and with nothing else: not with a comment, a test or the layout of
//! a file.

mod canonical;
mod paths;
mod rules;
mod units;

pub use canonical::canonical;
pub use rules::{Rules, rules};

use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{}: {source}", file.display())]
    Read { file: PathBuf, source: std::io::Error },
    #[error("{}: this is not Rust: {why}", file.display())]
    NotRust { file: PathBuf, why: String },
    #[error("{}: the path «{path}» leads to no module that is known here", file.display())]
    UnknownPath { file: PathBuf, path: String },
}

/// Digest of files and folders, in hexadecimal. `names` are paths relative to `root`.
pub fn of_files(root: &Path, names: &[&str]) -> Result<String, Error> {
    let mut files = Vec::new();
    for name in names {
        collect(&root.join(name), &mut files)?;
    }
    files.sort();
    let mut hasher = blake3::Hasher::new();
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(&file);
        add(&mut hasher, &name.to_string_lossy());
        add(&mut hasher, &canonical(&file)?);
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// Adds a text and its length, so that the same characters split into other texts have another digest.
fn add(hasher: &mut blake3::Hasher, text: &str) {
    hasher.update(&(text.len() as u64).to_le_bytes());
    hasher.update(text.as_bytes());
}

/// Collects files of code and data. Markdown and tests decide no verdict and are left out.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    if !path.is_dir() {
        let is_text = path.extension().is_some_and(|extension| extension == "md");
        let is_test = path.file_stem().is_some_and(|name| name == "tests");
        if !is_text && !is_test {
            files.push(path.to_owned());
        }
        return Ok(());
    }
    if path.file_name().is_some_and(|name| name == "tests") {
        return Ok(());
    }
    let unreadable = |source| Error::Read { file: path.to_owned(), source };
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        collect(&entry.map_err(unreadable)?.path(), files)?;
    }
    Ok(())
}

fn read(file: &Path) -> Result<String, Error> {
    std::fs::read_to_string(file).map_err(|source| Error::Read { file: file.to_owned(), source })
}
