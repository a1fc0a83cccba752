//! Draws one page and writes its files aside, with their seals, which are computed while the bytes are in memory.

use super::{
    ASIDE, Build,
    drawn::{Aside, Drawn, Outcome},
};
use crate::engine::{
    BuildError, Disk, Page,
    below::{self, Below},
    page::{Drawing, EarlierPage},
    seal,
};
use std::{
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

impl<D: Disk> Build<'_, D> {
    pub(super) fn draw_aside(&self, page: Page<'_>) -> Result<Drawn, BuildError> {
        let path = page.path();
        let folder = self.out.join(&page.folder);
        // A page with pages below it shares its folder with no other page, so an empty folder means that it is new.
        let new = page.below.is_some() && self.names_in(&folder)?.is_empty();
        let inner = page.below.filter(|_| !new);
        let standing = inner.map_or(Ok(Vec::new()), |inner| self.names_in(&folder.join(inner)))?;
        let mut index = inner.map_or(Ok(Below::default()), |inner| self.index(&page, inner, &standing))?;
        // Nothing is taken over from a file that cannot be read. A thorough publication takes over nothing, because
        // the published files may have been changed by others.
        let read =
            |name: &str| if self.thorough { None } else { self.disk.read(&folder.join(name)).ok().flatten() };
        let mut names = index.names();
        names.extend(standing);
        let published = |page: &str, file: &str| self.published(page, file);
        let earlier = EarlierPage::new(names.into_iter().collect(), self.version, &read, &published);
        let Page { folder, names, draw, .. } = page;
        let Drawing { files, below } = match draw(&earlier) {
            Ok(drawing) => drawing,
            Err(cause) => return Ok(Drawn { page: path, outcome: Outcome::Failed(cause) }),
        };
        below.iter().for_each(|(file, content)| index.put(file, content));
        let index = (!index.is_empty()).then(|| index.write());
        let seals = files.iter().chain(&index).map(|content| seal::seal(content)).collect();
        let below = below.iter().map(|(file, content)| (file.as_str(), content));
        let index = index.iter().map(|index| (below::INDEX, index));
        // The page itself comes last, because it links to the files below and beside it.
        let own = names.iter().map(AsRef::as_ref).zip(&files).rev();
        let files = below.chain(index).chain(own);
        let aside = if new { self.folder_aside(&folder, files)? } else { self.files_aside(&folder, files)? };
        Ok(Drawn { page: path, outcome: Outcome::Drawn(aside, seals) })
    }

    /// Index of the files published below a page. The stored index is only used if it has the seal in the manifest, or
    /// if an interrupted publication may have written it. If the manifest has no seals for the page, the existing files
    /// are trusted, and the index is made of those in `standing`.
    fn index(&self, page: &Page<'_>, inner: &str, standing: &[String]) -> Result<Below, BuildError> {
        let known = self.manifest.page(&page.path());
        let sealed = known.as_ref().map_or("", |known| known.seals);
        if sealed.is_empty() && !self.is_doubtful(page) {
            return self.index_of_what_stands(&page.folder, inner, standing);
        }
        let found = self.content(&page.folder, below::INDEX)?.unwrap_or_default();
        let believed = sealed.ends_with(&seal::seal(&found)) || self.is_doubtful(page);
        Ok(Some(found).filter(|_| believed).and_then(|found| Below::read(&found)).unwrap_or_default())
    }

    fn index_of_what_stands(
        &self,
        folder: &str,
        inner: &str,
        standing: &[String],
    ) -> Result<Below, BuildError> {
        let mut index = Below::default();
        for name in standing {
            let name = format!("{inner}/{name}");
            let within = if self.disk.exists(&self.out.join(folder).join(&name)) {
                vec![name]
            } else {
                let files = self.names_in(&self.out.join(folder).join(&name))?;
                files.into_iter().map(|file| format!("{name}/{file}")).collect()
            };
            for file in within {
                if let Some(content) = self.content(folder, &file)? {
                    index.put(&file, &content);
                }
            }
        }
        Ok(index)
    }

    fn content(&self, folder: &str, file: &str) -> Result<Option<Vec<u8>>, BuildError> {
        let path = self.out.join(folder).join(file);
        self.disk.read(&path).map_err(|source| BuildError::Disk { path: path.clone(), source })
    }

    /// A file of a page that this publication has drawn or kept, if the file has the seal in the manifest.
    fn published(&self, page: &str, file: &str) -> Option<Vec<u8>> {
        let seal = self.manifest.seal_of(page, file)?;
        let path = self.out.join(page).with_file_name(file);
        let content = self.disk.read(&path).ok().flatten()?;
        (seal::seal(&content) == seal).then_some(content)
    }

    fn files_aside<'f>(
        &self,
        folder: &str,
        files: impl Iterator<Item = (&'f str, &'f Vec<u8>)>,
    ) -> Result<Aside, BuildError> {
        let mut aside = Aside::default();
        for (file, content) in files {
            let place = format!("{folder}{file}");
            if let Some(waits) = self.write_aside(&place, content)? {
                aside.files.push(waits.clone());
                aside.moves.push((waits, place));
            }
        }
        Ok(aside)
    }

    /// Writes a folder that does not exist yet aside as a whole, so that one rename puts all its files in place.
    fn folder_aside<'f>(
        &self,
        folder: &str,
        files: impl Iterator<Item = (&'f str, &'f Vec<u8>)>,
    ) -> Result<Aside, BuildError> {
        let waits = self.new_aside();
        let mut aside = Aside::default();
        for (file, content) in files {
            let path = waits.join(file);
            self.disk
                .write(&path, content)
                .map_err(|source| BuildError::Disk { path: path.clone(), source })?;
            aside.files.push(path);
        }
        aside.moves.push((waits, folder.to_owned()));
        Ok(aside)
    }

    fn new_aside(&self) -> PathBuf {
        let number = self.aside.fetch_add(1, Ordering::Relaxed);
        self.out.join(ASIDE).join(number.to_string())
    }

    fn names_in(&self, folder: &Path) -> Result<Vec<String>, BuildError> {
        let at = |source| BuildError::Disk { path: folder.to_owned(), source };
        self.disk.names(folder).map_err(at)
    }

    /// Writes a file aside unless an equal file is published. Equal files keep their dates, which rsync and HTTP caches
    /// use, and no reader ever sees half a file.
    pub(super) fn write_aside(&self, file: &str, content: &[u8]) -> Result<Option<PathBuf>, BuildError> {
        let place = self.out.join(file);
        let at = |source| BuildError::Disk { path: place.clone(), source };
        if self.disk.holds(&place, content).map_err(at)? {
            return Ok(None);
        }
        let aside = self.new_aside();
        self.disk.write(&aside, content).map_err(at)?;
        Ok(Some(aside))
    }
}
