//! The size of a folder's content, in bytes of the disk.

use std::{fs, os::unix::fs::MetadataExt, path::Path};

/// Size of a folder. Files that are created or deleted meanwhile may or may not be counted.
pub fn of_folder(folder: &Path) -> u64 {
    let (mut folders, mut bytes) = (vec![folder.to_owned()], 0);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(about) if about.is_dir() => folders.push(entry.path()),
                Ok(about) => bytes += about.blocks() * 512,
                Err(_) => {}
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_deep_inside_counts() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("a/b");
        fs::create_dir_all(&inside).expect("folders");
        fs::write(inside.join("file"), vec![1; 1 << 20]).expect("a file");
        assert!(of_folder(folder.path()) >= 1 << 20);
        assert_eq!(of_folder(&folder.path().join("none")), 0);
    }
}
