//! Runs the checks on a corpus of files, each of which meets or breaks one clause of PDF/UA.

use documents::{Limits, examine};
use rules::{Outcome, documents::Reading};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The results for the files of one clause.
#[derive(Default, Debug)]
pub struct Clause {
    pub files: u32,
    /// Number of files that break the clause.
    pub claimed: u32,
    /// Number of files that break the clause and for which a check of the clause failed.
    pub found: u32,
    /// Files that meet the clause and for which any check failed.
    pub accused: Vec<String>,
    /// Files that break the clause and for which no check of the clause failed.
    pub missed: Vec<String>,
}

/// The folder of the corpus. `None` if it does not exist.
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpora/documents");
    folder.join("index.tsv").exists().then_some(folder)
}

/// Examines all files. Gives the results by kind and clause, and the number of files of clauses that no check covers.
pub fn hold(folder: &Path) -> (BTreeMap<String, Clause>, u32) {
    let claims = include_str!("../claims.tsv").lines().skip(1);
    let claims: Vec<Vec<&str>> = claims.map(|line| line.split('\t').collect()).collect();
    let index = fs::read_to_string(folder.join("index.tsv")).expect("the corpus has an index");
    let mut clauses: BTreeMap<String, Clause> = BTreeMap::new();
    let mut others = 0;
    for line in index.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (Some(path), Some(kind), Some(expected)) = (cells.first(), cells.get(1), cells.get(3)) else {
            continue;
        };
        if !matches!(*expected, "pass" | "fail") {
            continue;
        }
        let name = path.rsplit('/').next().unwrap_or_default();
        // In one file name, a dash replaces the first dot of the clause.
        let clause = name.split("-t").next().unwrap_or_default().replace('-', ".");
        // These files have no claim at all, which is no defect.
        let is_silent = name.starts_with("5-t01-fail");
        let Some(claim) =
            claims.iter().find(|claim| claim[0] == *kind && claim[1] == clause).filter(|_| !is_silent)
        else {
            others += 1;
            continue;
        };
        let bytes = fs::read(folder.join(path)).expect("the index names files that are there");
        let failed: Vec<String> = match examine(&bytes, &Limits::default()) {
            Reading::Examined { facts } => {
                let failed = facts.checks.into_iter().filter(|check| check.outcome == Outcome::Failed);
                failed.map(|check| check.id).collect()
            }
            Reading::NotExamined { .. } => Vec::new(),
        };
        let is_found = claim[2].split(' ').any(|check| failed.iter().any(|id| id == check));
        let held = clauses.entry(format!("{kind} {clause}")).or_default();
        held.files += 1;
        match (*expected == "fail", is_found) {
            (true, true) => (held.claimed, held.found) = (held.claimed + 1, held.found + 1),
            (true, false) => {
                held.claimed += 1;
                held.missed.push(name.to_owned());
            }
            // No check at all may fail for a file that meets everything.
            (false, _) if !failed.is_empty() => held.accused.push(format!("{name} {failed:?}")),
            (false, _) => {}
        }
    }
    (clauses, others)
}
