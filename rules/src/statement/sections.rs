//! Assigns each line to the section of a statement that the heading above it announces.

use super::{
    text::{Line, Phrase},
    wording::{Section, section},
};

/// Level of a line that only serves as a heading, deeper than any true heading.
const PLAIN: u8 = 7;

/// Most words of an emphasised line that serves as a heading.
const LONGEST_BOLD: usize = 10;

/// A line with its section of the statement.
pub struct Placed {
    pub line: Line,
    pub section: Section,
    pub is_heading: bool,
}

pub fn place(lines: Vec<Line>) -> Vec<Placed> {
    let mut open = (Section::Introduction, 0);
    // Before the statement has begun, a heading about other topics, such as the title of a page of legal notices, does
    // not exclude the lines below it.
    let mut has_begun = lines.first().is_some_and(|line| line.level > 0 && speaks_of_it(&line.text));
    let mut placed = Vec::with_capacity(lines.len());
    for line in lines {
        if let Some((section, value)) = labelled(&line, open.0) {
            // A value that is read from sentences keeps its label: «Date de la déclaration : 3 mai 2024».
            let is_list = is_list_of(section) || section == Section::Contact;
            let text = if is_list { value } else { line.text.clone() };
            placed.push(Placed { line: Line { text, item: None, ..line }, section, is_heading: false });
        } else if let Some((found, level)) = announced(&line, open)
            .filter(|(found, level)| has_begun || *found != Section::Elsewhere || *level == 2)
        {
            has_begun |= !matches!(found, Section::Introduction | Section::Other | Section::Elsewhere);
            open = (found, level);
            placed.push(Placed { line, section: found, is_heading: true });
        } else {
            let is_heading = line.level > 0;
            has_begun |= is_heading && begins_it(&line);
            placed.push(Placed { line, section: open.0, is_heading });
        }
    }
    placed
}

fn speaks_of_it(text: &str) -> bool {
    text.to_lowercase().contains("accessib")
}

/// Whether the line is a heading that names accessibility, with which the statement may begin among other topics.
fn begins_it(line: &Line) -> bool {
    line.level > 0 && line.text.to_lowercase().contains("accessibilit")
}

/// The section that begins with this line, and the level of its heading. `None` if the line stays in the open section.
fn announced(line: &Line, (open, open_level): (Section, u8)) -> Option<(Section, u8)> {
    let level = if line.level > 0 { line.level } else { PLAIN };
    let is_of_other_topic = || section(&line.text, true).is_none_or(|found| found == Section::Elsewhere);
    if begins_it(line) && is_of_other_topic() && (open == Section::Elsewhere || is_both(line)) {
        return Some((Section::Introduction, line.level));
    }
    if open == Section::Elsewhere && level > open_level {
        return None;
    }
    if line.level > 0 {
        let found = section(&line.text, true);
        return match found {
            Some(found) => Some((found, line.level)),
            None if open == Section::Introduction => None,
            // A heading deeper than that of the open section belongs to that section.
            None if line.level > open_level => None,
            None => Some((Section::Other, line.level)),
        };
    }
    // An item of a list of pages may be called «Contact», which is not a heading.
    if line.item.is_some() && !line.is_emphasised {
        return None;
    }
    if line.item.is_some() && is_list_of(open) {
        return None;
    }
    let is_sentence = line.text.ends_with('.') && Phrase::from_text(&line.text).len() > 6;
    if is_sentence {
        return None;
    }
    // In a short emphasised line, as in a heading, a part may match; any other line must match as a whole.
    let stands_out = line.is_emphasised && Phrase::from_text(&line.text).len() <= LONGEST_BOLD;
    // «Schéma pluriannuel 2025-2027 : disponible sur demande.» says all in one line and begins no section.
    let is_told = !line.is_emphasised && (line.text.ends_with('.') || line.text.contains(" : "));
    section(&line.text, stands_out)
        .filter(|found| !is_told || !matches!(found, Section::Scheme | Section::Plan))
        .map(|found| (found, PLAIN))
}

/// Whether the heading names another topic as well: «Mentions légales et accessibilité».
fn is_both(line: &Line) -> bool {
    section(&line.text, true) == Some(Section::Elsewhere)
}

fn is_list_of(section: Section) -> bool {
    use Section::{Burden, Environment, Exempt, Failures, Inaccessible, Pages, Technologies, Tools};
    matches!(section, Pages | Failures | Inaccessible | Burden | Exempt | Environment | Technologies | Tools)
}

/// «Technologies utilisées : HTML5, CSS»: a label and its value on one line.
fn labelled(line: &Line, open: Section) -> Option<(Section, String)> {
    if line.level > 0 || open == Section::Elsewhere || (line.item.is_some() && is_list_of(open)) {
        return None;
    }
    let (label, value) = line
        .text
        .split_once(" : ")
        .or_else(|| line.text.split_once(": "))
        .or_else(|| line.text.split_once(" | "))?;
    // «Schéma pluriannuel 2023-2025 : en cours de rédaction» is read as a sentence, not as a label with a value.
    let found = section(label, false).filter(|found| !matches!(found, Section::Scheme | Section::Plan))?;
    // «Critères non conformes : 8 %» gives a number of criteria but names none.
    let is_told = if found == Section::Contact { char::is_alphanumeric } else { char::is_alphabetic };
    let has_value = value.chars().any(is_told);
    has_value.then(|| (found, value.trim().to_owned()))
}
