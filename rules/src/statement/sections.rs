//! Puts each line under the part of a statement that the heading above it announces.

use super::{
    document::Placed,
    text::{Line, Phrase},
    wording::{Section, section},
};

/// Deeper than any true heading: text that stands for one.
const PLAIN: u8 = 7;

pub fn place(lines: Vec<Line>) -> Vec<Placed> {
    let mut open = (Section::Introduction, 0);
    let mut placed = Vec::with_capacity(lines.len());
    for line in lines {
        if let Some((found, level)) = announced(&line, open) {
            open = (found, level);
            placed.push(Placed { line, section: found, is_heading: true });
        } else if let Some((section, value)) = labelled(&line, open.0) {
            placed.push(Placed {
                line: Line { text: value, item: None, ..line },
                section,
                is_heading: false,
            });
        } else {
            let is_heading = line.level > 0;
            placed.push(Placed { line, section: open.0, is_heading });
        }
    }
    placed
}

/// The part that begins with this line, and the level of its heading.
fn announced(line: &Line, (open, open_level): (Section, u8)) -> Option<(Section, u8)> {
    if line.level > 0 {
        let found = section(&line.text, true);
        return match found {
            Some(found) => Some((found, line.level)),
            None if open == Section::Introduction => None,
            // A heading deeper than that of the part belongs to it.
            None if line.level > open_level => None,
            None => Some((Section::Other, line.level)),
        };
    }
    // An item of a list of pages may be called «Contact»; it is no heading.
    if line.item.is_some() && !line.is_emphasised {
        return None;
    }
    if line.item.is_some() && is_list_of(open) {
        return None;
    }
    let is_sentence = line.text.ends_with('.') && Phrase::of(&line.text).len() > 6;
    if is_sentence {
        return None;
    }
    section(&line.text, false).map(|found| (found, PLAIN))
}

fn is_list_of(section: Section) -> bool {
    use Section::{Burden, Environment, Exempt, Failures, Inaccessible, Pages, Technologies, Tools};
    matches!(section, Pages | Failures | Inaccessible | Burden | Exempt | Environment | Technologies | Tools)
}

/// «Technologies utilisées : HTML5, CSS»: a label and its value on one line.
fn labelled(line: &Line, open: Section) -> Option<(Section, String)> {
    if line.level > 0 || (line.item.is_some() && is_list_of(open)) {
        return None;
    }
    let (label, value) = line
        .text
        .split_once(" : ")
        .or_else(|| line.text.split_once(": "))
        .or_else(|| line.text.split_once(" | "))?;
    // «Schéma pluriannuel 2023-2025 : en cours de rédaction» says all on one line.
    let found = section(label, false).filter(|found| !matches!(found, Section::Scheme | Section::Plan))?;
    let has_value = !value.trim().is_empty() && value.chars().any(char::is_alphanumeric);
    has_value.then(|| (found, value.trim().to_owned()))
}
