//! Reads the content of pages: texts, pictures and lines, and whether they are marked (ISO 32000-1, 8 to 9 and 14.6).

use super::{
    file::File,
    filter::Undecoded,
    fonts::{Font, Told},
    lexer::{Item, Lexer},
    marks::{Marks, Shown},
    object::{Dictionary, Object, Reference},
    pages::Page,
    structure::Tree,
};
use crate::budget::Excess;
use std::{collections::HashMap, rc::Rc};

/// Greatest depth of forms within forms.
const DEEPEST: usize = 12;
/// Greatest number of fonts whose characters are examined.
const MOST_FONTS: usize = 1500;
/// Greatest number of operands of one operator. If there are more, the earlier ones are dropped.
const MOST_OPERANDS: usize = 512;

/// The content of all pages together.
#[derive(Default)]
pub struct Contents {
    /// Whether every page was read to its end.
    pub is_complete: bool,
    pub pages: u32,
    pub pages_with_text: u32,
    /// Pages that show pictures and no text.
    pub pages_of_pictures: u32,
    /// Pages that show neither text nor pictures nor lines.
    pub empty_pages: u32,
    /// Number of invisible texts, such as those that text recognition adds to scanned pages.
    pub hidden_texts: u32,
    pub marks: Marks,
    fonts: Vec<Font>,
    known_fonts: HashMap<Reference, Option<usize>>,
    /// Whether some text was shown with a font that could not be read.
    pub unknown_font: bool,
}

/// Numbers of texts, pictures and lines on one page.
#[derive(Default)]
struct OnPage {
    texts: u32,
    pictures: u32,
    lines: u32,
}

#[derive(Clone, Copy, Default)]
struct Graphics {
    font: Option<usize>,
    is_hidden: bool,
}

/// The resources and the owner of the content that is being read.
struct Scope {
    resources: Rc<Object>,
    /// The page or form, in which the numbers of marked content are unique.
    holder: Reference,
    depth: usize,
    fonts: HashMap<Vec<u8>, Option<usize>>,
}

/// The state while one content stream is read.
struct Drawing {
    scope: Scope,
    /// The graphics state at the beginning of the stream.
    begins: Graphics,
    state: Graphics,
    saved: Vec<Graphics>,
    /// Number of marks that were open before the stream.
    marks: usize,
}

impl Contents {
    pub fn new() -> Self {
        Self { is_complete: true, ..Self::default() }
    }

    /// Reads a page. If a limit of contents is exceeded, the rest is not read, and `is_complete` becomes `false`.
    pub fn page(&mut self, file: &File<'_>, page: &Page, tree: Option<&Tree>) -> Result<(), Excess> {
        self.pages += 1;
        if !self.is_complete && self.pages_with_text > 0 {
            return Ok(());
        }
        let mut seen = OnPage::default();
        let data = match bytes_of(file, &page.dictionary) {
            Ok(data) => data,
            Err(Undecoded::Excess(excess)) => {
                self.is_complete = false;
                return if excess.0 == "values" { Err(excess) } else { Ok(()) };
            }
            Err(_) => {
                self.is_complete = false;
                return Ok(());
            }
        };
        let scope = Scope {
            resources: page.resources.clone(),
            holder: page.reference,
            depth: 0,
            fonts: HashMap::new(),
        };
        self.marks.begin(self.pages);
        let read = self.stream(file, &data, scope, Graphics::default(), tree, &mut seen);
        if let Err(excess) = read {
            if matches!(excess.0, "values" | "kept bytes") {
                return Err(excess);
            }
            self.is_complete = false;
        }
        self.pages_with_text += u32::from(seen.texts > 0);
        self.pages_of_pictures += u32::from(seen.texts == 0 && seen.pictures > 0);
        self.empty_pages += u32::from(seen.texts == 0 && seen.pictures == 0 && seen.lines == 0);
        Ok(())
    }

    fn stream(
        &mut self,
        file: &File<'_>,
        data: &[u8],
        scope: Scope,
        graphics: Graphics,
        tree: Option<&Tree>,
        seen: &mut OnPage,
    ) -> Result<(), Excess> {
        file.budget.content(data.len())?;
        let mut lexer = Lexer::of_content(data);
        let mut operands: Vec<Object> = Vec::new();
        let marks = self.marks.depth();
        let mut drawing = Drawing { scope, begins: graphics, state: graphics, saved: Vec::new(), marks };
        loop {
            match lexer.item(file.budget)? {
                Item::End => break,
                Item::Stray => {}
                Item::Value(value) => {
                    if operands.len() >= MOST_OPERANDS {
                        operands.clear();
                    }
                    operands.push(value);
                }
                Item::Keyword(operator) => {
                    if operator == b"BI" {
                        skip_inline_picture(&mut lexer);
                    }
                    self.operate(file, operator, &operands, &mut drawing, tree, seen)?;
                    operands.clear();
                }
            }
        }
        // Marks that are still open at the end of a stream end there.
        while self.marks.depth() > marks {
            self.marks.close();
        }
        Ok(())
    }

    fn operate(
        &mut self,
        file: &File<'_>,
        operator: &[u8],
        operands: &[Object],
        drawing: &mut Drawing,
        tree: Option<&Tree>,
        seen: &mut OnPage,
    ) -> Result<(), Excess> {
        let name = || operands.first().and_then(Object::as_name);
        match operator {
            b"q" if drawing.saved.len() < 512 => drawing.saved.push(drawing.state),
            b"Q" => drawing.state = drawing.saved.pop().unwrap_or(drawing.begins),
            b"Tf" => {
                if let Some(name) = name() {
                    drawing.state.font = self.font(file, &mut drawing.scope, name)?;
                }
            }
            b"Tr" => {
                drawing.state.is_hidden = operands.first().and_then(Object::as_integer) == Some(3);
            }
            b"Tj" | b"'" | b"\"" | b"TJ" if self.text(operands, drawing.state) => {
                seen.texts += 1;
                self.marks.shown(Shown::Text);
            }
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" | b"sh" => {
                seen.lines += 1;
                self.marks.shown(Shown::Lines);
            }
            b"BI" => {
                seen.pictures += 1;
                self.marks.shown(Shown::Picture);
            }
            b"Do" => {
                if let Some(name) = name() {
                    self.external(file, &drawing.scope, name, drawing.state, tree, seen)?;
                }
            }
            b"BMC" => self.marks.open(operands.first(), None, drawing.scope.holder, tree),
            b"BDC" => {
                let properties = self.properties(file, &drawing.scope, operands.get(1))?;
                self.marks.open(operands.first(), properties.as_ref(), drawing.scope.holder, tree);
            }
            b"EMC" if self.marks.depth() > drawing.marks => self.marks.close(),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, operands: &[Object], state: Graphics) -> bool {
        let mut is_shown = false;
        let mut each = |contents: &mut Self, text: &[u8]| {
            if text.is_empty() {
                return;
            }
            is_shown = true;
            match state.font.and_then(|font| contents.fonts.get_mut(font)) {
                Some(font) => font.show(text),
                None => contents.unknown_font = true,
            }
        };
        match operands.last() {
            Some(Object::Text(text)) => each(self, text),
            Some(Object::Array(items)) => {
                for item in items {
                    each(self, item.as_text().unwrap_or_default());
                }
            }
            _ => {}
        }
        self.hidden_texts += u32::from(is_shown && state.is_hidden);
        is_shown
    }

    fn font(&mut self, file: &File<'_>, scope: &mut Scope, name: &[u8]) -> Result<Option<usize>, Excess> {
        if let Some(known) = scope.fonts.get(name) {
            return Ok(*known);
        }
        let found = resource(file, &scope.resources, "Font", name)?;
        let number = found.as_reference();
        let font = match number.and_then(|number| self.known_fonts.get(&number)) {
            Some(known) => *known,
            None => {
                let font = file.resolve(&found)?;
                let font = match font.as_dictionary() {
                    Some(dictionary) if self.fonts.len() < MOST_FONTS => {
                        self.fonts.push(Font::read(file, dictionary)?);
                        Some(self.fonts.len() - 1)
                    }
                    _ => None,
                };
                if let Some(number) = number {
                    self.known_fonts.insert(number, font);
                }
                font
            }
        };
        scope.fonts.insert(name.to_vec(), font);
        Ok(font)
    }

    fn external(
        &mut self,
        file: &File<'_>,
        scope: &Scope,
        name: &[u8],
        state: Graphics,
        tree: Option<&Tree>,
        seen: &mut OnPage,
    ) -> Result<(), Excess> {
        let reference = resource(file, &scope.resources, "XObject", name)?;
        let Object::Stream(stream) = file.resolve(&reference)? else { return Ok(()) };
        let subtype = file.entry(&stream.dictionary, "Subtype")?;
        let number = reference.as_reference().unwrap_or(0);
        // An XObject as a whole may be the content of an element.
        let is_owned = tree.is_some_and(|tree| tree.objects.contains_key(&number));
        if subtype.is_name("Image") {
            seen.pictures += 1;
            if !is_owned {
                self.marks.shown(Shown::Picture);
            }
            return Ok(());
        }
        if !subtype.is_name("Form") || scope.depth >= DEEPEST {
            return Ok(());
        }
        let data = match file.decode(&stream) {
            Ok(data) => data,
            Err(Undecoded::Excess(excess)) => return Err(excess),
            Err(_) => {
                self.is_complete = false;
                return Ok(());
            }
        };
        let own = file.entry(&stream.dictionary, "Resources")?;
        let resources = if own.is_null() { scope.resources.clone() } else { Rc::new(own) };
        let holder = if number == 0 { scope.holder } else { number };
        let below = Scope { resources, holder, depth: scope.depth + 1, fonts: HashMap::new() };
        let owned = is_owned.then(|| self.marks.open_owned());
        let read = self.stream(file, &data, below, state, tree, seen);
        if owned.is_some() {
            self.marks.close();
        }
        read
    }

    fn properties(
        &self,
        file: &File<'_>,
        scope: &Scope,
        operand: Option<&Object>,
    ) -> Result<Option<Dictionary>, Excess> {
        let found = match operand {
            Some(Object::Name(name)) => {
                file.resolve(&resource(file, &scope.resources, "Properties", name)?)?
            }
            Some(other) => other.clone(),
            None => Object::Null,
        };
        Ok(found.as_dictionary().cloned())
    }

    /// The worst result of all fonts, and the number of fonts with this result.
    pub fn told(&self) -> (Told, u32) {
        let worst = self.fonts.iter().map(Font::told).max().unwrap_or(Told::Unused);
        let count = self.fonts.iter().filter(|font| font.told() == worst).count();
        let worst = if self.unknown_font && worst < Told::Unknown { Told::Unknown } else { worst };
        (worst, u32::try_from(count).unwrap_or(u32::MAX))
    }
}

/// The bytes of a page's content, with its streams joined.
fn bytes_of(file: &File<'_>, page: &Dictionary) -> Result<Vec<u8>, Undecoded> {
    let contents = file.entry(page, "Contents")?;
    let mut data = Vec::new();
    for part in super::structure::list(&contents) {
        let Object::Stream(stream) = file.resolve(part)? else { continue };
        if data.len() > file.budget.limits.decoded_of_one {
            return Err(Excess("contents of one page").into());
        }
        data.extend(file.decode(&stream)?);
        data.push(b'\n');
    }
    Ok(data)
}

/// A resource by its kind and name, unresolved, so that a font or form is recognised by its object number.
fn resource(file: &File<'_>, resources: &Object, kind: &str, name: &[u8]) -> Result<Object, Excess> {
    let Some(resources) = resources.as_dictionary() else { return Ok(Object::Null) };
    match resources.get(kind) {
        Object::Dictionary(held) => Ok(held.by_name(name).clone()),
        other => {
            Ok(file.resolve(other)?.as_dictionary().map_or(Object::Null, |held| held.by_name(name).clone()))
        }
    }
}

/// Moves the lexer behind the data of an inline picture. The data end with `EI` between white space.
fn skip_inline_picture(lexer: &mut Lexer<'_>) {
    let rest = lexer.data.get(lexer.at..).unwrap_or_default();
    let data = memchr::memmem::find(rest, b"ID").map_or(0, |at| at + 2);
    let is_space =
        |at: Option<usize>| at.and_then(|at| rest.get(at)).is_none_or(|byte| super::lexer::is_space(*byte));
    let end = memchr::memmem::find_iter(rest.get(data..).unwrap_or_default(), b"EI")
        .map(|at| data + at)
        .find(|at| is_space(at.checked_sub(1)) && is_space(Some(at + 2)));
    lexer.at += end.map_or(rest.len(), |end| end + 2);
}
