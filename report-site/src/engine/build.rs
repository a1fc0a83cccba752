//! One publication into one folder: open, draw the pages in the order in which they may link to one another,
//! finish.

use super::{BuildError, Disk, DrawError, Page, Problem, Report, digest, manifest::Manifest};
use rayon::prelude::*;
use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

const MANIFEST: &str = ".manifest";
const LOCK: &str = ".lock";
/// Files under construction; on the disk of the site, so that a rename is one stroke.
const ASIDE: &str = ".new";

pub struct Build<'a, D> {
    out: PathBuf,
    disk: D,
    /// Names the templates and all that every page sees: when it changes, every page is drawn again.
    version: String,
    /// Begins of the paths that are never removed.
    permanent: &'a [&'a str],
    before: Manifest,
    now: Manifest,
    report: Report,
    aside: AtomicUsize,
    /// Held until the end: two publications in one folder would undo each other.
    _lock: File,
}

/// A page with the key that it will have in the manifest.
struct Claimed<'p> {
    page: Page<'p>,
    key: String,
}

/// What came of one page.
enum Drawn {
    Kept,
    Written(usize),
    Failed(Problem),
}

impl<'a, D: Disk> Build<'a, D> {
    pub fn open(out: &Path, version: String, permanent: &'a [&'a str], disk: D) -> Result<Self, BuildError> {
        let at = |source| BuildError::Disk { path: out.to_owned(), source };
        fs::create_dir_all(out).map_err(at)?;
        let lock = File::options().create(true).append(true).open(out.join(LOCK)).map_err(at)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(BuildError::Busy(out.to_owned())),
            Err(TryLockError::Error(error)) => return Err(at(error)),
        }
        // Left there by a publication that was interrupted.
        match fs::remove_dir_all(out.join(ASIDE)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(error)),
            _ => {}
        }
        let before = disk.read(&out.join(MANIFEST)).map_err(at)?.map(|bytes| Manifest::read(&bytes));
        Ok(Self {
            out: out.to_owned(),
            disk,
            version,
            permanent,
            before: before.unwrap_or_default(),
            now: Manifest::default(),
            report: Report::default(),
            aside: AtomicUsize::new(0),
            _lock: lock,
        })
    }

    /// Draws the pages that changed, several at once; the iterator is never collected. All of them are in place
    /// when it returns, so that pages drawn later may link to them.
    pub fn draw<'p>(
        &mut self,
        pages: impl Iterator<Item = Result<Page<'p>, Problem>> + Send,
    ) -> Result<(), BuildError> {
        let now = Mutex::new(std::mem::take(&mut self.now));
        let report = Mutex::new(std::mem::take(&mut self.report));
        let result = pages.map(|page| self.claim(page?, &now)).par_bridge().try_for_each(|page| {
            let drawn = match page {
                Ok(page) => self.draw_one(page, &now)?,
                Err(problem) => Drawn::Failed(problem),
            };
            drawn.count(&mut report.lock().expect(NO_PANIC));
            Ok(())
        });
        self.now = now.into_inner().expect(NO_PANIC);
        self.report = report.into_inner().expect(NO_PANIC);
        result
    }

    /// Refuses a second page at the same address; the first one wins at every publication.
    fn claim<'p>(&self, page: Page<'p>, now: &Mutex<Manifest>) -> Result<Claimed<'p>, Problem> {
        let key = digest(&[self.version.as_bytes(), page.key.as_bytes()]);
        let files = &mut now.lock().expect(NO_PANIC).files;
        if files.contains_key(page.path()) {
            return Err(Problem { page: page.path().to_owned(), cause: DrawError::SameAddress });
        }
        files.extend(page.files.iter().map(|file| (file.clone(), key.clone())));
        Ok(Claimed { page, key })
    }

    fn draw_one(
        &self,
        Claimed { page, key }: Claimed<'_>,
        now: &Mutex<Manifest>,
    ) -> Result<Drawn, BuildError> {
        let unchanged = |file: &String| {
            self.before.files.get(file) == Some(&key) && self.disk.exists(&self.out.join(file))
        };
        if page.files.iter().all(unchanged) {
            return Ok(Drawn::Kept);
        }
        let folder = Path::new(&page.files[0]).parent().unwrap_or(Path::new("")).to_owned();
        let left = match page.over {
            Some(below) => self.names_in(&folder.join(below))?,
            None => Vec::new(),
        };
        let drawing = match (page.draw)(&left) {
            Ok(drawing) => drawing,
            Err(cause) => {
                self.keep_as_before(&page.files, &mut now.lock().expect(NO_PANIC));
                return Ok(Drawn::Failed(Problem { page: page.files[0].clone(), cause }));
            }
        };
        // The page itself comes last: it links to the files beside it.
        let mut written = 0;
        for (file, content) in &drawing.below {
            written += usize::from(self.write_if_changed(&folder.join(file).to_string_lossy(), content)?);
        }
        for (file, content) in page.files.iter().zip(&drawing.files).rev() {
            written += usize::from(self.write_if_changed(file, content)?);
        }
        Ok(Drawn::Written(written))
    }

    fn names_in(&self, folder: &Path) -> Result<Vec<String>, BuildError> {
        let path = self.out.join(folder);
        self.disk.names(&path).map_err(|source| BuildError::Disk { path, source })
    }

    /// A page that could not be drawn stays what it was, with its old key, so that it is tried again.
    fn keep_as_before(&self, files: &[String], now: &mut Manifest) {
        for file in files {
            match self.before.files.get(file) {
                Some(key) => now.files.insert(file.clone(), key.clone()),
                None => now.files.remove(file),
            };
        }
    }

    /// Removes what is no longer produced, then writes the manifest: only now is the publication done.
    pub fn finish(mut self) -> Result<Report, BuildError> {
        let before = std::mem::take(&mut self.before.files);
        for (file, key) in before {
            if self.now.files.contains_key(&file) {
                continue;
            }
            if self.permanent.iter().any(|begin| file.starts_with(begin)) {
                self.now.files.insert(file, key);
                continue;
            }
            let path = self.out.join(&file);
            self.disk.remove(&self.out, &path).map_err(|source| BuildError::Disk { path, source })?;
            self.report.removed += 1;
        }
        self.write_if_changed(MANIFEST, &self.now.write())?;
        // Only a folder that is empty goes; a file in it would be the next publication's to clear.
        let _ = fs::remove_dir(self.out.join(ASIDE));
        Ok(self.report)
    }

    /// Leaves equal files alone (their dates are what rsync and HTTP caches look at), and never lets a reader
    /// see half a file.
    fn write_if_changed(&self, file: &str, content: &[u8]) -> Result<bool, BuildError> {
        let path = self.out.join(file);
        let at = |source| BuildError::Disk { path: path.clone(), source };
        if self.disk.read(&path).map_err(at)?.is_some_and(|old| old == content) {
            return Ok(false);
        }
        let number = self.aside.fetch_add(1, Ordering::Relaxed);
        let aside = self.out.join(ASIDE).join(number.to_string());
        self.disk.write(&aside, content).map_err(at)?;
        self.disk.rename(&aside, &path).map_err(at)?;
        Ok(true)
    }
}

const NO_PANIC: &str = "nothing panics while it holds this lock";

impl Drawn {
    fn count(self, report: &mut Report) {
        match self {
            Self::Kept => report.kept += 1,
            Self::Written(files) => {
                report.drawn += 1;
                report.written += files;
            }
            Self::Failed(problem) => report.problems.push(problem),
        }
    }
}
