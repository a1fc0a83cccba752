//! EPUB: the package document, and the pages in its manifest (EPUB 3.3, EPUB Accessibility 1.1).

use super::{
    body::Body,
    parts::{Package, Unreadable},
    text,
    xml::{self, Step},
};

/// Greatest number of pages of a book that are read.
const MOST_PARTS: usize = 2000;

pub fn read(package: &mut Package<'_>) -> Result<Body, Unreadable> {
    let mut body = Body::default();
    let Some(container) = package.part("META-INF/container.xml")? else { return Err(Unreadable::Damaged) };
    let mut root = None;
    xml::walk(&container, package.budget, |step| {
        if let Step::Open(element) = step
            && element.name == "rootfile"
            && root.is_none()
        {
            root = element.get("full-path").map(str::to_owned);
        }
    })?;
    let Some(root) = root else { return Err(Unreadable::Damaged) };
    let Some(part) = package.part(&root)? else { return Err(Unreadable::Damaged) };
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let pages = contents(&part, package, &mut body)?;
    for page in pages.iter().take(MOST_PARTS) {
        let name = if folder.is_empty() { page.clone() } else { format!("{folder}/{page}") };
        let Some(part) = package.part(&name)? else { continue };
        read_page(&part, package, &mut body)?;
    }
    Ok(body)
}

/// Reads the metadata into `body`. Gives the addresses of the pages, as the manifest lists them.
fn contents(part: &[u8], package: &Package<'_>, body: &mut Body) -> Result<Vec<String>, Unreadable> {
    let mut pages = Vec::new();
    let mut value = String::new();
    let mut property = None;
    let mut has_accessibility = false;
    xml::walk(part, package.budget, |step| match step {
        Step::Open(element) => {
            value.clear();
            property = None;
            match element.name.as_str() {
                "meta" => {
                    let named = element.get("property").or(element.get("name")).unwrap_or_default();
                    has_accessibility |= named.starts_with("schema:access");
                    property = element.get("property").map(str::to_owned);
                }
                "item" if element.get("media-type") == Some("application/xhtml+xml") => {
                    pages.extend(element.get("href").map(str::to_owned));
                }
                _ => {}
            }
        }
        Step::Text(text) => value.push_str(text),
        Step::Close(name) => {
            let said = text::shown(&value);
            match (name, property.as_deref()) {
                ("title", _) if body.title.is_none() => body.title = said,
                ("language", _) if body.language.is_none() => body.language = said,
                ("date", _) => body.created = said,
                ("meta", Some("dcterms:modified")) => body.modified = said,
                _ => {}
            }
            value.clear();
        }
    })?;
    body.accessibility_metadata = Some(has_accessibility);
    Ok(pages)
}

fn read_page(part: &[u8], package: &Package<'_>, body: &mut Body) -> Result<(), Unreadable> {
    let mut in_body = false;
    let mut headers = Vec::new();
    xml::walk(part, package.budget, |step| match step {
        Step::Open(element) => match element.name.as_str() {
            "body" => in_body = true,
            "img" => {
                body.pictures = body.pictures.saturating_add(1);
                // An empty alternative declares the picture decorative.
                body.pictures_without_text += u32::from(element.get("alt").is_none());
            }
            "table" => headers.push(false),
            "th" => {
                if let Some(has_header) = headers.last_mut() {
                    *has_header = true;
                }
            }
            "ul" | "ol" => body.lists = body.lists.saturating_add(1),
            "p" => body.paragraphs = body.paragraphs.saturating_add(1),
            name => {
                let level = name.strip_prefix('h').and_then(|level| level.parse::<u32>().ok());
                body.levels.extend(level.filter(|level| (1..=6).contains(level)));
            }
        },
        Step::Close("table") => {
            if let Some(has_header) = headers.pop() {
                body.tables = body.tables.saturating_add(1);
                body.tables_without_headers += u32::from(!has_header);
            }
        }
        Step::Close("body") => in_body = false,
        Step::Text(text) if in_body => {
            body.letters += text.chars().filter(|character| character.is_alphanumeric()).count() as u64;
        }
        _ => {}
    })
}
