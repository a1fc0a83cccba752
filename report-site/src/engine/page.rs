//! A page that waits to be drawn: where it goes, what it depends on, and how.

use super::{DrawError, SitePath};
use askama::Template;
use serde::Serialize;
use std::borrow::Cow;

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

/// The name of a file in its folder.
pub type Name = Cow<'static, str>;

/// One main file, HTML for most kinds, and for some the files that stand beside it.
pub struct Page<'a> {
    /// From the root: empty, or ends with `/`.
    pub(super) folder: String,
    /// Of the files in it; the first is the main one.
    pub(super) names: Vec<Name>,
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
        let draw = |content: &_| Ok(vec![Template::render(content)?.into_bytes()]);
        Self::of(folder, vec![file.into()], content, draw)
    }

    /// A file that stands on its own, such as the stylesheet.
    pub fn asset(folder: &SitePath, file: &'static str, content: &'static [u8]) -> Self {
        Self::lazy(folder, vec![file.into()], digest(&[content]), move || Ok(vec![content.to_vec()]))
    }

    /// Files that are drawn from one struct, all that they show.
    pub fn of<C: Serialize + Send + 'a>(
        folder: &SitePath,
        names: Vec<Name>,
        content: C,
        draw: impl FnOnce(&C) -> Result<Vec<Vec<u8>>, DrawError> + Send + 'a,
    ) -> Self {
        let seen =
            serde_json::to_vec(&content).expect("a page's struct holds only strings, numbers and lists");
        Self::lazy(folder, names, digest(&[&seen]), move || draw(&content))
    }

    /// A file of data beside the pages.
    pub fn file(folder: &SitePath, file: &'static str, content: Vec<u8>) -> Self {
        Self::lazy(folder, vec![file.into()], digest(&[&content]), move || Ok(vec![content]))
    }

    /// Files that are drawn together, from data that is not even read when `key` has not changed. `draw` gives
    /// their content in the order of `names`; the first is the one that links to the others.
    pub fn lazy(
        folder: &SitePath,
        names: Vec<Name>,
        key: String,
        draw: impl FnOnce() -> Result<Vec<Vec<u8>>, DrawError> + Send + 'a,
    ) -> Self {
        Self::with_more(folder, names, key, move || Ok(draw()?.into()))
    }

    /// The same with pages below it, which are known when it is drawn.
    pub fn with_more(
        folder: &SitePath,
        names: Vec<Name>,
        key: String,
        draw: impl FnOnce() -> Result<Drawing, DrawError> + Send + 'a,
    ) -> Self {
        Self { folder: folder.to_string(), names, key, over: None, draw: Box::new(move |_| draw()) }
    }

    /// The same, drawn over what an earlier page left in the folder `below` its own: `draw` is told the names there.
    pub fn over(
        folder: &SitePath,
        names: Vec<Name>,
        key: String,
        below: &'static str,
        draw: impl FnOnce(&[String]) -> Result<Drawing, DrawError> + Send + 'a,
    ) -> Self {
        Self { folder: folder.to_string(), names, key, over: Some(below), draw: Box::new(draw) }
    }

    /// Path of its main file below the public folder.
    pub fn path(&self) -> String {
        format!("{}{}", self.folder, self.names[0])
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
