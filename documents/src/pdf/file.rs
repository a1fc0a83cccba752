//! A PDF file as a table of objects, each of which is read on request (ISO 32000-1, 7.5).

use super::{
    crypt::{Crypt, Locked},
    filter::{self, Undecoded},
    lexer::{Item, Lexer},
    object::{Dictionary, Object, Reference, Stream},
    table::{self, Entry, Table},
};
use crate::budget::{Budget, Excess};
use memchr::memmem;
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

/// Greatest number of references that are followed one after another.
const LONGEST_CHAIN: usize = 32;

pub struct File<'a> {
    pub data: &'a [u8],
    pub budget: &'a Budget,
    pub trailer: Dictionary,
    entries: HashMap<u32, Entry>,
    crypt: Option<Crypt>,
    streams: RefCell<HashMap<u32, Option<Rc<Packed>>>>,
    /// Whether an object could not be read, so that something that was not found is not proven to be missing.
    trouble: Cell<bool>,
    opening: Cell<u8>,
}

/// A decoded object stream.
struct Packed {
    data: Vec<u8>,
    /// Number of each object, and its offset in `data`.
    objects: Vec<(u32, usize)>,
}

/// Why a file could not be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unopened {
    Excess(Excess),
    Damaged,
    Password,
    UnknownEncryption,
}

impl From<Excess> for Unopened {
    fn from(excess: Excess) -> Self {
        Self::Excess(excess)
    }
}

impl<'a> File<'a> {
    /// Opens a file by its own table. If that leads to no catalogue or no pages, all objects are searched for.
    pub fn open(data: &'a [u8], budget: &'a Budget) -> Result<Self, Unopened> {
        if let Some(table) = table::read(data, budget)? {
            let file = Self::with(data, budget, table)?;
            if file.is_sound()? {
                return Ok(file);
            }
        }
        let table = table::rebuild(data, budget)?;
        let mut file = Self::with(data, budget, table)?;
        file.take_in_packed()?;
        if file.trailer.get("Root").is_null()
            && let Some(root) = file.search_catalogue()?
        {
            let mut entries: Vec<(Vec<u8>, Object)> =
                file.trailer.iter().map(|(key, value)| (key.to_vec(), value.clone())).collect();
            entries.retain(|(key, _)| key != b"Root");
            entries.push((b"Root".to_vec(), Object::Reference(root)));
            file.trailer = Dictionary::new(entries);
        }
        if !file.is_sound()? {
            return Err(Unopened::Damaged);
        }
        // There may be objects that the search did not find.
        file.trouble.set(true);
        Ok(file)
    }

    fn with(data: &'a [u8], budget: &'a Budget, table: Table) -> Result<Self, Unopened> {
        let mut file = Self {
            data,
            budget,
            trailer: table.trailer,
            entries: table.entries,
            crypt: None,
            streams: RefCell::default(),
            trouble: Cell::new(false),
            opening: Cell::new(0),
        };
        if file.trailer.has("Encrypt") {
            let dictionary = file.resolve(file.trailer.get("Encrypt"))?;
            let dictionary = dictionary.as_dictionary().cloned().unwrap_or_default();
            let id = file.resolve(file.trailer.get("ID"))?;
            let first = id.as_array().and_then(|parts| parts.first()).and_then(Object::as_text);
            let crypt = Crypt::open(&dictionary, first.unwrap_or_default(), |object| file.resolve(object));
            file.crypt = Some(crypt.map_err(|locked| match locked {
                Locked::Password => Unopened::Password,
                Locked::Unknown => Unopened::UnknownEncryption,
                Locked::Excess(excess) => Unopened::Excess(excess),
            })?);
            file.streams = RefCell::default();
        }
        Ok(file)
    }

    fn is_sound(&self) -> Result<bool, Excess> {
        let root = self.resolve(self.trailer.get("Root"))?;
        let Some(root) = root.as_dictionary() else { return Ok(false) };
        let pages = self.resolve(root.get("Pages"))?;
        Ok(pages.as_dictionary().is_some_and(|pages| pages.has("Kids") || pages.has("Count")))
    }

    /// Adds the objects of object streams to a table that was rebuilt by searching.
    fn take_in_packed(&mut self) -> Result<(), Excess> {
        let mut numbers: Vec<u32> = self.entries.keys().copied().collect();
        numbers.sort_unstable();
        for number in numbers {
            let object = self.get(number)?;
            let Object::Stream(stream) = object else { continue };
            if !stream.dictionary.get("Type").is_name("ObjStm") {
                continue;
            }
            let Some(packed) = self.packed(number)? else { continue };
            for (index, (inner, _)) in packed.objects.iter().enumerate() {
                if self.entries.len() >= self.budget.limits.entries {
                    return Err(Excess("objects"));
                }
                self.entries.entry(*inner).or_insert(Entry::In(number, index as u32));
            }
        }
        Ok(())
    }

    fn search_catalogue(&self) -> Result<Option<u32>, Excess> {
        let mut numbers: Vec<u32> = self.entries.keys().copied().collect();
        numbers.sort_unstable();
        let mut found = None;
        for number in numbers {
            let object = self.get(number)?;
            if object.as_dictionary().is_some_and(|held| held.get("Type").is_name("Catalog")) {
                found = Some(number);
            }
        }
        Ok(found)
    }

    pub fn trouble(&self) -> bool {
        self.trouble.get()
    }

    /// Permission bits of an encrypted file. `None` if the file is not encrypted.
    pub fn permissions(&self) -> Option<i64> {
        self.crypt.as_ref().map(|crypt| crypt.permissions)
    }

    pub fn root(&self) -> Result<Dictionary, Excess> {
        let root = self.resolve(self.trailer.get("Root"))?;
        Ok(root.as_dictionary().cloned().unwrap_or_default())
    }

    /// The object with this number. Null if there is none, as the standard requires.
    pub fn get(&self, number: Reference) -> Result<Object, Excess> {
        let Some(entry) = self.entries.get(&number) else { return Ok(Object::Null) };
        let found = match *entry {
            Entry::Free => return Ok(Object::Null),
            Entry::At(at) => self.read_at(number, at)?,
            Entry::In(stream, index) => self.read_packed(stream, index, number)?,
        };
        if found.is_none() {
            self.trouble.set(true);
        }
        Ok(found.unwrap_or(Object::Null))
    }

    /// The value of an object: references are followed.
    pub fn resolve(&self, object: &Object) -> Result<Object, Excess> {
        let mut number = match object {
            Object::Reference(number) => *number,
            other => return Ok(other.clone()),
        };
        for _ in 0..LONGEST_CHAIN {
            match self.get(number)? {
                Object::Reference(next) => number = next,
                other => return Ok(other),
            }
        }
        Ok(Object::Null)
    }

    /// The entry of a dictionary, resolved.
    pub fn entry(&self, dictionary: &Dictionary, key: &str) -> Result<Object, Excess> {
        self.resolve(dictionary.get(key))
    }

    fn read_at(&self, number: u32, at: usize) -> Result<Option<Object>, Excess> {
        let mut lexer = Lexer::of_file(self.data, at);
        let Some(found) = lexer.unsigned() else { return Ok(None) };
        let Some(generation) = lexer.unsigned() else { return Ok(None) };
        if found != u64::from(number) || !lexer.take(b"obj") {
            return Ok(None);
        }
        let id = (number, generation as u16);
        let mut object = match lexer.item(self.budget)? {
            Item::Value(object) => object,
            // «1 0 obj endobj» is null.
            Item::Keyword(b"endobj") => return Ok(Some(Object::Null)),
            _ => return Ok(None),
        };
        if let Some(crypt) = &self.crypt {
            crypt.decrypt_texts(&mut object, id);
        }
        let Object::Dictionary(dictionary) = object else { return Ok(Some(object)) };
        if !lexer.take(b"stream") {
            return Ok(Some(Object::Dictionary(dictionary)));
        }
        let (start, end) = self.extent(&dictionary, lexer.at)?;
        Ok(Some(Object::Stream(Stream { dictionary, start, end, id })))
    }

    /// Offsets of the first byte of a stream and of its end. The declared length is used only if `endstream` follows
    /// it.
    fn extent(&self, dictionary: &Dictionary, after: usize) -> Result<(usize, usize), Excess> {
        let start = match self.data.get(after..) {
            Some([b'\r', b'\n', ..]) => after + 2,
            Some([b'\r' | b'\n', ..]) => after + 1,
            _ => after,
        };
        let length = match dictionary.get("Length") {
            Object::Reference(_) if self.opening.get() > 4 => None,
            reference => {
                self.opening.set(self.opening.get() + 1);
                let length = self.resolve(reference);
                self.opening.set(self.opening.get() - 1);
                length?.as_integer().and_then(|length| usize::try_from(length).ok())
            }
        };
        if let Some(end) = length.and_then(|length| start.checked_add(length))
            && end <= self.data.len()
            && Lexer::of_file(self.data, end).take(b"endstream")
        {
            return Ok((start, end));
        }
        let rest = self.data.get(start..).unwrap_or_default();
        let found = memmem::find(rest, b"endstream").or_else(|| memmem::find(rest, b"endobj"));
        let length = found.unwrap_or(rest.len());
        self.budget.searched(length)?;
        let bytes = &rest[..length];
        let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        Ok((start.min(self.data.len()), start.min(self.data.len()) + bytes.len()))
    }

    /// The decoded bytes of a stream.
    pub fn decode(&self, stream: &Stream) -> Result<Vec<u8>, Undecoded> {
        let raw = self.data.get(stream.start..stream.end).unwrap_or_default();
        let listed = |object: Object| match object {
            Object::Null => Vec::new(),
            Object::Array(items) => items,
            other => vec![other],
        };
        let key = |long, short| if stream.dictionary.has(long) { long } else { short };
        let filters = listed(self.entry(&stream.dictionary, key("Filter", "F"))?);
        let parameters = listed(self.entry(&stream.dictionary, key("DecodeParms", "DP"))?);
        let each =
            |items: Vec<Object>| items.iter().map(|item| self.resolve(item)).collect::<Result<Vec<_>, _>>();
        let (filters, parameters) = (each(filters)?, each(parameters)?);
        let is_clear = filters.first().is_some_and(|filter| filter.is_name("Crypt"))
            || stream.dictionary.get("Type").is_name("XRef");
        let data = match &self.crypt {
            Some(crypt) if !is_clear => crypt.decrypt_stream(raw, stream),
            _ => raw.to_vec(),
        };
        filter::decode(data, &filters, &parameters, self.budget)
    }

    fn read_packed(&self, stream: u32, index: u32, number: u32) -> Result<Option<Object>, Excess> {
        let Some(packed) = self.packed(stream)? else { return Ok(None) };
        let by_index = packed.objects.get(index as usize).filter(|(found, _)| *found == number);
        let Some((_, at)) = by_index.or_else(|| packed.objects.iter().find(|(found, _)| *found == number))
        else {
            return Ok(None);
        };
        match Lexer::of_file(&packed.data, *at).item(self.budget)? {
            Item::Value(object) => Ok(Some(object)),
            _ => Ok(None),
        }
    }

    fn packed(&self, number: u32) -> Result<Option<Rc<Packed>>, Excess> {
        if let Some(known) = self.streams.borrow().get(&number) {
            return Ok(known.clone());
        }
        // A stream that needs itself to be decoded cannot be read.
        self.streams.borrow_mut().insert(number, None);
        let Some(Entry::At(at)) = self.entries.get(&number) else { return Ok(None) };
        let Some(Object::Stream(stream)) = self.read_at(number, *at)? else { return Ok(None) };
        let data = match self.decode(&stream) {
            Ok(data) => data,
            Err(Undecoded::Excess(excess)) => return Err(excess),
            Err(_) => return Ok(None),
        };
        self.budget.kept(data.len())?;
        let count = self.entry(&stream.dictionary, "N")?.as_index().unwrap_or(0) as usize;
        let first = self.entry(&stream.dictionary, "First")?.as_index().unwrap_or(0) as usize;
        let mut lexer = Lexer::of_file(&data, 0);
        let mut objects = Vec::new();
        for _ in 0..count.min(data.len()) {
            let (Some(inner), Some(offset)) = (lexer.unsigned(), lexer.unsigned()) else { break };
            let (Ok(inner), Ok(offset)) = (u32::try_from(inner), usize::try_from(offset)) else { break };
            objects.push((inner, first.saturating_add(offset)));
        }
        let packed = Rc::new(Packed { data, objects });
        self.streams.borrow_mut().insert(number, Some(packed.clone()));
        Ok(Some(packed))
    }
}
