//! Facts that are read of every package, whatever its format.

/// Things counted in the body of a document, whatever its format.
#[derive(Debug, Default)]
pub struct Body {
    pub title: Option<String>,
    pub language: Option<String>,
    pub producer: Option<String>,
    pub created: Option<String>,
    pub modified: Option<String>,
    pub pages: Option<u32>,
    /// Letters of text, as far as they must be counted.
    pub letters: u64,
    pub paragraphs: u32,
    /// Levels of the headings by style, in their order.
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
