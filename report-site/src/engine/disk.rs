//! Operations of the engine on a disk, in the smallest steps, so that a test can simulate a power cut between any two.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Number of files up to which each file is flushed to the disk by itself. For more, the whole file system is flushed,
/// including what other programs wrote.
const FEW: usize = 64;

pub trait Disk: Send + Sync {
    /// Reads a file. `None` when there is none.
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>>;
    /// Whether a file exists and has exactly this content.
    fn holds(&self, path: &Path, content: &[u8]) -> io::Result<bool>;
    fn exists(&self, path: &Path) -> bool;
    /// Sorted names of the entries of a folder. Empty when there is no such folder.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;
    /// Writes a file with the folders it needs. It may not be on the disk before [`Self::settle`].
    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()>;
    /// Waits until all these files are on the disk. They are passed together because waiting is slow.
    fn settle(&self, files: &[PathBuf]) -> io::Result<()>;
    /// Appends lines to a file, which is created if missing, and waits until they are on the disk.
    fn append(&self, path: &Path, lines: &[u8]) -> io::Result<()>;
    /// Moves a file to its place in one step, and creates the folders it needs.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file, and the folders below `root` that become empty. It is no error when the file is gone already.
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

    fn holds(&self, path: &Path, content: &[u8]) -> io::Result<bool> {
        match fs::metadata(path) {
            // A file of another length is different and need not be read.
            Ok(found) if found.len() != content.len() as u64 => Ok(false),
            Ok(_) => Ok(self.read(path)?.is_some_and(|found| found == content)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
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
        or_with_folder(path, || {
            let mut file = File::create(path)?;
            open_to_readers(&file)?;
            file.write_all(content)
        })
    }

    fn settle(&self, files: &[PathBuf]) -> io::Result<()> {
        match files {
            [] => Ok(()),
            [one, ..] if files.len() > FEW => settle_all(&File::open(one)?),
            few => few.iter().try_for_each(|file| File::open(file)?.sync_all()),
        }
    }

    fn append(&self, path: &Path, lines: &[u8]) -> io::Result<()> {
        let mut file = File::options().create(true).append(true).open(path)?;
        file.write_all(lines)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        or_with_folder(to, || fs::rename(from, to))
    }

    fn remove(&self, root: &Path, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let above = path.ancestors().skip(1).take_while(|folder| *folder != root);
        for folder in above {
            // A folder that is not empty cannot be removed, nor can those above it.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }
}

/// Flushes the whole file system of a file, including what other programs wrote.
fn settle_all(file: &File) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(file)?;
    #[cfg(not(target_os = "linux"))]
    {
        let _whichever = file;
        rustix::fs::sync();
    }
    Ok(())
}

/// Published files are readable by everybody, even if the program writes all other files for itself alone (`UMask=0077`).
fn open_to_readers(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    #[cfg(not(unix))]
    let _as_it_is = file;
    Ok(())
}

/// Creates a folder and those above it, all readable by everybody.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            folder.parent().map_or(Ok(()), make_folder)?;
            make_folder(folder)
        }
        // Another thread has just created the folder, or it existed already.
        Err(_) if folder.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => {
            #[cfg(unix)]
            fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
            Ok(())
        }
    }
}

/// Runs `act`, and if its folder is missing, creates that and runs it again. Most folders exist, so checking first
/// would cost a system call for each file.
fn or_with_folder(path: &Path, act: impl Fn() -> io::Result<()>) -> io::Result<()> {
    match (act(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
            make_folder(folder)?;
            act()
        }
        (done, _) => done,
    }
}
