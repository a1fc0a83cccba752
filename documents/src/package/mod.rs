//! OpenDocument, Office and EPUB: packages of XML parts, read one part at a time within the limits.

mod epub;
mod odf;
mod ooxml;
mod text;
mod xml;

use crate::{
    budget::{Budget, Excess},
    found::{Checks, Evidence},
    unread,
};
use rules::{
    Outcome,
    documents::{Facts, Format, Known, Reading, Unread},
};
use std::io::{Cursor, Read};

/// Entries of a package; more are no document.
const MOST_PARTS: usize = 20_000;

/// Why a part could not be read.
#[derive(Debug)]
enum Unreadable {
    Excess(Excess),
    Damaged,
    Encrypted,
}

impl From<Excess> for Unreadable {
    fn from(excess: Excess) -> Self {
        Self::Excess(excess)
    }
}

/// A package whose parts are inflated when they are asked for.
struct Package<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    budget: &'a Budget,
}

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8], budget: &'a Budget) -> Result<Self, Unreadable> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        if archive.len() > MOST_PARTS {
            return Err(Excess("parts").into());
        }
        Ok(Self { archive, budget })
    }

    fn names(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
    }

    /// `None` where there is no such part.
    fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        if self.archive.index_for_name(name).is_none() {
            return Ok(None);
        }
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::UnsupportedArchive(_) | zip::result::ZipError::InvalidPassword) => {
                return Err(Unreadable::Encrypted);
            }
            Err(_) => return Err(Unreadable::Damaged),
        };
        let most = self.budget.limits.decoded_of_one;
        let mut bytes = Vec::new();
        file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
        if bytes.len() > most {
            return Err(Excess("decoded bytes of one part").into());
        }
        self.budget.decoded(bytes.len())?;
        Ok(Some(bytes))
    }
}

/// Things counted in the body of a document, whatever its format.
#[derive(Debug, Default)]
struct Body {
    title: Option<String>,
    language: Option<String>,
    producer: Option<String>,
    created: Option<String>,
    modified: Option<String>,
    pages: Option<u32>,
    /// Letters of text, as far as they must be counted.
    letters: u64,
    paragraphs: u32,
    /// Levels of the headings by style, in their order.
    levels: Vec<u32>,
    pictures: u32,
    pictures_without_text: u32,
    tables: u32,
    tables_without_headers: u32,
    merged_cells: u32,
    lists: u32,
    /// Paragraphs that begin with a typed dash or number.
    typed_items: u32,
    /// Runs of two or more blank paragraphs.
    blank_runs: u32,
    text_boxes: u32,
    /// Whether an EPUB says anything of its own accessibility.
    accessibility_metadata: Option<bool>,
}

pub fn examine(bytes: &[u8], format: Format, budget: &Budget) -> Reading {
    let read = Package::open(bytes, budget).and_then(|mut package| match format {
        Format::Odt | Format::Ods | Format::Odp => odf::read(&mut package, format),
        Format::Epub => epub::read(&mut package),
        _ => ooxml::read(&mut package, format),
    });
    match read {
        Ok(body) => Reading::Examined { facts: Box::new(judge(body, format)) },
        Err(Unreadable::Excess(excess)) => unread(Unread::Excess, Some(excess.to_string())),
        Err(Unreadable::Damaged) => unread(Unread::Damaged, None),
        Err(Unreadable::Encrypted) => unread(Unread::Password, None),
    }
}

/// These formats always have a structure: nothing here proves a file inaccessible, but for a text that is missing.
fn judge(body: Body, format: Format) -> Facts {
    let mut checks = Checks::default();
    let is_text = matches!(format, Format::Odt | Format::Docx | Format::Epub);
    let text = if body.letters > 0 { Known::Yes } else { Known::Unknown };
    let outcome = if body.letters > 0 { Outcome::Passed } else { Outcome::CantTell };
    checks.plain("text", outcome);
    let holds = |is_there: bool| if is_there { Outcome::Passed } else { Outcome::Failed };
    checks.plain("title", holds(body.title.is_some()));
    checks.plain("language", if body.language.is_some() { Outcome::Passed } else { Outcome::CantTell });
    if is_text {
        headings(&body, &mut checks);
    }
    checks.counted("figure-alternative", body.pictures, Evidence::count(body.pictures_without_text));
    // A table that only sets things side by side needs no headers.
    doubtful(&mut checks, "table-headers", body.tables, body.tables_without_headers);
    doubtful(&mut checks, "merged-cells", body.tables, body.merged_cells);
    if is_text {
        doubtful(&mut checks, "lists", body.lists.saturating_add(body.typed_items), body.typed_items);
        doubtful(&mut checks, "blank-paragraphs", body.paragraphs, body.blank_runs);
        doubtful(&mut checks, "text-boxes", body.text_boxes, body.text_boxes);
    }
    if let Some(is_there) = body.accessibility_metadata {
        checks.plain("accessibility-metadata", if is_there { Outcome::Passed } else { Outcome::CantTell });
    }
    checks.0.sort_by_key(|check| rules::documents::position(&check.id));
    Facts {
        format,
        pages: body.pages,
        title: body.title,
        language: body.language,
        producer: body.producer,
        creator: None,
        created: body.created.as_deref().and_then(text::date),
        modified: body.modified.as_deref().and_then(text::date),
        text,
        tagged: Known::Yes,
        claims: Vec::new(),
        checks: checks.0,
    }
}

fn headings(body: &Body, checks: &mut Checks) {
    let first = body.levels.first().copied().unwrap_or(1);
    let skips = body.levels.windows(2).filter(|pair| pair[1] > pair[0] + 1).count();
    let breaks = u32::from(first != 1).saturating_add(u32::try_from(skips).unwrap_or(u32::MAX));
    let is_long = body.letters > 3000;
    let outcome = if body.levels.is_empty() && !is_long { Outcome::Inapplicable } else { Outcome::CantTell };
    checks.add("headings", outcome, Evidence::count(u32::try_from(body.levels.len()).unwrap_or(u32::MAX)));
    doubtful(checks, "heading-order", u32::try_from(body.levels.len()).unwrap_or(u32::MAX), breaks);
}

/// Parts that a person must look at, where there are any.
fn doubtful(checks: &mut Checks, id: &'static str, looked_at: u32, found: u32) {
    let outcome = if found > 0 {
        Outcome::CantTell
    } else if looked_at > 0 {
        Outcome::Passed
    } else {
        Outcome::Inapplicable
    };
    checks.add(id, outcome, Evidence::count(found));
}
