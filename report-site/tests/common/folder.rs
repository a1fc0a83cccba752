//! Where tests publish.

/// In memory where there is some: a publication waits for the disk, file by file, which these tests are not about.
pub fn folder() -> tempfile::TempDir {
    let memory = std::path::Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.expect("a folder for what is published")
}
