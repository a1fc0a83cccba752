//! Finds the places of all objects of a file: in its cross-reference tables and streams, or by a search.

use super::{
    filter::{self, Undecoded},
    lexer::{Item, Lexer, is_space},
    object::{Dictionary, Object},
};
use crate::budget::{Budget, Excess};
use memchr::memmem;
use std::collections::{HashMap, HashSet};

/// Greatest number of cross-reference sections of one file. Each time a file is saved, one may be added.
const MOST_SECTIONS: usize = 2048;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    Free,
    /// The object's offset in the file.
    At(usize),
    /// Number of the object stream that contains the object, and the object's index in it.
    In(u32, u32),
}

#[derive(Debug, Default)]
pub struct Table {
    pub entries: HashMap<u32, Entry>,
    pub trailer: Dictionary,
}

impl Table {
    /// Adds an entry, unless the object has one already: newer sections are read first.
    fn add(&mut self, number: u64, entry: Entry, budget: &Budget) -> Result<(), Excess> {
        let Ok(number) = u32::try_from(number) else { return Ok(()) };
        if self.entries.len() >= budget.limits.entries {
            return Err(Excess("objects"));
        }
        self.entries.entry(number).or_insert(entry);
        Ok(())
    }
}

/// Reads the file's own tables. `None` if they cannot be read.
pub fn read(data: &[u8], budget: &Budget) -> Result<Option<Table>, Excess> {
    let tail = data.len().saturating_sub(2048);
    let Some(found) = memmem::rfind(&data[tail..], b"startxref") else { return Ok(None) };
    let Some(first) = Lexer::of_file(data, tail + found + 9).unsigned() else { return Ok(None) };
    let mut table = Table::default();
    let mut due = vec![first];
    let mut seen = HashSet::new();
    let mut is_first = true;
    while let Some(offset) = due.pop() {
        if !seen.insert(offset) {
            continue;
        }
        if seen.len() > MOST_SECTIONS {
            return Err(Excess("cross-reference sections"));
        }
        let Ok(offset) = usize::try_from(offset) else { return Ok(None) };
        let Some(trailer) = section(data, offset, &mut table, budget)? else { return Ok(None) };
        let link = |key| trailer.get(key).as_integer().and_then(|offset| u64::try_from(offset).ok());
        due.extend(link("Prev"));
        // `XRefStm` is read before `Prev`, because a hybrid file has its newer objects there.
        due.extend(link("XRefStm"));
        if is_first {
            table.trailer = trailer;
            is_first = false;
        }
    }
    Ok(Some(table))
}

fn section(
    data: &[u8],
    offset: usize,
    table: &mut Table,
    budget: &Budget,
) -> Result<Option<Dictionary>, Excess> {
    let mut lexer = Lexer::of_file(data, offset);
    if lexer.take(b"xref") {
        return plain(lexer, table, budget);
    }
    let (Some(_), Some(_)) = (lexer.unsigned(), lexer.unsigned()) else { return Ok(None) };
    if !lexer.take(b"obj") {
        return Ok(None);
    }
    let Item::Value(Object::Dictionary(dictionary)) = lexer.item(budget)? else { return Ok(None) };
    if !dictionary.get("Type").is_name("XRef") || !lexer.take(b"stream") {
        return Ok(None);
    }
    let Some(decoded) = stream_at(data, &dictionary, lexer.at, budget)? else { return Ok(None) };
    packed(&decoded, &dictionary, table, budget)?;
    Ok(Some(dictionary))
}

/// Decodes a cross-reference stream. Such a stream is never encrypted, and the values of its dictionary are direct.
fn stream_at(
    data: &[u8],
    dictionary: &Dictionary,
    at: usize,
    budget: &Budget,
) -> Result<Option<Vec<u8>>, Excess> {
    let mut start = at;
    if data.get(start) == Some(&b'\r') {
        start += 1;
    }
    if data.get(start) == Some(&b'\n') {
        start += 1;
    }
    let rest = data.get(start..).unwrap_or_default();
    let length = dictionary.get("Length").as_integer().and_then(|length| usize::try_from(length).ok());
    let length = match length.filter(|length| *length <= rest.len()) {
        Some(length) => length,
        None => memmem::find(rest, b"endstream").unwrap_or(rest.len()),
    };
    budget.searched(length)?;
    let listed = |object: &Object| match object {
        Object::Null => Vec::new(),
        Object::Array(items) => items.clone(),
        other => vec![other.clone()],
    };
    let (filters, parameters) = (listed(dictionary.get("Filter")), listed(dictionary.get("DecodeParms")));
    match filter::decode(rest[..length].to_vec(), &filters, &parameters, budget) {
        Ok(decoded) => Ok(Some(decoded)),
        Err(Undecoded::Excess(excess)) => Err(excess),
        Err(_) => Ok(None),
    }
}

fn plain(mut lexer: Lexer<'_>, table: &mut Table, budget: &Budget) -> Result<Option<Dictionary>, Excess> {
    loop {
        if lexer.take(b"trailer") {
            break;
        }
        let (Some(first), Some(count)) = (lexer.unsigned(), lexer.unsigned()) else { return Ok(None) };
        for number in 0..count {
            let (Some(offset), Some(_)) = (lexer.unsigned(), lexer.unsigned()) else { return Ok(None) };
            let entry = if lexer.take(b"n") {
                Entry::At(usize::try_from(offset).unwrap_or(usize::MAX))
            } else if lexer.take(b"f") {
                Entry::Free
            } else {
                return Ok(None);
            };
            table.add(first.saturating_add(number), entry, budget)?;
        }
    }
    match lexer.item(budget)? {
        Item::Value(Object::Dictionary(trailer)) => Ok(Some(trailer)),
        _ => Ok(None),
    }
}

fn packed(decoded: &[u8], dictionary: &Dictionary, table: &mut Table, budget: &Budget) -> Result<(), Excess> {
    let numbers = |key: &str| -> Option<Vec<u64>> {
        let items = dictionary.get(key).as_array()?;
        items.iter().map(|item| item.as_integer().and_then(|number| u64::try_from(number).ok())).collect()
    };
    let Some(widths) =
        numbers("W").filter(|widths| widths.len() >= 3 && widths.iter().all(|width| *width <= 8))
    else {
        return Ok(());
    };
    let widths: Vec<usize> = widths.iter().map(|width| *width as usize).collect();
    let size = dictionary.get("Size").as_index().unwrap_or(0);
    let index = numbers("Index").unwrap_or_else(|| vec![0, u64::from(size)]);
    let length: usize = widths.iter().sum();
    if length == 0 {
        return Ok(());
    }
    let mut rows = decoded.chunks_exact(length);
    for pair in index.chunks_exact(2) {
        for number in 0..pair[1] {
            let Some(row) = rows.next() else { return Ok(()) };
            let field = |before: usize, width: usize| {
                row[before..before + width].iter().fold(0u64, |value, byte| value << 8 | u64::from(*byte))
            };
            let kind = if widths[0] == 0 { 1 } else { field(0, widths[0]) };
            let (second, third) = (field(widths[0], widths[1]), field(widths[0] + widths[1], widths[2]));
            let entry = match kind {
                0 => Entry::Free,
                1 => Entry::At(usize::try_from(second).unwrap_or(usize::MAX)),
                2 => Entry::In(u32::try_from(second).unwrap_or(u32::MAX), third as u32),
                _ => continue,
            };
            table.add(pair[0].saturating_add(number), entry, budget)?;
        }
    }
    Ok(())
}

/// Searches the whole file for objects («12 0 obj») and trailers. Of several objects with one number the last one
/// counts.
pub fn rebuild(data: &[u8], budget: &Budget) -> Result<Table, Excess> {
    budget.searched(data.len())?;
    let mut table = Table::default();
    let mut trailers = Vec::new();
    for found in memmem::find_iter(data, b"obj") {
        let Some((number, at)) = header_before(data, found) else { continue };
        if table.entries.len() >= budget.limits.entries {
            return Err(Excess("objects"));
        }
        table.entries.insert(number, Entry::At(at));
        if data
            .get(found..data.len().min(found + 400))
            .is_some_and(|head| memmem::find(head, b"/XRef").is_some())
            && let Item::Value(Object::Dictionary(dictionary)) =
                Lexer::of_file(data, found + 3).item(budget)?
            && dictionary.get("Type").is_name("XRef")
        {
            trailers.push(dictionary);
        }
    }
    for found in memmem::find_iter(data, b"trailer") {
        if let Item::Value(Object::Dictionary(dictionary)) = Lexer::of_file(data, found + 7).item(budget)? {
            trailers.push(dictionary);
        }
    }
    let best = trailers.iter().rev().find(|trailer| trailer.has("Root")).or(trailers.last());
    table.trailer = best.cloned().unwrap_or_default();
    Ok(table)
}

/// Number and offset of the object whose keyword `obj` is at the offset `keyword`.
fn header_before(data: &[u8], keyword: usize) -> Option<(u32, usize)> {
    let back = |mut at: usize, holds: fn(u8) -> bool| {
        let end = at;
        while at > 0 && end - at < 12 && holds(data[at - 1]) {
            at -= 1;
        }
        at
    };
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let after_generation = back(keyword, is_space);
    let generation = back(after_generation, is_digit);
    let after_number = back(generation, is_space);
    let number = back(after_number, is_digit);
    if generation == after_generation || after_number == generation || number == after_number {
        return None;
    }
    let value = std::str::from_utf8(&data[number..after_number]).ok()?.parse().ok()?;
    Some((value, number))
}
