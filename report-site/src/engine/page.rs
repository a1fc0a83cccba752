//! A page that waits to be drawn: where it goes, what it depends on, and how.

use super::{DrawError, SitePath};
use askama::Template;
use serde::Serialize;

type Draw<'a> = Box<dyn FnOnce(&[String]) -> Result<Drawing, DrawError> + Send + 'a>;

/// What drawing a page gave.
pub struct Drawing {
    /// In the order of the page's own files.
    pub files: Vec<Vec<u8>>,
    /// Pages that belong to it, in folders below its own. The manifest does not know them, so only a page that is
    /// never removed may have some.
    pub below: Vec<(String, Vec<u8>)>,
}

impl From<Vec<Vec<u8>>> for Drawing {
    fn from(files: Vec<Vec<u8>>) -> Self {
        Self { files, below: Vec::new() }
    }
}

/// One HTML file and, for some kinds, the files that stand beside it.
pub struct Page<'a> {
    pub(super) files: Vec<String>,
    pub(super) key: String,
    /// Folder below its own whose entries it asks for when it is drawn.
    pub(super) over: Option<&'static str>,
    pub(super) draw: Draw<'a>,
}

impl<'a> Page<'a> {
    /// The key is a digest of all the template sees: same data, same page.
    pub fn html(folder: &SitePath, content: impl Template + Serialize + Send + 'a) -> Self {
        Self::named(folder, "index.html", content)
    }

    /// A page whose file has another name than `index.html`.
    pub fn named(
        folder: &SitePath,
        file: &'static str,
        content: impl Template + Serialize + Send + 'a,
    ) -> Self {
        let seen =
            serde_json::to_vec(&content).expect("a page's struct holds only strings, numbers and lists");
        let draw = move || Ok(vec![content.render()?.into_bytes()]);
        Self::lazy(folder, &[file], digest(&[&seen]), draw)
    }

    /// A file that stands on its own, such as the stylesheet.
    pub fn asset(folder: &SitePath, file: &'static str, content: &'static [u8]) -> Self {
        Self::lazy(folder, &[file], digest(&[content]), move || Ok(vec![content.to_vec()]))
    }

    /// Files that are drawn together, from data that is not even read when `key` has not changed. `draw` gives
    /// their content in the order of `files`; the first is the one that links to the others.
    pub fn lazy(
        folder: &SitePath,
        files: &[&'static str],
        key: String,
        draw: impl FnOnce() -> Result<Vec<Vec<u8>>, DrawError> + Send + 'a,
    ) -> Self {
        Self::with_more(folder, files, key, move || Ok(draw()?.into()))
    }

    /// The same with pages below it, which are known when it is drawn.
    pub fn with_more(
        folder: &SitePath,
        files: &[&'static str],
        key: String,
        draw: impl FnOnce() -> Result<Drawing, DrawError> + Send + 'a,
    ) -> Self {
        let files = files.iter().map(|name| folder.file(name)).collect();
        Self { files, key, over: None, draw: Box::new(move |_| draw()) }
    }

    /// The same, drawn over what an earlier page left in the folder `below` its own: `draw` is told the names there.
    pub fn over(
        folder: &SitePath,
        files: &[&'static str],
        key: String,
        below: &'static str,
        draw: impl FnOnce(&[String]) -> Result<Drawing, DrawError> + Send + 'a,
    ) -> Self {
        let files = files.iter().map(|name| folder.file(name)).collect();
        Self { files, key, over: Some(below), draw: Box::new(draw) }
    }

    /// Path of its main file below the public folder.
    pub fn path(&self) -> &str {
        &self.files[0]
    }
}

/// BLAKE3 of parts, each with its length so that they cannot run into one another; 32 hexadecimal digits.
pub(crate) fn digest(parts: &[&[u8]]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
