//! Decides from a page's style sheets which further questions to ask of the page. The pages of a site share style
//! sheets, so each is read once.

use super::super::{channel::Channel, script};
use serde_json::{Value, json};
use std::collections::HashMap;

const READ: &str = include_str!("sheets.js");

/// Most characters of a style sheet that is read, and of all style sheets of a page whose focus is examined.
const MOST_CHARACTERS: u64 = 400_000;
/// Most style sheets that are remembered; when there are more, all are forgotten.
const MOST_REMEMBERED: usize = 2_000;

/// A linked style sheet of a page: its address, and its size as received.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Linked {
    pub address: String,
    pub size: u64,
}

impl Linked {
    pub fn read(told: &Value) -> Option<Self> {
        Some(Self { address: told[0].as_str()?.to_owned(), size: told[1].as_u64()? })
    }
}

/// Facts of the text of a style sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Text {
    characters: u64,
    orientation: bool,
    /// Whether it may remove the browser's indicator of the focus.
    bare_focus: bool,
}

impl Text {
    pub fn read(told: &Value) -> Option<Self> {
        Some(Self {
            characters: told[0].as_u64()?,
            orientation: told[1].as_bool()?,
            bare_focus: told[2].as_bool()?,
        })
    }
}

/// The questions to ask of a page, given its style sheets.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Looks {
    pub orientation: bool,
    pub focus: bool,
    /// Addresses of the style sheets whose text is unknown.
    pub unread: Vec<String>,
}

/// Traits of style sheets of earlier pages; `None` for those that cannot be read.
#[derive(Default)]
pub struct Seen(HashMap<Linked, Option<Text>>);

impl Seen {
    /// Style sheets of a page that have to be read first.
    pub fn unknown<'l>(&self, linked: &'l [Linked]) -> Vec<&'l Linked> {
        let is_small = |sheet: &&Linked| sheet.size <= MOST_CHARACTERS;
        linked.iter().filter(is_small).filter(|sheet| !self.0.contains_key(sheet)).collect()
    }

    pub fn remember(&mut self, sheet: Linked, text: Option<Text>) {
        if self.0.len() >= MOST_REMEMBERED {
            self.0.clear();
        }
        self.0.insert(sheet, text);
    }

    /// The questions to ask. The focus is only examined where all style sheets were read, because an unread one may
    /// show it.
    pub fn looks(&self, linked: &[Linked], inline: &[Text]) -> Looks {
        let mut texts = inline.to_vec();
        let mut unread = Vec::new();
        for sheet in linked {
            match self.0.get(sheet).copied().flatten() {
                Some(text) => texts.push(text),
                None => unread.push(sheet.address.clone()),
            }
        }
        let characters: u64 = texts.iter().map(|text| text.characters).sum();
        let is_whole = unread.is_empty() && characters <= MOST_CHARACTERS;
        Looks {
            orientation: texts.iter().any(|text| text.orientation),
            focus: is_whole && texts.iter().any(|text| text.bare_focus),
            unread,
        }
    }
}

/// Reads the style sheets that are not known yet, and gives the questions to ask of the page.
pub async fn look(
    channel: &Channel,
    world: &Value,
    (linked, inline): (&[Linked], &[Text]),
    seen: &mut Seen,
) -> Looks {
    let unknown: Vec<Linked> = seen.unknown(linked).into_iter().cloned().collect();
    if !unknown.is_empty() {
        let addresses: Vec<&str> = unknown.iter().map(|sheet| sheet.address.as_str()).collect();
        let arguments = [script::TEXT.to_owned(), json!(addresses).to_string()];
        // A page that does not answer leaves its style sheets unread.
        let told = script::run(channel, world, READ, &arguments).await.unwrap_or_default();
        for (sheet, text) in unknown.into_iter().zip(script::list(&told)) {
            seen.remember(sheet, Text::read(text));
        }
    }
    seen.looks(linked, inline)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BARE: Text = Text { characters: 100, orientation: false, bare_focus: true };
    const ROTATING: Text = Text { characters: 100, orientation: true, bare_focus: false };

    fn linked(address: &str, size: u64) -> Linked {
        Linked { address: address.to_owned(), size }
    }

    #[test]
    fn a_style_sheet_is_read_once() {
        let sheets = [linked("/a.css", 100), linked("/b.css", 100)];
        let mut seen = Seen::default();
        assert_eq!(seen.unknown(&sheets).len(), 2);
        seen.remember(sheets[0].clone(), Some(BARE));
        seen.remember(sheets[1].clone(), None);
        assert!(seen.unknown(&sheets).is_empty());
        assert_eq!(seen.unknown(&[linked("/a.css", 101)]).len(), 1, "another text at the same address");
    }

    #[test]
    fn a_giant_is_never_read() {
        let seen = Seen::default();
        let giant = [linked("/giant.css", MOST_CHARACTERS + 1)];
        assert!(seen.unknown(&giant).is_empty());
        assert_eq!(seen.looks(&giant, &[ROTATING]).unread, ["/giant.css"]);
    }

    #[test]
    fn the_focus_is_looked_at_where_every_style_sheet_is_known() {
        let sheets = [linked("/a.css", 100), linked("/b.css", 100)];
        let mut seen = Seen::default();
        seen.remember(sheets[0].clone(), Some(BARE));
        let looks = seen.looks(&sheets, &[ROTATING]);
        assert_eq!(looks, Looks { orientation: true, focus: false, unread: vec!["/b.css".to_owned()] });
        assert!(seen.looks(&sheets[..1], &[]).focus);
    }

    #[test]
    fn style_sheets_without_anything_of_the_kind_ask_for_nothing() {
        let plain = Text { characters: 10, ..Text::default() };
        assert_eq!(Seen::default().looks(&[], &[plain]), Looks::default());
    }

    #[test]
    fn memory_of_style_sheets_has_an_end() {
        let mut seen = Seen::default();
        for number in 0..=MOST_REMEMBERED as u64 {
            seen.remember(linked("/a.css", number), None);
        }
        assert!(seen.0.len() < MOST_REMEMBERED);
    }
}
