//! The part of a page that may be a statement: its lines, each with the section that the heading above it announces.

use super::{
    model::{Confidence, MOST_EXCERPT, Read},
    sections::{self, Placed},
    text::{Line, Phrase, Region, sentences},
    wording::{Section, says},
};
use crate::Page;
use crate::standards::word_list::{WordList, entries};

pub struct Document<'p> {
    pub page: &'p Page,
    pub lines: Vec<Placed>,
    /// Each short line joined with the short line after it, as a label and its value: `(index of the label, text)`.
    pairs: Vec<(usize, String)>,
}

/// One sentence, with the index and the section of its line.
#[derive(Clone, Copy)]
pub struct Sentence<'d> {
    pub text: &'d str,
    pub at: usize,
    pub section: Section,
}

impl<'p> Document<'p> {
    pub fn new(page: &'p Page, lines: &[Line]) -> Self {
        let lines = sections::place(area(lines));
        Self { page, pairs: pairs(&lines), lines }
    }

    /// Sentences of its lines, headings included.
    pub fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.lines.iter().enumerate().flat_map(|(at, placed)| {
            sentences(&placed.line.text).into_iter().map(move |text| Sentence {
                text,
                at,
                section: placed.section,
            })
        })
    }

    /// Sentences, then labels with their values.
    pub fn readable(&self) -> impl Iterator<Item = Sentence<'_>> {
        let pairs =
            self.pairs.iter().map(|(at, text)| Sentence { text, at: *at, section: self.lines[*at].section });
        self.sentences().chain(pairs)
    }

    /// Lines of this section, without its headings.
    pub fn below(&self, section: Section) -> impl Iterator<Item = (usize, &Placed)> {
        self.lines
            .iter()
            .enumerate()
            .filter(move |(_, placed)| placed.section == section && !placed.is_heading)
    }

    pub fn read<T>(&self, value: T, sentence: Sentence<'_>, confidence: Confidence) -> Read<T> {
        self.read_at(value, sentence.at, sentence.text, confidence)
    }

    pub fn read_at<T>(&self, value: T, at: usize, excerpt: &str, confidence: Confidence) -> Read<T> {
        let line = &self.lines[at].line;
        let node = self.page.node(line.node);
        let element = node.and_then(|node| if node.is_element() { Some(node) } else { node.parent() });
        Read {
            value,
            excerpt: excerpt.chars().take(MOST_EXCERPT).collect(),
            selector: element.map(|element| element.selector()).unwrap_or_default(),
            // A text that was not rendered at the capture may not be what visitors read.
            confidence: if line.is_hidden { Confidence::Probable } else { confidence },
        }
    }
}

/// The lines that may belong to the statement, chosen by its typical sentences (anchors): the lines of `main` if all
/// anchors of the content are there; all lines if only header, footer and menus contain anchors; otherwise all lines
/// outside header, footer and menus.
fn area(lines: &[Line]) -> Vec<Line> {
    let anchors =
        |keep: &dyn Fn(&Line) -> bool| lines.iter().filter(|line| keep(line) && is_anchor(line)).count();
    let in_main = anchors(&|line| line.region == Region::Main);
    let inside = anchors(&|line| line.region != Region::Around);
    let kept: Vec<Line> = match () {
        () if in_main > 0 && in_main == inside => {
            lines.iter().filter(|line| line.region == Region::Main).cloned().collect()
        }
        () if inside > 0 || anchors(&|_| true) == 0 => {
            lines.iter().filter(|line| line.region != Region::Around).cloned().collect()
        }
        () => lines.to_vec(),
    };
    from_its_heading(kept)
}

/// The lines from the heading about accessibility on. A page of legal notices has other content above it, whose dates
/// are not those of the statement.
fn from_its_heading(lines: Vec<Line>) -> Vec<Line> {
    let speaks =
        |line: &Line| line.level > 0 && line.level < 6 && line.text.to_lowercase().contains("accessib");
    let heading = lines.iter().position(speaks);
    let anchor = lines.iter().position(is_anchor);
    match (heading, anchor) {
        (Some(heading), Some(anchor)) if heading <= anchor => {
            // «Dernière mise à jour le 28 juillet 2025» is often above the title, so such lines are kept.
            const ABOVE: usize = 4;
            let above = lines[..heading].iter().rev().take(ABOVE);
            let dated =
                above.take_while(|line| says("updated", &line.text) && begins_with_date(line)).count();
            lines.into_iter().skip(heading - dated).collect()
        }
        _ => lines,
    }
}

/// Whether the line begins with words that date the page: «Mise à jour le …». «Nuage SAS, mis à jour le …» dates the
/// content above it.
fn begins_with_date(line: &Line) -> bool {
    static BEGINNINGS: WordList =
        WordList::new(|| entries(include_str!("../../data/words/dating-beginnings.txt")));
    let first = Phrase::from_text(&line.text).word(0).to_owned();
    BEGINNINGS.iter().any(|word| first.starts_with(word))
}

fn is_anchor(line: &Line) -> bool {
    sentences(&line.text).into_iter().any(|sentence| says("anchor", sentence))
}

fn pairs(lines: &[Placed]) -> Vec<(usize, String)> {
    const SHORT: usize = 9;
    let is_short = |placed: &Placed| (1..=SHORT).contains(&Phrase::from_text(&placed.line.text).len());
    let pair = |at: usize| {
        let (label, value) = (lines.get(at)?, lines.get(at + 1)?);
        let fits = is_short(label) && is_short(value) && !value.is_heading;
        fits.then(|| (at, format!("{} : {}", label.line.text.trim_end_matches([':', ' ']), value.line.text)))
    };
    (0..lines.len()).filter_map(pair).collect()
}
