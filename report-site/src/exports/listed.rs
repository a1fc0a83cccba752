//! A file, or a kind of files, as lists of all that is published name it.

use serde::Serialize;

/// The content of a file decides where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Codes, figures and the words of others: it stands once, below the root, for all languages.
    Data,
    /// Sentences of ours: it stands in the folder of each edition, in its language.
    Sentences,
}

/// A file, or a kind of files, that the data page and the catalogues name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// From the root, or from the folder of each edition; `<host>`, `<date>`, `<id>` and the like stand for what varies.
    pub path: String,
    #[serde(skip)]
    pub holds: Holds,
    pub media_type: &'static str,
    /// In French and English, as a reader sees it.
    pub title: [&'static str; 2],
}
