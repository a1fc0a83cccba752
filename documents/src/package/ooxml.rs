//! Office Open XML: DOCX, XLSX and PPTX (ECMA-376).

use super::{
    body::Body,
    parts::{Package, Unreadable},
    text, word,
    xml::{self, Element, Step},
};
use rules::documents::Format;

/// Greatest number of slides or sheets that are read.
const MOST_PARTS: usize = 2000;

pub fn read(package: &mut Package<'_>, format: Format) -> Result<Body, Unreadable> {
    let mut body = Body::default();
    properties(package, "docProps/core.xml", &mut body)?;
    properties(package, "docProps/app.xml", &mut body)?;
    match format {
        Format::Docx => word::document(package, &mut body)?,
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

fn slides(package: &mut Package<'_>, body: &mut Body) -> Result<(), Unreadable> {
    let names = numbered(package, "ppt/slides/slide");
    body.pages = u32::try_from(names.len()).ok();
    let mut language = None;
    for name in names.iter().take(MOST_PARTS) {
        let Some(part) = package.part(name)? else { continue };
        let mut slide = Slide::default();
        xml::walk(&part, package.budget, |step| slide.step(body, step))?;
        language = language.or(slide.language);
    }
    body.language = body.language.take().or(language);
    Ok(())
}

/// State while one slide is read.
#[derive(Default)]
struct Slide {
    in_picture: bool,
    in_text: bool,
    /// The first language that a text declares.
    language: Option<String>,
}

impl Slide {
    fn step(&mut self, body: &mut Body, step: Step<'_>) {
        match step {
            Step::Open(element) => self.open(body, element),
            Step::Close("pic") => self.in_picture = false,
            Step::Close("t") => self.in_text = false,
            Step::Text(text) if self.in_text => body.add_text(text),
            _ => {}
        }
    }

    fn open(&mut self, body: &mut Body, element: &Element) {
        match element.name.as_str() {
            "pic" => self.in_picture = true,
            "cNvPr" if self.in_picture => body.add_picture(is_described(element)),
            "decorative" if self.in_picture && element.get("val") != Some("0") => {
                body.pictures = body.pictures.saturating_sub(1);
                body.pictures_without_text = body.pictures_without_text.saturating_sub(1);
            }
            "tbl" => body.tables = body.tables.saturating_add(1),
            "tblPr" => {
                let has_header = element.get("firstRow").is_some_and(|value| matches!(value, "1" | "true"));
                body.tables_without_headers += u32::from(!has_header);
            }
            "rPr" if self.language.is_none() => self.language = element.get("lang").map(str::to_owned),
            "t" => self.in_text = true,
            _ => {}
        }
    }
}

/// Whether the properties of a drawing give it a description or a title.
fn is_described(properties: &Element) -> bool {
    properties.says("descr") || properties.says("title")
}

/// Names of the XML parts whose names begin with `begin`, sorted as texts.
fn numbered(package: &Package<'_>, begin: &str) -> Vec<String> {
    let is_one = |name: &String| name.starts_with(begin) && name.ends_with(".xml");
    let mut names: Vec<String> = package.names().into_iter().filter(is_one).collect();
    names.sort();
    names
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
                body.add_text(text);
            }
        })?;
    }
    for name in numbered(package, "xl/drawings/drawing").iter().take(MOST_PARTS) {
        let Some(part) = package.part(name)? else { continue };
        let mut in_picture = false;
        xml::walk(&part, package.budget, |step| match step {
            Step::Open(element) if element.name == "pic" => in_picture = true,
            Step::Close("pic") => in_picture = false,
            Step::Open(element) if in_picture && element.name == "cNvPr" => {
                body.add_picture(is_described(element));
            }
            _ => {}
        })?;
    }
    Ok(())
}
