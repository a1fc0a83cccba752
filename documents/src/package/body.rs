//! Facts that are read from packages of all formats.

/// Counts from the body of a document of any format.
#[derive(Debug, Default)]
pub struct Body {
    pub title: Option<String>,
    pub language: Option<String>,
    pub producer: Option<String>,
    pub created: Option<String>,
    pub modified: Option<String>,
    pub pages: Option<u32>,
    /// Number of letters and digits of text.
    pub letters: u64,
    pub paragraphs: u32,
    /// Levels of the headings in document order, as their styles give them.
    pub levels: Vec<u32>,
    pub pictures: u32,
    pub pictures_without_text: u32,
    pub tables: u32,
    pub tables_without_headers: u32,
    pub merged_cells: u32,
    pub lists: u32,
    /// Paragraphs that begin with a typed dash or number.
    pub typed_items: u32,
    /// Runs of two or more blank paragraphs.
    pub blank_runs: u32,
    pub text_boxes: u32,
    /// Whether an EPUB says anything of its own accessibility.
    pub accessibility_metadata: Option<bool>,
}
