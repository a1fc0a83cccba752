//! Reads XML parts as a sequence of elements and texts, with limits on depth and number. Names are without prefix.

use super::parts::Unreadable;
use crate::budget::{Budget, Excess};
use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
};

/// One step through a part.
pub enum Step<'x> {
    Open(&'x Element),
    Close(&'x str),
    Text(&'x str),
}

/// An element that begins: its local name, and its attributes by their local names.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether the element has this attribute, and its value is not blank.
    pub fn says(&self, name: &str) -> bool {
        self.get(name).is_some_and(|text| !text.trim().is_empty())
    }

    /// The value of an attribute as a number. `None` if it is missing or no number.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.parse().ok()
    }
}

/// Greatest number of attributes of one element that are read.
const MOST_ATTRIBUTES: usize = 200;

/// Reads a part and calls `see` for each step. Entities that the part itself declares are not resolved.
pub fn walk(bytes: &[u8], budget: &Budget, mut see: impl FnMut(Step<'_>)) -> Result<(), Unreadable> {
    let text = encoding_rs::Encoding::for_bom(bytes)
        .map_or(encoding_rs::UTF_8, |(encoding, _)| encoding)
        .decode(bytes)
        .0;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut depth = 0usize;
    let mut count = 0usize;
    loop {
        match reader.read_event().map_err(|_| Unreadable::Damaged)? {
            Event::Start(start) => {
                depth += 1;
                let element = element(&start);
                see(Step::Open(&element));
            }
            Event::Empty(start) => {
                let element = element(&start);
                see(Step::Open(&element));
                see(Step::Close(&element.name));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                see(Step::Close(local(end.name().as_ref())));
            }
            Event::Text(text) => see(Step::Text(&text.xml10_content())),
            Event::CData(text) => see(Step::Text(&text)),
            Event::GeneralRef(reference) => {
                see(Step::Text(&referenced(&reference)));
            }
            Event::Eof => return if depth == 0 { Ok(()) } else { Err(Unreadable::Damaged) },
            _ => {}
        }
        count += 1;
        if depth > budget.limits.depth.max(256) {
            return Err(Excess("depth of elements").into());
        }
        if count > budget.limits.elements.saturating_mul(16) {
            return Err(Excess("elements").into());
        }
    }
}

/// The character of a reference such as `&amp;` or `&#233;`. An entity that the document declares itself counts as one
/// letter, whichever it is.
fn referenced(reference: &BytesRef<'_>) -> String {
    let by_number = reference.resolve_char_ref().ok().flatten().map(String::from);
    let by_name = || resolve_predefined_entity(reference.as_ref()).map(str::to_owned);
    by_number.or_else(by_name).unwrap_or_else(|| "x".to_owned())
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false).take(MOST_ATTRIBUTES).flatten() {
        attributes
            .push((local(attribute.key.as_ref()).to_owned(), attribute.value.chars().take(2000).collect()));
    }
    Element { name: local(start.name().as_ref()).to_owned(), attributes }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
