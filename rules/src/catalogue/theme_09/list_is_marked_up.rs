//! Lines that begin with typed bullets or numbers are marked up as a list.

use crate::{
    Node, Page, Rule, Style, Verdict,
    parts::lines::{self, Line},
    referential::Aspect,
};
use std::collections::HashSet;

const BULLETED: Aspect = Aspect::new("unordered-lists-marked-up");
const NUMBERED: Aspect = Aspect::new("ordered-lists-marked-up");

pub static RULE: Rule = Rule {
    id: "list-is-marked-up",
    aspects: &[BULLETED, NUMBERED],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("list_is_marked_up.md"),
    applicability,
    expectation,
};

/// Smallest number of lines in a row that are taken for a list.
const FEWEST: usize = 3;
/// Largest length of an item, in characters. A longer line is more likely a paragraph.
const MOST_CHARACTERS: usize = 300;
/// Signs that are always bullets.
const BULLETS: &[char] =
    &['•', '‣', '◦', '▪', '▫', '●', '■', '➢', '➤', '✓', '✔', '⁃', '\u{f0b7}', '\u{f0a7}'];
/// Signs that may be bullets, but may also begin an answer or a note, or be a box to tick on paper.
const DASHES: &[char] = &['-', '–', '—', '*', '·', '►', '▶', '→', '»', '>', '○', '□', '☐', '❑', '❏'];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bullet,
    Dash(char),
    Number(u32, char),
}

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.elements().filter(|node| node.is_html() && !lists(*node).is_empty()).collect()
}

fn expectation(parent: Node<'_>) -> Verdict {
    let found = lists(parent);
    let is_key = is_key_of_colours(parent);
    let verdicts = found.iter().map(|(mark, run)| of_list(*mark, run, is_key));
    verdicts.max_by_key(|verdict| verdict.outcome).unwrap_or_else(Verdict::pass)
}

/// Whether the marks have a meaning and are no bullets: their colours differ, as in the key of a map, or one of them
/// has another colour than the text beside it, as a light that shows a state.
fn is_key_of_colours(parent: Node<'_>) -> bool {
    let marks = parent.descendants().filter(|text| text.is_text() && begins_with_light(text.text()));
    let elements: Vec<(Node<'_>, bool)> =
        marks.filter_map(|text| Some((text.parent()?, text.text().trim().chars().count() == 1))).collect();
    let colours: HashSet<&str> = elements.iter().filter_map(|(node, _)| node.style(Style::Color)).collect();
    let differs_beside = |(mark, is_alone): &(Node<'_>, bool)| {
        let beside = mark.parent().and_then(|around| around.style(Style::Color));
        *is_alone && beside.is_some() && mark.style(Style::Color) != beside
    };
    colours.len() > 1 || elements.iter().any(differs_beside)
}

/// Whether the text begins with a filled shape, which shows a colour.
fn begins_with_light(text: &str) -> bool {
    text.trim_start().starts_with(['●', '■', '▪'])
}

fn of_list(mark: Mark, run: &[Line<'_>], is_key: bool) -> Verdict {
    let first = run.first().map(|line| line.text.chars().take(60).collect::<String>()).unwrap_or_default();
    let is_long = run.iter().any(|line| line.text.chars().count() > MOST_CHARACTERS);
    match mark {
        Mark::Bullet if !is_long && !is_key => Verdict::fail("typed-bullets").of(&[BULLETED]),
        Mark::Number(..) => Verdict::cant_tell("typed-numbers").of(&[NUMBERED]),
        Mark::Bullet | Mark::Dash(_) => Verdict::cant_tell("typed-dashes").of(&[BULLETED]),
    }
    .with("first", first)
}

/// Runs of lines with the same kind of mark.
fn lists(parent: Node<'_>) -> Vec<(Mark, Vec<Line<'_>>)> {
    lines::groups(parent).into_iter().flat_map(|group| runs(&group)).collect()
}

fn runs<'p>(group: &[Line<'p>]) -> Vec<(Mark, Vec<Line<'p>>)> {
    let mut found: Vec<(Mark, Vec<Line<'p>>)> = Vec::new();
    let mut last = None;
    for line in group {
        let mark = mark_of(&line.text);
        match (mark, last) {
            (Some(mark), Some(before)) if follows(before, mark) => {
                if let Some((_, run)) = found.last_mut() {
                    run.push(line.clone());
                }
            }
            (Some(Mark::Number(number, _)), _) if number != 1 => {
                last = None;
                continue;
            }
            (Some(mark), _) => found.push((mark, vec![line.clone()])),
            (None, _) => {}
        }
        last = mark;
    }
    found.retain(|(_, run)| run.len() >= FEWEST);
    found
}

fn follows(before: Mark, mark: Mark) -> bool {
    match (before, mark) {
        (Mark::Number(first, sign), Mark::Number(next, other)) => next == first + 1 && sign == other,
        _ => before == mark,
    }
}

fn mark_of(text: &str) -> Option<Mark> {
    let mut characters = text.chars();
    let first = characters.next()?;
    let rest = characters.as_str();
    let has_words = rest.chars().any(char::is_alphabetic);
    // Several bullets in a row are a rating, as in «●●●○○».
    let is_repeated = rest.chars().next().is_some_and(|next| BULLETS.contains(&next));
    if BULLETS.contains(&first) && has_words && !is_repeated {
        return Some(Mark::Bullet);
    }
    if DASHES.contains(&first) && has_words && rest.starts_with(char::is_whitespace) {
        return Some(Mark::Dash(first));
    }
    number_of(text)
}

/// The number at the beginning of an item: «1. », «2) » or «3 - » before a word.
fn number_of(text: &str) -> Option<Mark> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = text.strip_prefix(digits.as_str())?.trim_start();
    let sign = rest.chars().next().filter(|sign| ['.', ')', '-', '°', '/'].contains(sign))?;
    let after = rest.strip_prefix(sign)?;
    let is_item =
        after.starts_with(char::is_whitespace) && after.trim_start().starts_with(char::is_alphabetic);
    (is_item && digits.len() <= 2).then(|| Some(Mark::Number(digits.parse().ok()?, sign)))?
}
