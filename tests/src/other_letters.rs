//! A captured page whose words are written in other letters: of several bytes, or of another length in the other case.
//! Such a page is as valid as any, so every rule must judge it to the end.

use rules::{
    Snapshot,
    page::snapshot::{AxData, NodeData},
};
use std::collections::HashSet;

/// Cyrillic, Arabic, a letter with a combining accent, a sign outside the basic plane, letters whose other case or
/// compatibility form has another length, and a sign without width.
pub const LETTERS: [&str; 9] = ["Я", "ع", "漢", "e\u{301}", "😀", "İ", "ß", "ﬁ", "\u{200b}"];

/// Which letters of each word are exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exchanged {
    All,
    First,
    Last,
    EverySecond,
}

pub const EXCHANGED: [Exchanged; 4] =
    [Exchanged::All, Exchanged::First, Exchanged::Last, Exchanged::EverySecond];

/// Attributes that hold words or identifiers of the author's choice.
const WRITTEN: [&str; 16] = [
    "alt",
    "title",
    "aria-label",
    "placeholder",
    "value",
    "label",
    "summary",
    "content",
    "id",
    "for",
    "name",
    "class",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "lang",
];

/// Exchanges letters in texts, names and attributes, wherever the same text is not also the name of an element or of an
/// attribute, a role or a style.
pub fn exchange(mut snapshot: Snapshot, letter: &str, exchanged: Exchanged) -> Snapshot {
    let fixed = fixed(&snapshot);
    let changed: HashSet<u32> = nodes(&snapshot)
        .flat_map(|node| written(node, &snapshot.strings))
        .filter(|text| !fixed.contains(text))
        .collect();
    for text in changed {
        if let Some(text) = snapshot.strings.get_mut(text as usize) {
            *text = in_letters(text, letter, exchanged);
        }
    }
    snapshot
}

fn nodes(snapshot: &Snapshot) -> impl Iterator<Item = &NodeData> {
    snapshot.documents.iter().flat_map(|document| &document.nodes)
}

/// Texts that people read, or that the author chose.
fn written(node: &NodeData, strings: &[String]) -> Vec<u32> {
    let is_written =
        |name: u32| strings.get(name as usize).is_some_and(|name| WRITTEN.contains(&name.as_str()));
    let attributes = node.attributes.iter().filter(|(name, _)| is_written(*name)).map(|(_, value)| *value);
    let painted = node.layout.iter().filter_map(|layout| layout.painted_text);
    let names = node.accessibility.iter().flat_map(|AxData { name, description, .. }| [*name, *description]);
    attributes.chain(painted).chain(names).chain([node.value]).chain(node.input_value).collect()
}

fn fixed(snapshot: &Snapshot) -> HashSet<u32> {
    let of_nodes = nodes(snapshot).flat_map(|node| {
        let properties = node.accessibility.iter().flat_map(|tree| {
            let told = tree.properties.iter().flat_map(|(name, value)| [*name, *value]);
            told.chain(tree.ignored_reasons.iter().copied()).chain([tree.role])
        });
        let attributes = node.attributes.iter().map(|(name, _)| *name);
        attributes.chain(properties).chain([node.name]).collect::<Vec<_>>()
    });
    let of_documents = snapshot.documents.iter().flat_map(|document| [document.url, document.encoding]);
    of_nodes.chain(of_documents).chain(snapshot.style_sets.iter().flatten().copied()).collect()
}

fn in_letters(text: &str, letter: &str, exchanged: Exchanged) -> String {
    text.split_inclusive(|c: char| !c.is_alphanumeric())
        .map(|word| in_word(word, letter, exchanged))
        .collect()
}

fn in_word(word: &str, letter: &str, exchanged: Exchanged) -> String {
    let last = word.chars().filter(|c| c.is_alphanumeric()).count().saturating_sub(1);
    let is_exchanged = |at: usize| match exchanged {
        Exchanged::All => true,
        Exchanged::First => at == 0,
        Exchanged::Last => at == last,
        Exchanged::EverySecond => at % 2 == 1,
    };
    let mut written = String::with_capacity(word.len());
    for (at, c) in word.chars().enumerate() {
        if c.is_alphabetic() && is_exchanged(at) { written += letter } else { written.push(c) }
    }
    written
}
