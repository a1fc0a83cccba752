//! Permissions of database files, which hold contacts and unpublished content: only their owner may read them.

use std::{
    fs::{self, File},
    io,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

const OWNER_ALONE: u32 = 0o600;

/// Creates an empty file if there is none. Files that SQLite creates beside it get its mode.
pub(crate) fn make(file: &Path) -> io::Result<()> {
    match File::options().write(true).create_new(true).mode(OWNER_ALONE).open(file) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Whether other users of the machine may read a file.
pub fn is_open_to_others(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|about| about.permissions().mode() & 0o077 != 0)
}
