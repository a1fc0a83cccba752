//! The facts of a PDF file that checks judge.

use super::{
    annotations::Annotations, content::Contents, file::File, object::Dictionary, structure::Tree, text,
    xmp::Metadata,
};
use crate::budget::Excess;

/// All facts of a file, before anything is judged.
pub struct PdfFacts<'f> {
    pub file: &'f File<'f>,
    pub catalogue: Dictionary,
    pub info: Dictionary,
    pub metadata: Option<Metadata>,
    pub has_metadata: bool,
    pub tree: Option<Tree>,
    pub contents: Contents,
    pub annotations: Annotations,
    /// Whether the tree of pages contains a node twice, so that some pages may not have been found.
    pub is_tangled: bool,
    /// Whether the file is judged by ISO 32000-2 and PDF/UA-2.
    pub is_second_edition: bool,
}

impl PdfFacts<'_> {
    /// A text of the information dictionary, for display.
    pub fn said(&self, key: &str) -> Result<Option<String>, Excess> {
        let value = self.file.entry(&self.info, key)?;
        Ok(value.as_text().and_then(|raw| text::shown(&text::decode(raw))))
    }

    /// Whether all objects, pages and elements were read, so that something that was not found is proven to be missing.
    pub fn is_whole(&self) -> bool {
        !self.file.trouble() && !self.is_tangled && self.tree.as_ref().is_none_or(|tree| !tree.is_tangled)
    }

    /// Whether, in addition, the contents of all pages were read to their end.
    pub fn is_read(&self) -> bool {
        self.is_whole() && self.contents.is_complete
    }
}
