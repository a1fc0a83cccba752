//! The entries sorted by the words that find them, and cut into parts. As far as possible, the beginning of a part
//! depends only on its first entry, so that adding or removing an entry changes one part and no other.

use super::entries::Entry;
use crate::engine::Digest;
use rayon::prelude::*;

/// Number of bytes by which entries are sorted. Names that differ only after these are found by their other words.
const LONGEST_KEY: usize = 64;
/// Size in bytes from which a part may not grow further.
const MOST_BYTES: usize = 9_000;
/// Size in bytes from which a part ends as soon as the next entry differs in one of its first [`FEW_LETTERS`] letters,
/// so that the list of parts stays short.
const ENOUGH_BYTES: usize = 7_000;
const FEW_LETTERS: usize = 12;
/// A part begins on average at one of this many keys.
const SPACING: u64 = 128;

pub struct Part {
    /// The shortest text that is greater than all entries before the part and not greater than its first entry.
    pub begin: String,
    /// One line for each entry: number of the word that finds it, place, name and description, separated by tabs.
    pub text: String,
}

/// List of the beginnings of all parts, one line for each: the number of letters it shares with the line before, as one
/// digit of base 36, and its other letters.
pub fn list(parts: &[Part]) -> String {
    let mut before = "";
    let mut list = String::new();
    for Part { begin, .. } in parts {
        let shared = common(before, begin).min(35);
        let digit = char::from_digit(shared as u32, 36).expect("it is less than 36");
        list.push(digit);
        list.extend([&begin[shared..], "\n"]);
        before = begin;
    }
    list
}

/// Name of a part's file without its ending. The words of the index contain no `-` and no `_`.
pub fn file_stem(begin: &str) -> String {
    if begin.is_empty() { "_".to_owned() } else { begin.replace(' ', "-") }
}

pub fn split(entries: &[Entry]) -> Vec<Part> {
    let mut lines: Vec<(String, &Entry, usize)> = entries
        .par_iter()
        .flat_map_iter(|entry| entry.starts.iter().map(move |start| (key(entry, *start), entry, *start)))
        .collect();
    lines.par_sort_unstable_by(|(one, left, first), (other, right, second)| {
        (one, &left.place, &left.name, first).cmp(&(other, &right.place, &right.name, second))
    });
    let mut parts = vec![Part { begin: String::new(), text: String::new() }];
    let mut before = String::new();
    for (key, entry, start) in lines {
        let last = parts.last_mut().expect("there is one from the beginning");
        let is_full = last.text.len() >= MOST_BYTES;
        let common = common(&before, &key);
        let is_apart = common < FEW_LETTERS;
        let may_end = last.text.len() >= ENOUGH_BYTES || is_first_of_part(&key);
        if key != before && (is_full || is_apart && may_end) {
            parts.push(Part { begin: key[..=common].to_owned(), text: line(entry, start) });
        } else if !is_full {
            last.text += &line(entry, start);
        }
        // A full part leaves out further entries with the same key. They are found by their other words.
        before = key;
    }
    parts
}

fn key(entry: &Entry, start: usize) -> String {
    let mut key = entry.words[start..].join(" ");
    key.truncate(LONGEST_KEY);
    key
}

fn is_first_of_part(key: &str) -> bool {
    Digest::of(&[key.as_bytes()]).short().is_multiple_of(SPACING)
}

/// Number of equal bytes at the beginning of both.
fn common(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(left, right)| left == right).count()
}

fn line(Entry { place, name, about, .. }: &Entry, start: usize) -> String {
    format!("{start}\t{place}\t{name}\t{about}\n")
}
