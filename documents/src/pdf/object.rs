//! The values that PDF files are made of (ISO 32000-1, 7.3).

/// The number of an indirect object. Generations are ignored: the last object with a number is used.
pub type Reference = u32;

#[derive(Debug, Clone, PartialEq)]
pub enum Object {
    Null,
    Boolean(bool),
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dictionary(Dictionary),
    Stream(Stream),
    Reference(Reference),
}

/// A dictionary. Its entries are sorted by key, so that a search is fast even among a hundred thousand entries.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dictionary(Vec<(Vec<u8>, Object)>);

/// A stream's dictionary, and the place of its bytes in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    pub dictionary: Dictionary,
    pub start: usize,
    pub end: usize,
    /// The object's own number and generation, which its decryption needs.
    pub id: (u32, u16),
}

const NULL: Object = Object::Null;

impl Dictionary {
    pub fn new(mut entries: Vec<(Vec<u8>, Object)>) -> Self {
        entries.sort_by(|one, other| one.0.cmp(&other.0));
        Self(entries)
    }

    /// The value of an entry, unresolved. Null if there is none.
    pub fn get(&self, key: &str) -> &Object {
        self.by_name(key.as_bytes())
    }

    /// The value as [`Self::get`] gives it, for a key of bytes that come from the file.
    pub fn by_name(&self, key: &[u8]) -> &Object {
        match self.0.binary_search_by(|(name, _)| name.as_slice().cmp(key)) {
            Ok(at) => self.0.get(at).map_or(&NULL, |(_, object)| object),
            Err(_) => &NULL,
        }
    }

    pub fn has(&self, key: &str) -> bool {
        *self.get(key) != Object::Null
    }

    pub fn iter(&self) -> impl Iterator<Item = (&[u8], &Object)> {
        self.0.iter().map(|(key, object)| (key.as_slice(), object))
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Object> {
        self.0.iter_mut().map(|(_, object)| object)
    }
}

impl Object {
    pub fn as_dictionary(&self) -> Option<&Dictionary> {
        match self {
            Self::Dictionary(dictionary) => Some(dictionary),
            Self::Stream(stream) => Some(&stream.dictionary),
            _ => None,
        }
    }

    pub fn as_array(&self) -> Option<&[Object]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    pub fn as_name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub fn as_text(&self) -> Option<&[u8]> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub fn as_number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    pub fn as_integer(&self) -> Option<i64> {
        self.as_number().map(|number| number as i64)
    }

    pub fn as_index(&self) -> Option<u32> {
        self.as_integer().and_then(|number| u32::try_from(number).ok())
    }

    pub fn as_boolean(&self) -> Option<bool> {
        if let Self::Boolean(value) = self { Some(*value) } else { None }
    }

    pub fn as_reference(&self) -> Option<Reference> {
        if let Self::Reference(number) = self { Some(*number) } else { None }
    }

    pub fn is_name(&self, name: &str) -> bool {
        self.as_name() == Some(name.as_bytes())
    }

    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}
