//! The text of DOCX files (ECMA-376, WordprocessingML).

use super::{
    body::{Blank, Body},
    parts::{Package, Unreadable},
    text,
    xml::{self, Element, Step},
};
use std::collections::HashMap;

/// Reads the styles: gives the level of each heading style, and sets the language of the document in `body`.
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
                if let Some(level) = element.number("val")
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
    blank: Blank,
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

impl Drawing {
    fn open(&mut self, element: &Element) {
        match element.name.as_str() {
            "docPr" => self.is_described = element.says("descr") || element.says("title"),
            "shape" => self.is_described |= element.says("alt"),
            "decorative" => self.is_decorative = element.get("val") != Some("0"),
            "pic" | "imagedata" | "chart" => self.has_picture = true,
            _ => {}
        }
    }
}

pub fn document(package: &mut Package<'_>, body: &mut Body) -> Result<(), Unreadable> {
    let levels = styles(package, body)?;
    let Some(part) = package.part("word/document.xml")? else { return Err(Unreadable::Damaged) };
    let mut reading = Reading { levels, ..Reading::default() };
    xml::walk(&part, package.budget, |step| reading.step(body, step))?;
    reading.blank.end(body);
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
                body.add_text(text);
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
                let level = element.number("val");
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
            "txbxContent" => {
                self.in_text_box += 1;
                body.text_boxes = body.text_boxes.saturating_add(1);
            }
            _ => {
                if let Some(drawing) = &mut self.drawing {
                    drawing.open(element);
                }
            }
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
                    body.add_picture(drawing.is_described);
                }
            }
            "tbl" => {
                if let Some(has_header) = self.tables.pop() {
                    body.add_table(has_header);
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
            self.blank.add();
            return;
        }
        self.blank.end(body);
        body.levels.extend(self.level.filter(|_| !is_blank));
        body.lists = body.lists.saturating_add(u32::from(self.is_item));
        let is_typed = !self.is_item && self.level.is_none() && self.tables.is_empty();
        body.typed_items =
            body.typed_items.saturating_add(u32::from(is_typed && text::is_typed_item(&self.paragraph)));
    }
}
