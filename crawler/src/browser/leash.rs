//! A browser that ends with whoever started it, by the kernel's word: no killed program leaves one behind.

use std::{
    fs, io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

/// Of util-linux. Without it there is no leash, and the browser is held by a pipe to its driver.
pub const SETPRIV: &str = "/usr/bin/setpriv";

/// A small program that becomes the browser, once it has asked to end with its parent.
#[derive(Debug, Clone)]
pub struct Leash(PathBuf);

impl Leash {
    /// Written into `folder`, which must live as long as the browser.
    pub fn new(browser: &Path, folder: &Path) -> io::Result<Self> {
        let path = folder.join("browser");
        fs::write(&path, script(browser))?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700))?;
        Ok(Self(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

fn script(browser: &Path) -> String {
    let quoted = browser.to_string_lossy().replace('\'', r"'\''");
    format!("#!/bin/sh\nexec {SETPRIV} --pdeathsig KILL -- '{quoted}' \"$@\"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_whatever_it_holds() {
        let script = script(Path::new("/opt/l'autre navigateur/chromium"));
        assert!(script.contains(r"-- '/opt/l'\''autre navigateur/chromium' "));
    }
}
