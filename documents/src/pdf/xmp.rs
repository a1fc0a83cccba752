//! Reads the metadata stream (XMP): title, claimed part of PDF/UA, dates, software.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::{
    events::{BytesRef, BytesStart, Event},
    name::ResolveResult,
    reader::NsReader,
};

const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
const PDF_UA: &str = "http://www.aiim.org/pdfua/ns/id/";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";
const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Greatest number of steps of the XML reader; real metadata take some hundred.
const MOST_EVENTS: usize = 200_000;

#[derive(Debug, Default, Clone, PartialEq)]
pub struct Metadata {
    /// The language versions of the title: the language, as written, and the text.
    pub titles: Vec<(Option<String>, String)>,
    /// Number of other texts (description, rights) of which no language version declares its language.
    pub texts_of_no_language: u32,
    pub part: Option<Property>,
    pub amendment: Option<Property>,
    pub corrigendum: Option<Property>,
    pub revision: Option<Property>,
    pub created: Option<String>,
    pub modified: Option<String>,
    pub creator_tool: Option<String>,
    pub producer: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    pub value: String,
    pub prefix: String,
}

/// Reads the metadata. `None` if the stream is not XML, or exceeds a limit.
pub fn read(raw: &[u8]) -> Option<Metadata> {
    let text = match raw {
        [0xfe, 0xff, ..] | [0, b'<', ..] => UTF_16BE.decode(raw).0,
        [0xff, 0xfe, ..] | [b'<', 0, ..] => UTF_16LE.decode(raw).0,
        _ => UTF_8.decode(raw).0,
    };
    let mut reader = NsReader::from_str(text.trim_end_matches('\0'));
    reader.config_mut().check_end_names = false;
    let mut reading = Reading::default();
    for _ in 0..MOST_EVENTS {
        match reader.read_event().ok()? {
            Event::Start(element) => reading.open(&reader, &element)?,
            Event::Empty(element) => {
                attributes(&reader, &element, &mut reading.metadata);
                take(&mut reading.metadata, &named(&reader, &element), "");
            }
            Event::Text(text) => reading.value.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => reading.value.extend(character(&reference)),
            Event::CData(text) => reading.value.push_str(&text),
            Event::End(_) => reading.close(),
            Event::Eof => return Some(reading.metadata),
            _ => {}
        }
    }
    None
}

/// The character that an XML entity or character reference stands for.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    match reference.as_ref() {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// Namespace, local name and prefix of an element.
type Named = (String, String, String);

#[derive(Default)]
struct Reading {
    metadata: Metadata,
    /// Elements that are open.
    path: Vec<Named>,
    /// The language that was declared last by an element that is still being read.
    language: Option<String>,
    /// Number of language versions of the text that is being read.
    wordings: u32,
    /// Whether one of these versions declares its language.
    is_told: bool,
    value: String,
}

impl Reading {
    /// `None` if elements are nested too deeply.
    fn open(&mut self, reader: &NsReader<&[u8]>, element: &BytesStart<'_>) -> Option<()> {
        if self.path.len() > 100 {
            return None;
        }
        self.language = attributes(reader, element, &mut self.metadata).or(self.language.take());
        self.path.push(named(reader, element));
        if self.path.last().is_some_and(|(_, name, _)| name == "Alt") {
            (self.wordings, self.is_told) = (0, false);
        }
        self.value.clear();
        Some(())
    }

    fn close(&mut self) {
        let Some(closed) = self.path.pop() else { return };
        if self.path.iter().any(is_title) {
            if closed.1 == "li" {
                self.metadata.titles.push((self.language.take(), std::mem::take(&mut self.value)));
            } else {
                self.close_other(&closed);
            }
        } else if closed.1 == "li" && self.path.last().is_some_and(|(_, above, _)| above == "Alt") {
            let tag = self.language.take();
            self.is_told |= tag.is_some_and(|tag| tag != "x-default" && !tag.is_empty());
            self.wordings += u32::from(!self.value.trim().is_empty());
        } else if closed.1 == "Alt" {
            self.metadata.texts_of_no_language += u32::from(self.wordings > 0 && !self.is_told);
        } else {
            self.close_other(&closed);
        }
        self.value.clear();
    }

    /// Ends an element that is a title without language versions, or a property.
    fn close_other(&mut self, closed: &Named) {
        let value = self.value.trim();
        if is_title(closed) && self.metadata.titles.is_empty() {
            if !value.is_empty() {
                self.metadata.titles.push((None, value.to_owned()));
            }
        } else {
            take(&mut self.metadata, closed, value);
        }
    }
}

fn is_title((space, name, _): &Named) -> bool {
    space == DUBLIN_CORE && name == "title"
}

fn named(reader: &NsReader<&[u8]>, element: &BytesStart<'_>) -> Named {
    let (space, local) = reader.resolver().resolve_element(element.name());
    let prefix = element.name().prefix().map(|prefix| prefix.as_ref().to_owned()).unwrap_or_default();
    (bound(space), local.as_ref().to_owned(), prefix)
}

fn bound(space: ResolveResult<'_>) -> String {
    if let ResolveResult::Bound(space) = space { space.as_ref().to_owned() } else { String::new() }
}

/// Reads the properties that are written as attributes of an element. Gives the language that it declares, if any.
fn attributes(reader: &NsReader<&[u8]>, element: &BytesStart<'_>, metadata: &mut Metadata) -> Option<String> {
    let mut language = None;
    for attribute in element.attributes().with_checks(false).take(200).flatten() {
        let (space, local) = reader.resolver().resolve_attribute(attribute.key);
        let (space, name) = (bound(space), local.as_ref().to_owned());
        let value = attribute.value.clone().into_owned();
        if space == XML && name == "lang" || attribute.key.as_ref() == "xml:lang" {
            language = Some(value);
            continue;
        }
        let prefix = attribute.key.prefix().map(|prefix| prefix.as_ref().to_owned()).unwrap_or_default();
        take(metadata, &(space, name, prefix), &value);
    }
    language
}

fn take(metadata: &mut Metadata, (space, name, prefix): &Named, value: &str) {
    let text = || Some(value.to_owned());
    let property = || Some(Property { value: value.to_owned(), prefix: prefix.clone() });
    match (space.as_str(), name.as_str()) {
        (PDF_UA, "part") => metadata.part = property(),
        (PDF_UA, "amd") => metadata.amendment = property(),
        (PDF_UA, "corr") => metadata.corrigendum = property(),
        (PDF_UA, "rev") => metadata.revision = property(),
        (XMP, "CreateDate") => metadata.created = text(),
        (XMP, "ModifyDate") => metadata.modified = text(),
        (XMP, "CreatorTool") => metadata.creator_tool = text(),
        (PDF, "Producer") => metadata.producer = text(),
        _ => {}
    }
}
