//! Turns bytes into values and keywords, for files and for the contents of pages.

use super::object::{Dictionary, Object};
use crate::budget::{Budget, Excess};

/// Greatest depth of nested values; real files stay below twenty.
const DEEPEST: usize = 64;

#[derive(Debug, Clone)]
pub struct Lexer<'a> {
    pub data: &'a [u8],
    pub at: usize,
    /// Whether `12 0 R` is a reference: it is one in files, but not in the contents of pages.
    references: bool,
}

/// The next item of the bytes.
#[derive(Debug, PartialEq)]
pub enum Item<'a> {
    Value(Object),
    Keyword(&'a [u8]),
    /// A closing bracket that nothing opened.
    Stray,
    End,
}

pub fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

impl<'a> Lexer<'a> {
    pub fn of_file(data: &'a [u8], at: usize) -> Self {
        Self { data, at, references: true }
    }

    pub fn of_content(data: &'a [u8]) -> Self {
        Self { data, at: 0, references: false }
    }

    pub fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn take_while(&mut self, holds: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.data.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| !holds(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    pub fn skip_space(&mut self) {
        loop {
            self.take_while(is_space);
            if self.peek() != Some(b'%') {
                return;
            }
            self.take_while(|byte| byte != b'\n' && byte != b'\r');
        }
    }

    /// Skips white space and then the keyword. `false` if the keyword does not follow.
    pub fn take(&mut self, keyword: &[u8]) -> bool {
        self.skip_space();
        let found = self.data.get(self.at..).unwrap_or_default().starts_with(keyword);
        if found {
            self.at += keyword.len();
        }
        found
    }

    pub fn unsigned(&mut self) -> Option<u64> {
        self.skip_space();
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        if digits.len() > 19 {
            return None;
        }
        std::str::from_utf8(digits).ok()?.parse().ok()
    }

    /// The next value or keyword.
    pub fn item(&mut self, budget: &Budget) -> Result<Item<'a>, Excess> {
        let mut room = budget.limits.values_of_one;
        self.item_within(budget, 0, &mut room)
    }

    fn item_within(&mut self, budget: &Budget, depth: usize, room: &mut u64) -> Result<Item<'a>, Excess> {
        self.skip_space();
        let Some(first) = self.peek() else { return Ok(Item::End) };
        budget.value()?;
        *room = room.checked_sub(1).ok_or(Excess("values in one object"))?;
        let value = match first {
            b'/' => {
                self.at += 1;
                Object::Name(self.name())
            }
            b'(' => Object::Text(self.literal()),
            b'<' if self.data.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                Object::Dictionary(self.dictionary(budget, depth, room)?)
            }
            b'<' => Object::Text(self.hexadecimal()),
            b'[' => {
                self.at += 1;
                Object::Array(self.array(budget, depth, room)?)
            }
            b']' | b'>' | b')' | b'}' | b'{' => {
                self.at += 1;
                return Ok(Item::Stray);
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number_or_reference(),
            _ => return Ok(self.keyword()),
        };
        Ok(Item::Value(value))
    }

    fn keyword(&mut self) -> Item<'a> {
        match self.take_while(is_regular) {
            b"true" => Item::Value(Object::Boolean(true)),
            b"false" => Item::Value(Object::Boolean(false)),
            b"null" => Item::Value(Object::Null),
            word => Item::Keyword(word),
        }
    }

    fn array(&mut self, budget: &Budget, depth: usize, room: &mut u64) -> Result<Vec<Object>, Excess> {
        if depth >= DEEPEST {
            return Err(Excess("depth of values"));
        }
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(items);
            }
            let before = self.at;
            match self.item_within(budget, depth + 1, room)? {
                Item::Value(value) => items.push(value),
                Item::End => return Ok(items),
                Item::Keyword(b"endobj" | b"endstream") => {
                    self.at = before;
                    return Ok(items);
                }
                Item::Keyword(_) | Item::Stray => {}
            }
        }
    }

    fn dictionary(&mut self, budget: &Budget, depth: usize, room: &mut u64) -> Result<Dictionary, Excess> {
        if depth >= DEEPEST {
            return Err(Excess("depth of values"));
        }
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => break,
                Some(b'>') => {
                    self.at += 1;
                    if self.peek() == Some(b'>') {
                        self.at += 1;
                    }
                    break;
                }
                Some(b'/') => {
                    self.at += 1;
                    let key = self.name();
                    self.skip_space();
                    if self.peek() == Some(b'>') {
                        continue;
                    }
                    let before = self.at;
                    match self.item_within(budget, depth + 1, room)? {
                        Item::Value(value) => entries.push((key, value)),
                        Item::Keyword(b"endobj" | b"stream" | b"endstream") => {
                            self.at = before;
                            break;
                        }
                        Item::Keyword(_) | Item::Stray => {}
                        Item::End => break,
                    }
                }
                Some(_) => {
                    let before = self.at;
                    if let Item::Keyword(b"endobj" | b"stream" | b"endstream") =
                        self.item_within(budget, depth + 1, room)?
                    {
                        self.at = before;
                        break;
                    }
                }
            }
        }
        Ok(Dictionary::new(entries))
    }

    fn name(&mut self) -> Vec<u8> {
        let raw = self.take_while(is_regular);
        if !raw.contains(&b'#') {
            return raw.to_vec();
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(&byte) = raw.get(at) {
            let code = (byte == b'#')
                .then(|| Some(hex(*raw.get(at + 1)?)? << 4 | hex(*raw.get(at + 2)?)?))
                .flatten();
            name.push(code.unwrap_or(byte));
            at += if code.is_some() { 3 } else { 1 };
        }
        name
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1u32;
        while let Some(byte) = self.next() {
            match byte {
                b'(' => open = open.saturating_add(1),
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.next() else { return };
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => {
                            code = code * 8 + u32::from(digit - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                text.push((code & 0xff) as u8);
            }
            other => text.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut high = None;
        while let Some(byte) = self.next() {
            if byte == b'>' {
                break;
            }
            let Some(digit) = hex(byte) else { continue };
            match high.take() {
                None => high = Some(digit),
                Some(first) => text.push(first << 4 | digit),
            }
        }
        text.extend(high.map(|digit| digit << 4));
        text
    }

    fn number_or_reference(&mut self) -> Object {
        let start = self.at;
        let raw = self.take_while(is_regular);
        if self.references && !raw.is_empty() && raw.len() <= 10 && raw.iter().all(u8::is_ascii_digit) {
            if let Some(number) = self.reference(raw) {
                return Object::Reference(number);
            }
            self.at = start + raw.len();
        }
        Object::Number(number(raw))
    }

    fn reference(&mut self, first: &[u8]) -> Option<u32> {
        let number = std::str::from_utf8(first).ok()?.parse().ok()?;
        self.take_while(is_space);
        let generation = self.take_while(|byte| byte.is_ascii_digit());
        if generation.is_empty() || generation.len() > 5 {
            return None;
        }
        self.take_while(is_space);
        if self.next()? != b'R' || self.peek().is_some_and(is_regular) {
            return None;
        }
        Some(number)
    }
}

/// Reads a number as leniently as other readers do: signs may be repeated, and characters after the number are ignored.
fn number(raw: &[u8]) -> f64 {
    let negative = raw.first() == Some(&b'-');
    let (mut value, mut scale, mut after) = (0f64, 1f64, false);
    for byte in raw {
        match byte {
            b'0'..=b'9' => {
                value = value * 10.0 + f64::from(byte - b'0');
                if after {
                    scale *= 10.0;
                }
            }
            b'.' if !after => after = true,
            b'+' | b'-' if value == 0.0 => {}
            _ => break,
        }
    }
    let value = value / scale;
    let value = if value.is_finite() { value } else { 0.0 };
    if negative { -value } else { value }
}

pub fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}
