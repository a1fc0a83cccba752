//! The facts that are read from packages of any format.

/// Metadata of a document, and counts from its content.
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
    /// Whether an EPUB declares facts about its accessibility. `None` for other formats.
    pub accessibility_metadata: Option<bool>,
}

impl Body {
    /// Counts the letters and digits of a text.
    pub fn add_text(&mut self, text: &str) {
        self.letters += text.chars().filter(|character| character.is_alphanumeric()).count() as u64;
    }

    pub fn add_picture(&mut self, is_described: bool) {
        self.pictures = self.pictures.saturating_add(1);
        self.pictures_without_text += u32::from(!is_described);
    }

    pub fn add_table(&mut self, has_headers: bool) {
        self.tables = self.tables.saturating_add(1);
        self.tables_without_headers += u32::from(!has_headers);
    }
}

/// Number of successive blank paragraphs.
#[derive(Debug, Default)]
pub struct Blank(u32);

impl Blank {
    pub fn add(&mut self) {
        self.0 = self.0.saturating_add(1);
    }

    /// Ends the sequence. Two or more blank paragraphs count as one run.
    pub fn end(&mut self, body: &mut Body) {
        body.blank_runs = body.blank_runs.saturating_add(u32::from(self.0 > 1));
        self.0 = 0;
    }
}
