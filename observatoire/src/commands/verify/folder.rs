//! Compares all files of a published folder, or of a folder in it, with the record of what was published.

use super::count::{Count, FILE};
use crate::{report::tell, words::say};
use anyhow::Result;
use report_site::{Fault, Inspected, inspect};
use std::path::Path;

/// Compares the files. `false` if there is no record of a publication, as in a folder into which some files were
/// copied.
pub fn verify(folder: &Path, count: &mut Count) -> Result<bool> {
    let whole = folder.canonicalize()?;
    for root in whole.ancestors() {
        let inside = whole.strip_prefix(root).unwrap_or(Path::new("")).to_string_lossy().into_owned();
        let begin = if inside.is_empty() { inside } else { inside + "/" };
        if let Some(inspected) = inspect(root, &begin)? {
            tell_all(root, inspected, count);
            return Ok(true);
        }
    }
    Ok(false)
}

fn tell_all(root: &Path, inspected: Inspected, count: &mut Count) {
    for (path, fault) in inspected.faults {
        // `verify_document` has already reported changed audit documents, in more detail.
        let document = fault == Fault::Changed && Path::new(&path).ends_with(FILE);
        if !document || !root.join(&path).is_file() {
            count.wrong(&root.join(&path).display().to_string(), &why(fault));
        }
    }
    let Inspected { sound, unsealed, seal, .. } = inspected;
    tell(&say!("verify-manifest", count = sound, seal = seal));
    if unsealed > 0 {
        tell(&say!("verify-unsealed", count = unsealed));
    }
}

fn why(fault: Fault) -> String {
    match fault {
        Fault::Changed => say!("verify-changed"),
        Fault::Missing => say!("verify-missing"),
        Fault::Added => say!("verify-added"),
    }
}
