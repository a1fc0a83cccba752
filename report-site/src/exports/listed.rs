//! A published file or kind of file, as the lists of all published files name it.

use serde::Serialize;

/// The kind of content, which decides in which folders the file is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Codes, figures and foreign texts. The file exists once, below the root, for all languages.
    Data,
    /// Sentences of this program. Each edition has the file in its folder and its language.
    Sentences,
}

/// A file, or a kind of files, that the data page and the catalogues name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Path from the root, or from the folder of each edition. `<host>`, `<date>`, `<id>` and the like stand for
    /// variable parts.
    pub path: String,
    #[serde(skip)]
    pub holds: Holds,
    pub media_type: &'static str,
    /// Title in French and English, for readers.
    pub title: [&'static str; 2],
}
