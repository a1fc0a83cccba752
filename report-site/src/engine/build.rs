//! One publication into one folder: it opens the folder, draws the pages in an order in which each page is written
//! before the pages that link to it, and finishes.

mod aside;
mod drawn;

use super::{
    BuildError, Digest, Disk, DrawError, Page, Problem, Report,
    disk::make_folder,
    manifest::{Claim, EarlierEntry, Key, Manifest},
};
use drawn::{Aside, Drawn, Outcome};
use rayon::prelude::*;
use std::{
    collections::{BTreeSet, HashSet},
    fs::{self, File, TryLockError},
    io,
    panic::resume_unwind,
    path::{Path, PathBuf},
    sync::atomic::AtomicUsize,
    thread,
};

pub(super) const MANIFEST: &str = ".manifest";
pub(super) const LOCK: &str = ".lock";
/// File that lists the files being changed, one on each line. It is created before the first change and removed after
/// the last. If it exists when a publication begins, an earlier publication was interrupted, and the manifest cannot be
/// trusted for the listed files.
pub(super) const CHANGING: &str = ".changing";

/// Folder of files under construction. It is on the disk of the published site, so that a rename puts a file in place
/// at once.
pub(super) const ASIDE: &str = ".new";

/// Number of pages that are drawn together and then written to the disk together.
const AT_ONCE: usize = 2048;

pub struct Build<'a, D> {
    out: PathBuf,
    disk: D,
    /// Version of the templates and of all that every page shows. When it changes, every page is drawn again.
    version: Digest,
    /// Beginnings of the paths that are never removed.
    permanent: &'a [&'a str],
    manifest: Manifest,
    /// Whether nothing was published here before.
    first: bool,
    /// Whether each page is drawn and compared with the published file, because the published files may have been
    /// changed by others.
    thorough: bool,
    /// Files that an interrupted publication may have changed.
    doubtful: BTreeSet<String>,
    /// Whether the file [`CHANGING`] exists.
    changing: bool,
    report: Report,
    aside: AtomicUsize,
    /// Lock held until the end, because two publications into one folder would undo each other's changes.
    _lock: File,
}

/// A page that was looked up in the manifest before the pages in front of it have claimed their addresses. Nearly all
/// pages are unchanged; for these, only the index in the manifest is passed from thread to thread.
enum Looked<'p> {
    Stands(EarlierEntry),
    ToDraw { page: Page<'p>, path: String, key: Key, found: Option<EarlierEntry> },
}

impl<'a, D: Disk> Build<'a, D> {
    pub fn open(
        out: &Path,
        version: Digest,
        permanent: &'a [&'a str],
        thorough: bool,
        disk: D,
    ) -> Result<Self, BuildError> {
        let at = |source| BuildError::Disk { path: out.to_owned(), source };
        make_folder(out).map_err(at)?;
        let lock = File::options().create(true).append(true).open(out.join(LOCK)).map_err(at)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(BuildError::Busy(out.to_owned())),
            Err(TryLockError::Error(error)) => return Err(at(error)),
        }
        // An interrupted publication may have left this folder.
        match fs::remove_dir_all(out.join(ASIDE)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(error)),
            _ => {}
        }
        let manifest = disk.read(&out.join(MANIFEST)).map_err(at)?.map(Manifest::read);
        let changing = disk.read(&out.join(CHANGING)).map_err(at)?;
        let doubtful = changing.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
        Ok(Self {
            out: out.to_owned(),
            disk,
            version,
            permanent,
            first: manifest.is_none(),
            manifest: manifest.unwrap_or_default(),
            thorough,
            doubtful: doubtful.lines().map(str::to_owned).collect(),
            changing: changing.is_some(),
            report: Report::default(),
            aside: AtomicUsize::new(0),
            _lock: lock,
        })
    }

    /// Draws the pages of `items` that changed, several at once; the iterator is never collected. All of them are
    /// in place when it returns, so that pages drawn later may link to them.
    pub fn draw<'p, T: Send>(
        &mut self,
        items: impl Iterator<Item = T>,
        page: impl Fn(T) -> Result<Page<'p>, Problem> + Sync,
    ) -> Result<(), BuildError> {
        let mut items = items.fuse();
        let mut waiting = Vec::new();
        loop {
            let some: Vec<T> = items.by_ref().take(AT_ONCE).collect();
            if some.is_empty() {
                self.settle(&waiting)?;
                return self.put_in_place(waiting);
            }
            let look = |near: &mut usize, item| Ok(self.look(page(item)?, near));
            let looked: Vec<_> = some.into_par_iter().map_init(|| 0, look).collect();
            let stale = self.stale(looked);
            // The disk writes what was drawn before while the next pages are drawn.
            let (settled, drawn) = thread::scope(|scope| {
                let settling = scope.spawn(|| self.settle(&waiting));
                let drawn: Result<Vec<_>, _> =
                    stale.into_par_iter().map(|page| self.draw_aside(page)).collect();
                (settling.join(), drawn)
            });
            settled.unwrap_or_else(|panic| resume_unwind(panic))?;
            self.put_in_place(std::mem::replace(&mut waiting, drawn?))?;
        }
    }

    /// Writes temporary content at an address until its page is drawn, if nothing was published before. Thus an
    /// interrupted publication leaves no address without a page.
    pub fn meanwhile(&mut self, file: &str, content: &[u8]) -> Result<(), BuildError> {
        if !self.first || self.disk.exists(&self.out.join(file)) {
            return Ok(());
        }
        self.write_in_place(file, content)
    }

    /// Keeps a page and all pages below a folder, if the page was drawn from this key. Kept pages are not computed.
    /// `false` if all of them have to be drawn.
    pub fn keep_with_all_below(&mut self, path: &str, key: Digest, folder: &str) -> bool {
        if self.thorough || !self.doubtful.is_empty() {
            return false;
        }
        let key = Digest::of_value(&(self.version, key)).short();
        let kept = self.manifest.keep_with_all_below(path, key, folder);
        self.report.kept += kept.unwrap_or(0);
        kept.is_some()
    }

    /// Names of the folders directly below `folder` that hold a page of the previous publication.
    pub fn folders_below(&self, folder: &str) -> BTreeSet<String> {
        self.manifest.folders_below(folder)
    }

    /// Main files of the pages that could not be drawn so far.
    pub fn failed(&self) -> HashSet<String> {
        self.report.problems.iter().map(|problem| problem.page.clone()).collect()
    }

    /// The pages that have to be drawn.
    fn stale<'p>(&mut self, pages: Vec<Result<Looked<'p>, Problem>>) -> Vec<Page<'p>> {
        let mut stale = Vec::new();
        for page in pages {
            match page.and_then(|page| self.claim(page)) {
                Ok(Some(page)) => stale.push(page),
                Ok(None) => self.report.kept += 1,
                Err(problem) => self.report.problems.push(problem),
            }
        }
        stale
    }

    fn look<'p>(&self, page: Page<'p>, near: &mut usize) -> Looked<'p> {
        let path = page.path();
        let key = Digest::of_value(&(self.version, page.key)).short();
        match self.manifest.look(&path, &page.names, key, near) {
            Some(found) if found.same && self.stands(&page) => Looked::Stands(found),
            found => Looked::ToDraw { page, path, key, found },
        }
    }

    /// The page, if it has to be drawn. A second page at the same address is refused.
    fn claim<'p>(&mut self, looked: Looked<'p>) -> Result<Option<Page<'p>>, Problem> {
        let taken = |page: &str| Problem { page: page.to_owned(), cause: DrawError::SameAddress };
        match looked {
            Looked::Stands(found) if self.manifest.keep(found) => Ok(None),
            Looked::Stands(found) => Err(taken(self.manifest.path(found))),
            Looked::ToDraw { page, path, key, found } => {
                match self.manifest.claim(&path, &page.names, key, found) {
                    Claim::Taken => Err(taken(&path)),
                    Claim::Same | Claim::New | Claim::Changed => Ok(Some(page)),
                }
            }
        }
    }

    /// Whether the page's files can be trusted to be as the manifest says.
    fn stands(&self, page: &Page<'_>) -> bool {
        !self.thorough && !self.is_doubtful(page)
    }

    /// Whether an interrupted publication may have changed the page.
    fn is_doubtful(&self, page: &Page<'_>) -> bool {
        let (folder, names) = (page.folder.as_str(), &page.names);
        // Files of a page may be in folders below its own.
        let below = self.doubtful.range(folder.to_owned()..).next();
        match folder {
            "" => names.iter().any(|name| self.doubtful.contains(name.as_ref())),
            _ => below.is_some_and(|file| file.starts_with(folder)),
        }
    }

    /// Notes that these files (by path from the root) are about to change. Until the end of the publication their
    /// content is uncertain.
    fn begin<'f>(&mut self, files: impl Iterator<Item = &'f str>) -> Result<(), BuildError> {
        let lines: String = files.flat_map(|file| [file, "\n"]).collect();
        if lines.is_empty() {
            return Ok(());
        }
        let path = self.out.join(CHANGING);
        self.changing = true;
        self.disk.append(&path, lines.as_bytes()).map_err(|source| BuildError::Disk { path, source })
    }

    /// Waits until the files that were written aside are on the disk.
    fn settle(&self, drawn: &[Drawn]) -> Result<(), BuildError> {
        let aside: Vec<_> =
            drawn.iter().filter_map(Drawn::aside).flat_map(|aside| aside.files.iter().cloned()).collect();
        if aside.is_empty() {
            return Ok(());
        }
        self.disk.settle(&aside).map_err(|source| BuildError::Disk { path: self.out.clone(), source })
    }

    /// Renames the files that were written aside to their places, and records their pages in the manifest.
    fn put_in_place(&mut self, drawn: Vec<Drawn>) -> Result<(), BuildError> {
        let moves = drawn.iter().filter_map(Drawn::aside).flat_map(|aside| &aside.moves);
        self.begin(moves.map(|(_, place)| place.as_str()))?;
        for Drawn { page, outcome } in drawn {
            match outcome {
                Outcome::Failed(cause) => {
                    self.manifest.as_before(&page);
                    self.report.problems.push(Problem { page, cause });
                }
                Outcome::Drawn(Aside { files, moves }, seals) => {
                    self.report.written += files.len();
                    if self.thorough && !self.first {
                        self.report.mended.extend(moves.iter().map(|(_, place)| place.clone()));
                    }
                    moves.iter().try_for_each(|(aside, place)| self.rename(aside, place))?;
                    self.report.drawn += 1;
                    self.manifest.drew(&page, seals);
                }
            }
        }
        Ok(())
    }

    fn rename(&self, aside: &Path, file: &str) -> Result<(), BuildError> {
        let place = self.out.join(file);
        self.disk.rename(aside, &place).map_err(|source| BuildError::Disk { path: place, source })
    }

    fn write_in_place(&self, file: &str, content: &[u8]) -> Result<(), BuildError> {
        let Some(aside) = self.write_aside(file, content)? else { return Ok(()) };
        let at = |source| BuildError::Disk { path: self.out.join(file), source };
        self.disk.settle(std::slice::from_ref(&aside)).map_err(at)?;
        self.rename(&aside, file)
    }

    /// Removes files that are no longer published, then writes the manifest, which completes the publication.
    pub fn finish(mut self) -> Result<Report, BuildError> {
        let gone = self.manifest.gone(self.permanent);
        self.begin(gone.iter().map(String::as_str))?;
        for file in &gone {
            self.remove(file)?;
            self.report.removed += 1;
        }
        if let Some(manifest) = self.manifest.rewritten() {
            self.write_in_place(MANIFEST, &manifest)?;
        }
        if self.changing {
            self.remove(CHANGING)?;
        }
        // This removes only an empty folder. If files are left in it, the next publication removes them.
        let _ = fs::remove_dir(self.out.join(ASIDE));
        Ok(self.report)
    }

    fn remove(&self, file: &str) -> Result<(), BuildError> {
        let path = self.out.join(file);
        self.disk.remove(&self.out, &path).map_err(|source| BuildError::Disk { path: path.clone(), source })
    }
}
