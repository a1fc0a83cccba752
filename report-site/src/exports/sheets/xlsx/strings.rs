//! The texts of all cells, each stored once.

use super::{super::xml, markup::DECLARATION};
use std::{borrow::Cow, collections::HashMap};

#[derive(Default)]
pub struct Strings<'b> {
    numbers: HashMap<&'b str, usize>,
    items: String,
    /// Number of cells with texts.
    cells: usize,
}

impl<'b> Strings<'b> {
    pub fn number(&mut self, text: &'b str) -> usize {
        self.cells += 1;
        let next = self.numbers.len();
        *self.numbers.entry(text).or_insert_with(|| {
            item(&mut self.items, text);
            next
        })
    }

    pub fn xml(self) -> String {
        let (cells, texts) = (self.cells, self.numbers.len());
        let begin = format!(
            r#"{DECLARATION}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="{cells}" uniqueCount="{texts}">"#
        );
        [&begin, &self.items, "</sst>"].concat()
    }
}

fn item(items: &mut String, text: &str) {
    let spaces = ['\t', '\n', ' '];
    let is_kept = text.starts_with(spaces) || text.ends_with(spaces);
    *items += if is_kept { r#"<si><t xml:space="preserve">"# } else { "<si><t>" };
    xml::data(items, &plain(text));
    *items += "</t></si>";
}

/// Escapes texts such as `_x0041_`, which would be read as the character with that number: the first underscore is
/// written as a number itself.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 6);
    let mut from = 0;
    for (at, _) in text.match_indices("_x").filter(|(at, _)| is_number(&text.as_bytes()[*at..])) {
        shown += &text[from..at];
        shown += "_x005F";
        from = at;
    }
    shown += &text[from..];
    shown.into()
}

fn is_number(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', digits @ .., ] if digits.len() > 4 && digits[..4].iter().all(u8::is_ascii_hexdigit) && digits[4] == b'_')
}
