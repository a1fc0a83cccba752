//! What the engine does to a disk, in the smallest steps: a test can then cut the power between any two.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

pub trait Disk: Sync {
    /// `None` when there is no such file.
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>>;
    fn exists(&self, path: &Path) -> bool;
    /// Of what a folder holds, sorted; none when there is no such folder.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;
    /// Writes a whole file and waits until it is on the disk. Makes the folders it needs.
    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()>;
    /// Puts a file in its place at one stroke. Makes the folders it needs.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// No error when it is already gone. Leaves no empty folder below `root`.
    fn remove(&self, root: &Path, path: &Path) -> io::Result<()>;
}

/// The file system.
#[derive(Debug, Clone, Copy, Default)]
pub struct FileSystem;

impl Disk for FileSystem {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        match fs::read(path) {
            Ok(content) => Ok(Some(content)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn exists(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        let names: io::Result<Vec<_>> =
            entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect();
        let mut names = names?;
        names.sort();
        Ok(names)
    }

    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        make_parent(path)?;
        let mut file = File::create(path)?;
        file.write_all(content)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        make_parent(to)?;
        fs::rename(from, to)
    }

    fn remove(&self, root: &Path, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let above = path.ancestors().skip(1).take_while(|folder| *folder != root);
        for folder in above {
            // A folder that still holds something refuses to go, and so do those above it.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }
}

fn make_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}
