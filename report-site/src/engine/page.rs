//! A page to be drawn: its place, the data it depends on, and how it is drawn.

use super::{Digest, DrawError, SitePath};
use askama::Template;
use serde::Serialize;
use std::borrow::Cow;

type Draw<'a> = Box<dyn FnOnce(&EarlierPage<'_>) -> Result<Drawing, DrawError> + Send + 'a>;

/// The earlier page at the same address.
pub struct EarlierPage<'s> {
    /// Names of the files and folders that exist below it, or should exist according to its index.
    pub below: Vec<String>,
    /// Version of all templates and texts. A page takes over only parts of the same version.
    pub version: Digest,
    read: &'s (dyn Fn(&str) -> Option<Vec<u8>> + Sync),
    published: &'s (dyn Fn(&str, &str) -> Option<Vec<u8>> + Sync),
}

impl<'s> EarlierPage<'s> {
    /// `read` gives the files of the page's folder, `published` those of other pages.
    pub fn new(
        below: Vec<String>,
        version: Digest,
        read: &'s (dyn Fn(&str) -> Option<Vec<u8>> + Sync),
        published: &'s (dyn Fn(&str, &str) -> Option<Vec<u8>> + Sync),
    ) -> Self {
        Self { below, version, read, published }
    }

    /// A file of the page's folder, if it is there and can be read.
    pub fn file(&self, name: &str) -> Option<Vec<u8>> {
        (self.read)(name)
    }

    /// A file of another page, if this publication has drawn or kept that page and the file is as it was written.
    pub fn published(&self, page: &str, name: &str) -> Option<Vec<u8>> {
        (self.published)(page, name)
    }
}

/// Result of drawing a page.
pub struct Drawing {
    /// Contents of the page's own files, in their order.
    pub files: Vec<Vec<u8>>,
    /// Pages that belong to it with the files beside them, by path from its own folder. Each has a folder of its own in
    /// the folder that the page names. The manifest does not name these files, so only a page that is never removed may
    /// have some.
    pub below: Vec<(String, Vec<u8>)>,
}

impl From<Vec<Vec<u8>>> for Drawing {
    fn from(files: Vec<Vec<u8>>) -> Self {
        Self { files, below: Vec::new() }
    }
}

/// A page that can be shortened when it would be too large.
pub trait Shrinks {
    /// Drops about half of the entries of its lists and counts the dropped ones. `false` when nothing is left to
    /// shorten.
    fn shrink(&mut self) -> bool;
}

/// Name of the file that is the page of a folder.
pub(super) const INDEX: &str = "index.html";

/// The name of a file in its folder.
pub type Name = Cow<'static, str>;

/// The names of a page that has nothing beside it.
const ONE_PAGE: &[Name] = &[Name::Borrowed(INDEX)];

/// A page: one main file, which is HTML in most cases, and for some pages the files beside it.
pub struct Page<'a> {
    /// Its folder, from the root: empty, or ending with `/`.
    pub(super) folder: String,
    /// Names of the files in the folder; the first is the main one.
    pub(super) names: Cow<'static, [Name]>,
    pub(super) key: Digest,
    /// Name of the folder below its own that holds the pages belonging to it.
    pub(super) below: Option<&'static str>,
    pub(super) draw: Draw<'a>,
}

impl<'a> Page<'a> {
    /// A page whose key is a digest of all that its template sees: the same data gives the same page.
    pub fn html(folder: &SitePath, content: impl Template + Serialize + Send + 'a) -> Self {
        Self::named(folder, INDEX, content)
    }

    /// A page whose content is only computed when `key`, a digest of its sources, has changed.
    pub fn html_of<C: Template>(
        folder: &SitePath,
        key: Digest,
        content: impl FnOnce() -> Result<C, DrawError> + Send + 'a,
    ) -> Self {
        let draw = move || Ok(vec![content()?.render()?.into_bytes()]);
        Self::lazy(folder, ONE_PAGE, key, draw)
    }

    /// The same as [`Self::html_of`], but the page is shortened until it has no more than `most` bytes.
    pub fn html_within<C: Template + Shrinks>(
        folder: &SitePath,
        key: Digest,
        most: usize,
        content: impl FnOnce() -> Result<C, DrawError> + Send + 'a,
    ) -> Self {
        let draw = move || {
            let mut content = content()?;
            loop {
                let html = content.render()?.into_bytes();
                if html.len() <= most || !content.shrink() {
                    return Ok(vec![html]);
                }
            }
        };
        Self::lazy(folder, ONE_PAGE, key, draw)
    }

    /// A page whose file has another name than `index.html`.
    pub fn named(
        folder: &SitePath,
        file: &'static str,
        content: impl Template + Serialize + Send + 'a,
    ) -> Self {
        let draw = |content: &_| Ok(vec![Template::render(content)?.into_bytes()]);
        Self::with_content(folder, vec![file.into()], content, draw)
    }

    /// A file that is part of the program, such as the stylesheet.
    pub fn asset(folder: &SitePath, file: &'static str, content: &'static [u8]) -> Self {
        Self::lazy(folder, vec![file.into()], Digest::of(&[content]), move || Ok(vec![content.to_vec()]))
    }

    /// Files that are drawn from one struct, which holds all that they show.
    pub fn with_content<C: Serialize + Send + 'a>(
        folder: &SitePath,
        names: impl Into<Cow<'static, [Name]>>,
        content: C,
        draw: impl FnOnce(&C) -> Result<Vec<Vec<u8>>, DrawError> + Send + 'a,
    ) -> Self {
        let key = key_of(&content);
        Self::lazy(folder, names, key, move || draw(&content))
    }

    /// A file of data beside the pages.
    pub fn file(folder: &SitePath, file: &'static str, content: Vec<u8>) -> Self {
        Self::lazy(folder, vec![file.into()], Digest::of(&[&content]), move || Ok(vec![content]))
    }

    /// Files that are drawn together from data that is only read when `key` has changed. `draw` gives their contents in
    /// the order of `names`; the first file links to the others.
    pub fn lazy(
        folder: &SitePath,
        names: impl Into<Cow<'static, [Name]>>,
        key: Digest,
        draw: impl FnOnce() -> Result<Vec<Vec<u8>>, DrawError> + Send + 'a,
    ) -> Self {
        Self::over(folder, names, key, move |_| draw())
    }

    /// The same as [`Self::lazy`], for files that take over parts of the published ones.
    pub fn over(
        folder: &SitePath,
        names: impl Into<Cow<'static, [Name]>>,
        key: Digest,
        draw: impl FnOnce(&EarlierPage<'_>) -> Result<Vec<Vec<u8>>, DrawError> + Send + 'a,
    ) -> Self {
        let draw = move |earlier: &EarlierPage<'_>| Ok(draw(earlier)?.into());
        Self { folder: folder.to_string(), names: names.into(), key, below: None, draw: Box::new(draw) }
    }

    /// The same as [`Self::lazy`], with further pages in the folder `below`, which become known while drawing.
    pub fn with_more(
        folder: &SitePath,
        names: impl Into<Cow<'static, [Name]>>,
        key: Digest,
        below: &'static str,
        draw: impl FnOnce(&EarlierPage<'_>) -> Result<Drawing, DrawError> + Send + 'a,
    ) -> Self {
        Self {
            folder: folder.to_string(),
            names: names.into(),
            key,
            below: Some(below),
            draw: Box::new(draw),
        }
    }

    /// Path of its main file below the public folder.
    pub fn path(&self) -> String {
        [self.folder.as_str(), &self.names[0]].concat()
    }
}

/// Digest of all that a page shows.
fn key_of(content: &impl Serialize) -> Digest {
    let seen = serde_json::to_vec(content).expect("a page's struct holds only strings, numbers and lists");
    Digest::of(&[&seen])
}
