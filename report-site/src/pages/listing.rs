//! Lists that grow with the number of members. A short list is complete on one page; a longer one is split into
//! pages by letter, and those of a long letter by number. No page of a list is much larger than [`MOST_BYTES`].

use super::at;
use crate::{
    engine::{Digest, SitePath, UnsafePath},
    language::Say,
    slug::fold,
    text::Text,
};
use rules::messages::Language;
use serde::Serialize;
use std::{collections::BTreeMap, sync::Arc};

/// Most bytes of HTML for the entries of one page.
const MOST_BYTES: usize = 60_000;
/// Most bytes of HTML for the entries of a list that is complete on the page it belongs to.
const MOST_WHOLE_BYTES: usize = 40_000;

/// An entry with the name it is sorted by.
pub struct Item<'a, T> {
    pub name: &'a str,
    /// Approximate size of its entry, in bytes of HTML.
    pub weight: usize,
    pub value: T,
}

/// Entries of a list by letter.
pub struct Listing<'a, T> {
    /// Folder of its pages, within the edition.
    folder: SitePath,
    letters: BTreeMap<char, Vec<Chunk<'a, T>>>,
    weight: usize,
    count: usize,
}

/// The entries of one page.
struct Chunk<'a, T> {
    first: &'a str,
    last: &'a str,
    weight: usize,
    values: Vec<T>,
}

/// One page of a list.
pub struct Leaf<'a, T> {
    list: Arc<Listing<'a, T>>,
    letter: char,
    /// Number of the page, counted from 0.
    number: usize,
}

/// A letter that leads to its entries.
#[derive(Debug, Clone, Serialize)]
pub struct LetterLink {
    /// `A`, or `Autres` for names that begin with no letter.
    pub letter: String,
    pub path: String,
    /// «12 membres»
    pub entries: String,
    pub current: bool,
}

/// A page of a letter that has several: the names it begins and ends with.
#[derive(Debug, Clone, Serialize)]
pub struct ChunkLink {
    pub path: String,
    pub first: Text,
    pub last: Text,
    pub current: bool,
}

impl<'a, T: Copy> Listing<'a, T> {
    /// A list of `items`, which are sorted already.
    pub fn new(folder: SitePath, items: impl IntoIterator<Item = Item<'a, T>>) -> Self {
        let mut list = Self { folder, letters: BTreeMap::new(), weight: 0, count: 0 };
        for item in items {
            list.weight += item.weight;
            list.count += 1;
            list.add(item);
        }
        list
    }

    fn add(&mut self, item: Item<'a, T>) {
        let chunks = self.letters.entry(letter_of(item.name)).or_default();
        match chunks.last_mut().filter(|chunk| chunk.weight + item.weight <= MOST_BYTES) {
            Some(chunk) => {
                chunk.weight += item.weight;
                chunk.last = item.name;
                chunk.values.push(item.value);
            }
            None => chunks.push(Chunk {
                first: item.name,
                last: item.name,
                weight: item.weight,
                values: vec![item.value],
            }),
        }
    }

    pub fn count(&self) -> usize {
        self.count
    }

    /// The whole list, if it is short.
    pub fn whole(&self) -> Option<impl Iterator<Item = T>> {
        let values = || self.letters.values().flatten().flat_map(|chunk| chunk.values.iter().copied());
        // Sorted by name: letters in alphabetical order, then names that do not begin with a letter.
        (stands_whole(self.weight)).then(values)
    }

    /// Links to the letters. Empty if the list is complete on the page it belongs to.
    pub fn letters(&self, language: Language, words: [&str; 4]) -> Vec<LetterLink> {
        if stands_whole(self.weight) { Vec::new() } else { self.all_letters(None, language, words) }
    }

    pub fn all_letters(
        &self,
        current: Option<char>,
        language: Language,
        words: [&str; 4],
    ) -> Vec<LetterLink> {
        let link = |(letter, chunks): (&char, &Vec<Chunk<'a, T>>)| {
            let entries: usize = chunks.iter().map(|chunk| chunk.values.len()).sum();
            Some(LetterLink {
                letter: letter_name(*letter, language),
                path: at::letter(&self.folder, *letter, 0).ok()?.to_string(),
                entries: language.count(entries, words),
                current: current == Some(*letter),
            })
        };
        self.letters.iter().filter_map(link).collect()
    }

    /// Pages of the list. Empty if the list is complete on the page it belongs to.
    pub fn leaves(self) -> Vec<Leaf<'a, T>> {
        if stands_whole(self.weight) { Vec::new() } else { self.all_leaves() }
    }

    pub fn all_leaves(self) -> Vec<Leaf<'a, T>> {
        let list = Arc::new(self);
        let leaf = |letter: char, number| Leaf { list: list.clone(), letter, number };
        let letters = list.letters.iter();
        letters
            .flat_map(|(letter, chunks)| (0..chunks.len()).map(move |number| leaf(*letter, number)))
            .collect()
    }
}

impl<'a, T: Copy> Leaf<'a, T> {
    fn chunks(&self) -> &[Chunk<'a, T>] {
        &self.list.letters[&self.letter]
    }

    pub fn folder(&self) -> Result<SitePath, UnsafePath> {
        at::letter(&self.list.folder, self.letter, self.number)
    }

    /// «S», «S, page 2 sur 3»
    pub fn name(&self, language: Language) -> String {
        let name = letter_name(self.letter, language);
        match self.chunks().len() {
            1 => name,
            of => format!("{name}, page {} {} {of}", self.number + 1, language.t("sur", "of")),
        }
    }

    pub fn values(&self) -> &[T] {
        &self.chunks()[self.number].values
    }

    /// Number of entries of its letter.
    pub fn count(&self) -> usize {
        self.chunks().iter().map(|chunk| chunk.values.len()).sum()
    }

    /// Digest of the part of the list that its page shows.
    pub fn digest(&self, entry: impl Fn(T) -> Digest) -> Digest {
        let entries_of = |chunks: &Vec<Chunk<'a, T>>| chunks.iter().map(|chunk| chunk.values.len()).sum();
        let letters: Vec<(char, usize)> =
            self.list.letters.iter().map(|(letter, chunks)| (*letter, entries_of(chunks))).collect();
        let siblings: Vec<_> = self.chunks().iter().map(|chunk| (chunk.first, chunk.last)).collect();
        let entries: Vec<_> = self.values().iter().map(|value| entry(*value)).collect();
        Digest::of_value(&(letters, siblings, entries))
    }

    pub fn letters(&self, language: Language, words: [&str; 4]) -> Vec<LetterLink> {
        self.list.all_letters(Some(self.letter), language, words)
    }

    /// The pages of its letter, where there are several.
    pub fn siblings(&self) -> Vec<ChunkLink> {
        const MOST: usize = 40;
        let link = |(number, chunk): (usize, &Chunk<'a, T>)| {
            Some(ChunkLink {
                path: at::letter(&self.list.folder, self.letter, number).ok()?.to_string(),
                first: Text::capped(chunk.first, MOST),
                last: Text::capped(chunk.last, MOST),
                current: number == self.number,
            })
        };
        match self.chunks() {
            [_] => Vec::new(),
            several => several.iter().enumerate().filter_map(link).collect(),
        }
    }
}

/// Whether a list of that weight, in bytes of HTML, is short enough to be complete on the page it belongs to.
pub fn stands_whole(weight: usize) -> bool {
    weight <= MOST_WHOLE_BYTES
}

/// The letter that a name is filed under; `~`, which sorts after the letters, if the name begins with none.
fn letter_of(name: &str) -> char {
    let Some(first) = name.trim_start().chars().next() else { return '~' };
    let folded = if first.is_ascii() {
        Some(first.to_ascii_lowercase())
    } else {
        fold(first.encode_utf8(&mut [0; 4])).chars().next()
    };
    folded.filter(char::is_ascii_lowercase).unwrap_or('~')
}

fn letter_name(letter: char, language: Language) -> String {
    match letter {
        '~' => language.t("Autres", "Others").to_owned(),
        letter => letter.to_uppercase().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(names: &[String], weight: usize) -> Listing<'_, usize> {
        let items = names.iter().enumerate().map(|(value, name)| Item { name, weight, value });
        Listing::new(at::named("annuaire"), items)
    }

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("Saint-{number:05}")).collect()
    }

    #[test]
    fn a_short_list_stands_whole_and_has_no_pages() {
        let names = ["Évry".to_owned(), "Brest".into(), "13 Vents".into()];
        let list = list(&names, 500);
        // By letter; within one, in the order given.
        assert_eq!(list.whole().unwrap().collect::<Vec<_>>(), [1, 0, 2]);
        assert!(list.leaves().is_empty());
    }

    #[test]
    fn a_long_letter_has_pages_that_say_where_they_begin_and_end() {
        let names = names(2000);
        let list = list(&names, 500);
        assert!(list.whole().is_none());
        let leaves = list.leaves();
        assert_eq!(leaves.len(), 2000_usize.div_ceil(MOST_BYTES / 500));
        let all: Vec<_> = leaves.iter().flat_map(|leaf| leaf.values().iter().copied()).collect();
        assert_eq!(all, (0..2000).collect::<Vec<_>>(), "each entry stands once");
        let second = &leaves[1];
        assert_eq!(second.folder().unwrap().to_string(), "annuaire/s/2/");
        assert_eq!(second.name(Language::French), format!("S, page 2 sur {}", leaves.len()));
        let link = &second.siblings()[1];
        assert_eq!((link.first.to_string(), link.current), ("Saint-00120".into(), true));
    }

    #[test]
    fn an_entry_that_weighs_more_than_a_page_has_its_own() {
        let names = names(3);
        assert_eq!(list(&names, MOST_BYTES + 1).leaves().len(), 3);
    }
}
