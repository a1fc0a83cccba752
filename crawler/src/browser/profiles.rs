//! Temporary folders of the browsers' profiles, named after the process of the program. The next run removes what a
//! killed program left.

use std::{fs, io, path::Path, process};
use tempfile::TempDir;

const PREFIX: &str = "observatoire-profile-";

pub fn folder() -> io::Result<TempDir> {
    tempfile::Builder::new().prefix(&format!("{PREFIX}{}-", process::id())).tempdir()
}

/// Removes the folders of processes that do not exist any more.
pub fn sweep() {
    let entries = fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_str().is_some_and(is_left_over)) {
        // If the folder belongs to another user, it stays for that user to remove.
        let _ = fs::remove_dir_all(entry.path());
    }
}

fn is_left_over(name: &str) -> bool {
    let owner = name.strip_prefix(PREFIX).and_then(|rest| rest.split('-').next());
    owner.and_then(|id| id.parse::<u32>().ok()).is_some_and(|id| !Path::new(&format!("/proc/{id}")).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_dead_process_left_is_removed() {
        assert!(is_left_over("observatoire-profile-4294967295-x1"));
        assert!(!is_left_over(&format!("{PREFIX}{}-x1", process::id())));
        assert!(!is_left_over("observatoire-profile-notes"));
        assert!(!is_left_over("another-folder"));
    }
}
