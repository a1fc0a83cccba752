//! The folders in which tests publish.

/// A folder for a publication, in memory where possible: a publication waits for the disk, which these tests do not
/// examine.
pub fn folder() -> tempfile::TempDir {
    let memory = std::path::Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.expect("a folder for what is published")
}
