//! Content that the statement lists as not accessible, by reason.

use crate::statement::{
    document::Document,
    model::{Confidence, Contents, Read},
    text::Phrase,
    wording::{Section, says},
};

const MOST_ITEMS: usize = 200;
const MOST_CHARACTERS: usize = 300;

/// Non-conformities; if they have no heading of their own, the content below «Contenus non accessibles».
pub fn failures(document: &Document<'_>) -> Option<Read<Contents>> {
    listed(document, Section::Failures).or_else(|| listed(document, Section::Inaccessible))
}

pub fn listed(document: &Document<'_>, section: Section) -> Option<Read<Contents>> {
    let lines: Vec<_> =
        document.below(section).filter(|(_, placed)| !is_boilerplate(&placed.line.text)).collect();
    let (at, first) = lines.first()?;
    let mut items: Vec<(Option<u32>, String)> = Vec::new();
    for (_, placed) in lines.iter().filter(|(_, placed)| placed.line.item.is_some()) {
        match items.last_mut() {
            Some((item, text)) if *item == placed.line.item => {
                text.push(' ');
                text.push_str(&placed.line.text);
            }
            _ => items.push((placed.line.item, placed.line.text.clone())),
        }
    }
    let is_list = !items.is_empty();
    let texts: Vec<String> = if is_list {
        items.into_iter().map(|(_, text)| text).collect()
    } else {
        lines.iter().map(|(_, placed)| placed.line.text.clone()).collect()
    };
    // In a longer list, «Il n’y a pas de lien d’évitement» is an item and does not declare that there are none.
    let says_none = |text: &String| says("none-declared", text);
    let none_declared = texts.iter().any(says_none) && texts.len() <= 2;
    let kept = texts.into_iter().filter(|text| !says_nothing(text, section));
    let items: Vec<String> =
        if none_declared { Vec::new() } else { kept.map(cut).take(MOST_ITEMS).collect() };
    if items.is_empty() && !none_declared {
        return None;
    }
    let confidence = if is_list || none_declared { Confidence::Certain } else { Confidence::Probable };
    Some(document.read_at(Contents { items, none_declared }, *at, &first.line.text, confidence))
}

/// Whether the text names no content, such as «À compléter après l’audit».
fn says_nothing(text: &str, section: Section) -> bool {
    const FEW: usize = 12;
    // Content may be listed as exempt just because it was not audited, so such a text is an item there.
    let is_left_out = matches!(section, Section::Burden | Section::Exempt);
    (says("not-audited", text) && !is_left_out)
        || (says("in-writing", text) && Phrase::from_text(text).len() <= FEW)
}

fn cut(text: String) -> String {
    text.chars().take(MOST_CHARACTERS).collect()
}

/// Whether the line only introduces a list.
fn is_boilerplate(text: &str) -> bool {
    text.ends_with(':') || says("boilerplate", text)
}
