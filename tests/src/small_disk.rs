//! A small disk that a test can fill: a file system in memory, unmounted when dropped. Only root may mount one.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Mounts a disk. `size` is as `mount` takes it, such as `16m`. `None` if the user may not mount.
    pub fn mount(at: &Path, size: &str) -> Option<Self> {
        let option = format!("size={size}");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &option, "observatoire-story"])
            .arg(at)
            .stderr(Stdio::null())
            .status();
        mounted.is_ok_and(|status| status.success()).then(|| Self(at.to_owned()))
    }

    pub fn resize(&self, size: &str) {
        let option = format!("remount,size={size}");
        let status = Command::new("mount").args(["-o", &option]).arg(&self.0).status();
        assert!(status.is_ok_and(|status| status.success()), "a disk that was mounted can be mounted anew");
    }

    /// Fills the disk to the last byte.
    pub fn fill(&self) -> io::Result<()> {
        let mut ballast = std::fs::File::create(self.ballast())?;
        loop {
            match ballast.write(&[0; 4096]) {
                Ok(0) => return Ok(()),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::StorageFull => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    /// Deletes what [`Self::fill`] wrote.
    pub fn make_room(&self) -> io::Result<()> {
        std::fs::remove_file(self.ballast())
    }

    fn ballast(&self) -> PathBuf {
        self.0.join("ballast")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _unmounted = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}
