//! OpenDocument: `meta.xml`, `styles.xml` and `content.xml` (OASIS OpenDocument 1.3).

use super::{
    body::{Blank, Body},
    parts::{Package, Unreadable},
    text,
    xml::{self, Element, Step},
};
use rules::documents::Format;

pub fn read(package: &mut Package<'_>, format: Format) -> Result<Body, Unreadable> {
    if is_encrypted(package)? {
        return Err(Unreadable::Encrypted);
    }
    let mut body = Body::default();
    if let Some(part) = package.part("meta.xml")? {
        metadata(&part, package, &mut body)?;
    }
    body.language = body.language.take().or(default_language(package)?);
    let Some(part) = package.part("content.xml")? else { return Err(Unreadable::Damaged) };
    let mut reading = Reading { is_text: format == Format::Odt, ..Reading::default() };
    xml::walk(&part, package.budget, |step| reading.step(&mut body, step))?;
    reading.blank.end(&mut body);
    match format {
        Format::Ods => body.pages = Some(reading.sheets),
        Format::Odp => body.pages = Some(reading.slides),
        _ => {}
    }
    Ok(body)
}

fn is_encrypted(package: &mut Package<'_>) -> Result<bool, Unreadable> {
    let Some(part) = package.part("META-INF/manifest.xml")? else { return Ok(false) };
    let mut is_encrypted = false;
    xml::walk(&part, package.budget, |step| {
        is_encrypted |= matches!(step, Step::Open(element) if element.name == "encryption-data");
    })?;
    Ok(is_encrypted)
}

/// The language of the default style, which is the language of the document.
fn default_language(package: &mut Package<'_>) -> Result<Option<String>, Unreadable> {
    let Some(part) = package.part("styles.xml")? else { return Ok(None) };
    let (mut in_default, mut language, mut country) = (false, None, None);
    let said = |element: &Element, name: &str| {
        element.get(name).filter(|tag| *tag != "none" && !tag.is_empty()).map(str::to_owned)
    };
    xml::walk(&part, package.budget, |step| match step {
        Step::Open(element) if element.name == "default-style" => {
            in_default = element.get("family") != Some("graphic") || language.is_none();
        }
        Step::Close("default-style") => in_default = false,
        Step::Open(element) if in_default && element.name == "text-properties" && language.is_none() => {
            language = said(element, "language");
            country = said(element, "country");
        }
        _ => {}
    })?;
    Ok(match (language, country) {
        (Some(language), Some(country)) => Some(format!("{language}-{country}")),
        (language, _) => language,
    })
}

fn metadata(part: &[u8], package: &Package<'_>, body: &mut Body) -> Result<(), Unreadable> {
    let mut value = String::new();
    xml::walk(part, package.budget, |step| match step {
        Step::Open(element) => {
            value.clear();
            if element.name == "document-statistic" {
                body.pages = element.number("page-count");
            }
        }
        Step::Text(text) => value.push_str(text),
        Step::Close(name) => {
            let said = text::shown(&value);
            match name {
                "title" => body.title = said,
                "language" => body.language = said,
                "generator" => body.producer = said,
                "creation-date" => body.created = said,
                "date" => body.modified = said,
                _ => {}
            }
        }
    })
}

#[derive(Default)]
struct Reading {
    is_text: bool,
    /// Text of the open paragraph.
    paragraph: Option<String>,
    list_depth: u32,
    blank: Blank,
    /// The outermost open frame.
    frame: Option<Frame>,
    frame_depth: u32,
    in_description: bool,
    /// For each open table, whether it has header rows.
    tables: Vec<bool>,
    in_annotation: u32,
    sheets: u32,
    slides: u32,
}

#[derive(Default)]
struct Frame {
    has_picture: bool,
    is_described: bool,
}

impl Reading {
    fn step(&mut self, body: &mut Body, step: Step<'_>) {
        match step {
            Step::Open(element) => self.open(body, element),
            Step::Close(name) => self.close(body, name),
            Step::Text(text) => {
                if self.in_description {
                    if let Some(frame) = &mut self.frame {
                        frame.is_described |= !text.trim().is_empty();
                    }
                } else if let Some(paragraph) = &mut self.paragraph
                    && self.in_annotation == 0
                {
                    body.add_text(text);
                    if paragraph.len() < 200 {
                        paragraph.push_str(text);
                    }
                }
            }
        }
    }

    fn open(&mut self, body: &mut Body, element: &Element) {
        match element.name.as_str() {
            "annotation" | "tracked-changes" => self.in_annotation += 1,
            "p" => self.paragraph = Some(String::new()),
            "h" => {
                body.levels.extend(element.number("outline-level"));
                self.paragraph = Some("h".to_owned());
            }
            "s" | "tab" | "line-break" => {
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.push(' ');
                }
            }
            "list" => {
                self.list_depth += 1;
                body.lists = body.lists.saturating_add(u32::from(self.list_depth == 1));
            }
            "frame" => {
                self.frame_depth += 1;
                if self.frame_depth == 1 {
                    self.frame = Some(Frame::default());
                }
            }
            "image" | "object" => {
                if let Some(frame) = &mut self.frame {
                    frame.has_picture = true;
                }
            }
            "title" | "desc" if self.frame.is_some() => self.in_description = true,
            "text-box" => body.text_boxes = body.text_boxes.saturating_add(u32::from(self.is_text)),
            "table" => {
                self.sheets = self.sheets.saturating_add(1);
                self.tables.push(false);
            }
            "table-header-rows" | "table-header-columns" => {
                if let Some(has_headers) = self.tables.last_mut() {
                    *has_headers = true;
                }
            }
            "covered-table-cell" => {}
            "table-cell" => {
                let spans = |name| element.get(name).is_some_and(|count| count != "1");
                body.merged_cells = body.merged_cells.saturating_add(u32::from(
                    self.is_text && (spans("number-columns-spanned") || spans("number-rows-spanned")),
                ));
            }
            "page" => self.slides = self.slides.saturating_add(1),
            _ => {}
        }
        if let Some(paragraph) = &mut self.paragraph
            && matches!(
                element.name.as_str(),
                "frame" | "a" | "note" | "object" | "page-number" | "bookmark-ref" | "soft-page-break"
            )
        {
            // Such an object counts as a character, so that its paragraph is not blank.
            paragraph.push('\u{fffc}');
        }
    }

    fn close(&mut self, body: &mut Body, name: &str) {
        match name {
            "annotation" | "tracked-changes" => self.in_annotation = self.in_annotation.saturating_sub(1),
            "p" | "h" => self.end_paragraph(body),
            "list" => self.list_depth = self.list_depth.saturating_sub(1),
            "title" | "desc" => self.in_description = false,
            "frame" => {
                self.frame_depth = self.frame_depth.saturating_sub(1);
                if self.frame_depth == 0
                    && let Some(frame) = self.frame.take()
                    && frame.has_picture
                {
                    body.add_picture(frame.is_described);
                }
            }
            "table" => {
                if let Some(has_headers) = self.tables.pop()
                    && self.is_text
                {
                    body.add_table(has_headers);
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self, body: &mut Body) {
        let Some(paragraph) = self.paragraph.take() else { return };
        body.paragraphs = body.paragraphs.saturating_add(1);
        // Blank paragraphs are counted because they may be used for spacing, which those in cells and frames are not.
        if paragraph.trim().is_empty() && self.tables.is_empty() && self.frame.is_none() {
            self.blank.add();
            return;
        }
        self.blank.end(body);
        let is_plain = self.list_depth == 0 && self.tables.is_empty();
        body.typed_items =
            body.typed_items.saturating_add(u32::from(is_plain && text::is_typed_item(&paragraph)));
    }
}
