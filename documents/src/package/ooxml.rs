//! Office Open XML: DOCX, XLSX and PPTX (ECMA-376).

use super::{
    body::Body,
    parts::{Package, Unreadable},
    text,
    xml::{self, Element, Step},
};
use rules::documents::Format;
use std::collections::HashMap;

/// Greatest number of slides or sheets that are read.
const MOST_PARTS: usize = 2000;

pub fn read(package: &mut Package<'_>, format: Format) -> Result<Body, Unreadable> {
    let mut body = Body::default();
    properties(package, "docProps/core.xml", &mut body)?;
    properties(package, "docProps/app.xml", &mut body)?;
    match format {
        Format::Docx => document(package, &mut body)?,
        Format::Pptx => slides(package, &mut body)?,
        _ => sheets(package, &mut body)?,
    }
    Ok(body)
}

fn properties(package: &mut Package<'_>, name: &str, body: &mut Body) -> Result<(), Unreadable> {
    let Some(part) = package.part(name)? else { return Ok(()) };
    let mut value = String::new();
    let mut version = None;
    xml::walk(&part, package.budget, |step| match step {
        Step::Open(_) => value.clear(),
        Step::Text(text) => value.push_str(text),
        Step::Close(name) => {
            let said = text::shown(&value);
            match name {
                "title" => body.title = said,
                "language" => body.language = said,
                "created" => body.created = said,
                "modified" => body.modified = said,
                "Application" => body.producer = said,
                "AppVersion" => version = said,
                "Pages" => body.pages = value.trim().parse().ok(),
                _ => {}
            }
            value.clear();
        }
    })?;
    if let (Some(producer), Some(version)) = (&mut body.producer, version) {
        producer.push(' ');
        producer.push_str(&version);
    }
    Ok(())
}

/// Facts from the styles: the level of each heading style, and the language of the whole.
fn styles(package: &mut Package<'_>, body: &mut Body) -> Result<HashMap<String, u32>, Unreadable> {
    let mut levels = HashMap::new();
    let Some(part) = package.part("word/styles.xml")? else { return Ok(levels) };
    let mut bases: HashMap<String, String> = HashMap::new();
    let mut style = String::new();
    let mut in_defaults = false;
    let mut language = None;
    xml::walk(&part, package.budget, |step| match step {
        Step::Open(element) => match element.name.as_str() {
            "style" => style = element.get("styleId").unwrap_or_default().to_owned(),
            "docDefaults" => in_defaults = true,
            "lang" if in_defaults => language = element.get("val").map(str::to_owned),
            "name" => {
                // Built-in styles keep their English name in every language.
                let name = element.get("val").unwrap_or_default().to_ascii_lowercase();
                if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.parse::<u32>().ok())
                {
                    levels.insert(style.clone(), level);
                }
            }
            "basedOn" => {
                bases.insert(style.clone(), element.get("val").unwrap_or_default().to_owned());
            }
            "outlineLvl" => {
                if let Some(level) = element.get("val").and_then(|level| level.parse::<u32>().ok())
                    && level < 9
                {
                    levels.entry(style.clone()).or_insert(level + 1);
                }
            }
            _ => {}
        },
        Step::Close("docDefaults") => in_defaults = false,
        _ => {}
    })?;
    for (style, base) in bases {
        if let Some(level) = levels.get(&base).copied() {
            levels.entry(style).or_insert(level);
        }
    }
    body.language = body.language.take().or(language);
    Ok(levels)
}

#[derive(Default)]
struct Reading {
    levels: HashMap<String, u32>,
    /// Text of the open paragraph.
    paragraph: String,
    is_item: bool,
    level: Option<u32>,
    holds_something: bool,
    blank: u32,
    /// For each open table, whether one of its rows is a header.
    tables: Vec<bool>,
    in_text: bool,
    /// Number of open `Fallback` elements. They repeat the content for readers that do not know the newer markup.
    in_fallback: u32,
    in_text_box: u32,
    /// Name and description of the open drawing.
    drawing: Option<Drawing>,
    language: Option<String>,
}

#[derive(Default)]
struct Drawing {
    has_picture: bool,
    is_described: bool,
    is_decorative: bool,
}

fn document(package: &mut Package<'_>, body: &mut Body) -> Result<(), Unreadable> {
    let levels = styles(package, body)?;
    let Some(part) = package.part("word/document.xml")? else { return Err(Unreadable::Damaged) };
    let mut reading = Reading { levels, ..Reading::default() };
    xml::walk(&part, package.budget, |step| reading.step(body, step))?;
    reading.end_blank(body);
    body.language = body.language.take().or(reading.language);
    Ok(())
}

impl Reading {
    fn step(&mut self, body: &mut Body, step: Step<'_>) {
        match step {
            Step::Open(element) if element.name == "Fallback" => self.in_fallback += 1,
            Step::Close("Fallback") => self.in_fallback = self.in_fallback.saturating_sub(1),
            _ if self.in_fallback > 0 => {}
            Step::Open(element) => self.open(body, element),
            Step::Close(name) => self.close(body, name),
            Step::Text(text) if self.in_text => {
                body.letters += text.chars().filter(|character| character.is_alphanumeric()).count() as u64;
                if self.paragraph.len() < 200 {
                    self.paragraph.push_str(text);
                }
            }
            Step::Text(_) => {}
        }
    }

    fn open(&mut self, body: &mut Body, element: &Element) {
        match element.name.as_str() {
            "p" if self.in_text_box == 0 => {
                self.paragraph.clear();
                (self.is_item, self.level, self.holds_something) = (false, None, false);
            }
            "pStyle" => self.level = element.get("val").and_then(|style| self.levels.get(style)).copied(),
            "outlineLvl" => {
                let level = element.get("val").and_then(|level| level.parse::<u32>().ok());
                self.level = self.level.or(level.filter(|level| *level < 9).map(|level| level + 1));
            }
            "numPr" => self.is_item = true,
            "lang" if self.language.is_none() => self.language = element.get("val").map(str::to_owned),
            "t" => self.in_text = true,
            "br" | "sectPr" | "fldChar" | "object" | "sdt" => {
                self.holds_something = true;
            }
            "tbl" => self.tables.push(false),
            "tblHeader" => {
                let is_off = element.get("val").is_some_and(|value| matches!(value, "0" | "false"));
                if let Some(has_header) = self.tables.last_mut() {
                    *has_header |= !is_off;
                }
            }
            "gridSpan" | "vMerge" => {
                let is_single = element.name == "gridSpan" && element.get("val") == Some("1");
                body.merged_cells = body.merged_cells.saturating_add(u32::from(!is_single));
            }
            "drawing" | "pict" => {
                self.holds_something = true;
                self.drawing = Some(Drawing::default());
            }
            "docPr" => {
                let said = |name| element.get(name).is_some_and(|text| !text.trim().is_empty());
                if let Some(drawing) = &mut self.drawing {
                    drawing.is_described = said("descr") || said("title");
                }
            }
            "shape" => {
                if let Some(drawing) = &mut self.drawing {
                    drawing.is_described |= element.get("alt").is_some_and(|text| !text.trim().is_empty());
                }
            }
            "decorative" => {
                if let Some(drawing) = &mut self.drawing {
                    drawing.is_decorative = element.get("val") != Some("0");
                }
            }
            "pic" | "imagedata" | "chart" => {
                if let Some(drawing) = &mut self.drawing {
                    drawing.has_picture = true;
                }
            }
            "txbxContent" => {
                self.in_text_box += 1;
                body.text_boxes = body.text_boxes.saturating_add(1);
            }
            _ => {}
        }
    }

    fn close(&mut self, body: &mut Body, name: &str) {
        match name {
            "t" => self.in_text = false,
            "txbxContent" => self.in_text_box = self.in_text_box.saturating_sub(1),
            "drawing" | "pict" => {
                if let Some(drawing) = self.drawing.take()
                    && drawing.has_picture
                    && !drawing.is_decorative
                {
                    body.pictures = body.pictures.saturating_add(1);
                    body.pictures_without_text += u32::from(!drawing.is_described);
                }
            }
            "tbl" => {
                if let Some(has_header) = self.tables.pop() {
                    body.tables = body.tables.saturating_add(1);
                    body.tables_without_headers += u32::from(!has_header);
                }
            }
            "p" if self.in_text_box == 0 => self.end_paragraph(body),
            _ => {}
        }
    }

    fn end_paragraph(&mut self, body: &mut Body) {
        body.paragraphs = body.paragraphs.saturating_add(1);
        let is_blank = self.paragraph.trim().is_empty();
        if is_blank && !self.holds_something && self.tables.is_empty() {
            self.blank = self.blank.saturating_add(1);
            return;
        }
        self.end_blank(body);
        body.levels.extend(self.level.filter(|_| !is_blank));
        body.lists = body.lists.saturating_add(u32::from(self.is_item));
        let is_typed = !self.is_item && self.level.is_none() && self.tables.is_empty();
        body.typed_items =
            body.typed_items.saturating_add(u32::from(is_typed && text::is_typed_item(&self.paragraph)));
    }

    fn end_blank(&mut self, body: &mut Body) {
        body.blank_runs = body.blank_runs.saturating_add(u32::from(self.blank > 1));
        self.blank = 0;
    }
}

fn slides(package: &mut Package<'_>, body: &mut Body) -> Result<(), Unreadable> {
    let is_slide = |name: &String| name.starts_with("ppt/slides/slide") && name.ends_with(".xml");
    let mut names: Vec<String> = package.names().into_iter().filter(is_slide).collect();
    names.sort();
    body.pages = u32::try_from(names.len()).ok();
    let mut language = None;
    for name in names.iter().take(MOST_PARTS) {
        let Some(part) = package.part(name)? else { continue };
        let (mut in_picture, mut in_text) = (false, false);
        xml::walk(&part, package.budget, |step| match step {
            Step::Open(element) => match element.name.as_str() {
                "pic" => in_picture = true,
                "cNvPr" if in_picture => {
                    let said = |name| element.get(name).is_some_and(|text| !text.trim().is_empty());
                    body.pictures = body.pictures.saturating_add(1);
                    body.pictures_without_text += u32::from(!said("descr") && !said("title"));
                }
                "decorative" if in_picture && element.get("val") != Some("0") => {
                    body.pictures = body.pictures.saturating_sub(1);
                    body.pictures_without_text = body.pictures_without_text.saturating_sub(1);
                }
                "tbl" => body.tables = body.tables.saturating_add(1),
                "tblPr" => {
                    let has_header =
                        element.get("firstRow").is_some_and(|value| matches!(value, "1" | "true"));
                    body.tables_without_headers += u32::from(!has_header);
                }
                "rPr" if language.is_none() => language = element.get("lang").map(str::to_owned),
                "t" => in_text = true,
                _ => {}
            },
            Step::Close("pic") => in_picture = false,
            Step::Close("t") => in_text = false,
            Step::Text(text) if in_text => {
                body.letters += text.chars().filter(|character| character.is_alphanumeric()).count() as u64;
            }
            _ => {}
        })?;
    }
    body.language = body.language.take().or(language);
    Ok(())
}

fn sheets(package: &mut Package<'_>, body: &mut Body) -> Result<(), Unreadable> {
    let Some(part) = package.part("xl/workbook.xml")? else { return Err(Unreadable::Damaged) };
    let mut count = 0;
    xml::walk(&part, package.budget, |step| {
        count += u32::from(matches!(step, Step::Open(element) if element.name == "sheet"));
    })?;
    body.pages = Some(count);
    if let Some(part) = package.part("xl/sharedStrings.xml")? {
        xml::walk(&part, package.budget, |step| {
            if let Step::Text(text) = step {
                body.letters += text.chars().filter(|character| character.is_alphanumeric()).count() as u64;
            }
        })?;
    }
    let is_drawing = |name: &String| name.starts_with("xl/drawings/drawing") && name.ends_with(".xml");
    let mut names: Vec<String> = package.names().into_iter().filter(is_drawing).collect();
    names.sort();
    for name in names.iter().take(MOST_PARTS) {
        let Some(part) = package.part(name)? else { continue };
        let mut in_picture = false;
        xml::walk(&part, package.budget, |step| match step {
            Step::Open(element) if element.name == "pic" => in_picture = true,
            Step::Close("pic") => in_picture = false,
            Step::Open(element) if in_picture && element.name == "cNvPr" => {
                let said = |name| element.get(name).is_some_and(|text| !text.trim().is_empty());
                body.pictures = body.pictures.saturating_add(1);
                body.pictures_without_text += u32::from(!said("descr") && !said("title"));
            }
            _ => {}
        })?;
    }
    Ok(())
}
