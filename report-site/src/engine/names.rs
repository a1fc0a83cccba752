//! The lists of file names that pages have, each stored once.

use super::page::Name;
use std::{collections::HashMap, ops::Index};

#[derive(Debug, Default)]
pub struct Names {
    lists: Vec<Vec<Name>>,
    numbers: HashMap<Vec<Name>, usize>,
}

impl Names {
    /// Number of a list of names; a new list gets the next number.
    pub fn number(&mut self, names: &[Name]) -> usize {
        if let Some(number) = self.numbers.get(names) {
            return *number;
        }
        self.lists.push(names.to_vec());
        self.numbers.insert(names.to_vec(), self.lists.len() - 1);
        self.lists.len() - 1
    }

    pub fn get(&self, number: usize) -> Option<&[Name]> {
        self.lists.get(number).map(Vec::as_slice)
    }

    /// The lists in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &[Name]> {
        self.lists.iter().map(Vec::as_slice)
    }
}

impl Index<usize> for Names {
    type Output = [Name];

    fn index(&self, number: usize) -> &[Name] {
        &self.lists[number]
    }
}
