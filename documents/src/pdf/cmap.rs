//! `ToUnicode` tables (ISO 32000-1, 9.10.3). Only whether a code has a valid character is read, not which one.

use super::{
    lexer::{Item, Lexer},
    object::Object,
};
use crate::budget::{Budget, Excess};

/// Greatest number of entries of one table. A table with more is an [`Excess`].
const MOST: usize = 100_000;

#[derive(Debug, Default)]
pub struct CMap {
    /// First code, last code, and whether the characters of these codes are valid. Sorted by the first code.
    ranges: Vec<(u32, u32, bool)>,
    is_identity: bool,
}

impl CMap {
    pub fn identity() -> Self {
        Self { ranges: Vec::new(), is_identity: true }
    }

    /// Whether the character of the code is valid. `None` if the table gives the code no character.
    pub fn is_valid(&self, code: u32) -> Option<bool> {
        if self.is_identity {
            return Some(code != 0);
        }
        let after = self.ranges.partition_point(|(first, ..)| *first <= code);
        self.ranges[..after]
            .iter()
            .rev()
            .take(64)
            .find(|(first, last, _)| (*first..=*last).contains(&code))
            .map(|(.., sense)| *sense)
    }
}

pub fn read(data: &[u8], budget: &Budget) -> Result<CMap, Excess> {
    let mut lexer = Lexer::of_content(data);
    let mut ranges = Vec::new();
    let mut values: Vec<Object> = Vec::new();
    loop {
        match lexer.item(budget)? {
            Item::End => break,
            Item::Value(value) => {
                if values.len() > MOST {
                    return Err(Excess("entries of a character table"));
                }
                values.push(value);
            }
            Item::Keyword(word) => {
                match word {
                    b"endbfchar" => singles(&values, &mut ranges),
                    b"endbfrange" => spans(&values, &mut ranges),
                    _ => {}
                }
                values.clear();
            }
            Item::Stray => {}
        }
        if ranges.len() > MOST {
            return Err(Excess("entries of a character table"));
        }
    }
    ranges.sort_unstable();
    Ok(CMap { ranges, is_identity: false })
}

fn singles(values: &[Object], ranges: &mut Vec<(u32, u32, bool)>) {
    for pair in values.chunks_exact(2) {
        let Some(code) = pair[0].as_text().map(code_of) else { continue };
        ranges.push((code, code, makes_sense(&pair[1])));
    }
}

fn spans(values: &[Object], ranges: &mut Vec<(u32, u32, bool)>) {
    for triple in values.chunks_exact(3) {
        let (Some(first), Some(last)) = (triple[0].as_text().map(code_of), triple[1].as_text().map(code_of))
        else {
            continue;
        };
        match &triple[2] {
            Object::Array(items) => {
                let codes = first..=last;
                ranges
                    .extend(codes.zip(items).take(MOST).map(|(code, item)| (code, code, makes_sense(item))));
            }
            // If a range begins with an invalid character, only its first code is wrong.
            start if !makes_sense(start) => {
                ranges.push((first, first, false));
                if first < last {
                    ranges.push((first + 1, last, true));
                }
            }
            _ => ranges.push((first, last, true)),
        }
    }
}

fn code_of(raw: &[u8]) -> u32 {
    raw.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

/// Whether a target is a valid text: PDF/UA forbids U+0000, U+FEFF and U+FFFE.
fn makes_sense(target: &Object) -> bool {
    let Some(raw) = target.as_text() else { return target.as_name().is_some() };
    if raw.len() == 1 {
        return raw[0] != 0;
    }
    !raw.is_empty() && !raw.chunks_exact(2).any(|unit| matches!(unit, [0, 0] | [0xfe, 0xff] | [0xff, 0xfe]))
}
