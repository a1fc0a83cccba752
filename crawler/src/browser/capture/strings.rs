//! The table of distinct strings of a snapshot; the empty one is 0.

use std::collections::HashMap;

pub struct Strings {
    list: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Default for Strings {
    fn default() -> Self {
        Self { list: vec![String::new()], numbers: HashMap::from([(String::new(), 0)]) }
    }
}

impl Strings {
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.list.len() as u32;
        self.list.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    pub fn into_list(self) -> Vec<String> {
        self.list
    }
}

/// The beginning of a text, at most `most` bytes, cut between characters.
pub fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}
