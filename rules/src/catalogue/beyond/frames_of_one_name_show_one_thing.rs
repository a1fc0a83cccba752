//! Frames with the same name show the same content.

use crate::{Node, Page, Rule, Verdict, page::fold, parts::names, standards::words};
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub static RULE: Rule = Rule {
    id: "frames-of-one-name-show-one-thing",
    aspects: &[],
    act: &["4b1c6c"],
    wcag: &["4.1.2"],
    doc: include_str!("frames_of_one_name_show_one_thing.md"),
    applicability,
    expectation,
};

/// Smallest share of its words that the shorter of two contents has in common with the other if both are about the same
/// thing.
const KIN: f64 = 0.34;

/// Largest number of different contents under one name that are compared with each other.
const MOST_COMPARED: usize = 8;

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let judged = page.fact(Judged::from_page);
    page.all(&["iframe"]).into_iter().filter(|frame| judged.0.contains_key(&frame.number())).collect()
}

fn expectation(frame: Node<'_>) -> Verdict {
    let name = frame.accessible_name();
    match frame.page().fact(Judged::from_page).0.get(&frame.number()) {
        Some(Relation::Other) if !words::announces_advertising(name) => {
            Verdict::fail("frames-of-one-name").with("name", name)
        }
        Some(Relation::Other | Relation::Unknown) => {
            Verdict::cant_tell("frames-of-one-name-to-compare").with("name", name)
        }
        Some(Relation::Same) | None => Verdict::pass(),
    }
}

/// For each frame that shares its name, by node number: how its content relates to that of the other frames.
struct Judged(HashMap<u32, Relation>);

impl Judged {
    fn from_page(page: &Page) -> Self {
        let mut groups: BTreeMap<String, Vec<Node<'_>>> = BTreeMap::new();
        for frame in page.all(&["iframe"]).into_iter().filter(Node::is_exposed) {
            groups.entry(words::normalise(frame.accessible_name())).or_default().push(frame);
        }
        let twins = groups.into_iter().filter(|(name, frames)| !name.is_empty() && frames.len() > 1);
        Self(twins.flat_map(|(_, frames)| of_group(&frames)).collect())
    }
}

fn of_group(frames: &[Node<'_>]) -> Vec<(u32, Relation)> {
    let mut distinct: Vec<Shown> = Vec::new();
    let kinds: Vec<Option<usize>> = frames
        .iter()
        .map(|frame| {
            let shown = Shown::from_frame(*frame);
            let known = distinct.iter().position(|other| relation(&shown, other) == Relation::Same);
            known.or_else(|| {
                (distinct.len() < MOST_COMPARED).then(|| distinct.push(shown)).map(|()| distinct.len() - 1)
            })
        })
        .collect();
    let is_foreign =
        |at: usize| distinct.iter().any(|other| relation(&distinct[at], other) == Relation::Other);
    let foreign: Vec<bool> = (0..distinct.len()).map(is_foreign).collect();
    let judged = |kind: &Option<usize>| match kind {
        Some(at) if foreign[*at] => Relation::Other,
        Some(_) if distinct.len() == 1 => Relation::Same,
        _ => Relation::Unknown,
    };
    frames.iter().zip(&kinds).map(|(frame, kind)| (frame.number(), judged(kind))).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Same,
    Other,
    Unknown,
}

/// The content of a frame, as far as it is known.
struct Shown {
    number: u32,
    /// Its `src` as written, with the number of the document that contains the frame.
    source: Option<(String, u32)>,
    /// The address of its document, and the title and text of that document.
    document: Option<(String, String)>,
}

impl Shown {
    fn from_frame(frame: Node<'_>) -> Self {
        let document = frame.content_document();
        Self {
            number: frame.number(),
            source: names::filled(frame, "src").map(|source| (source.to_owned(), frame.document())),
            document: document.map(|shown| (shown.document_address().to_owned(), said(shown))),
        }
    }
}

fn relation(one: &Shown, other: &Shown) -> Relation {
    if one.number == other.number {
        return Relation::Same;
    }
    let (Some((address, text)), Some((place, twin))) = (&one.document, &other.document) else {
        return if one.source.is_some() && one.source == other.source {
            Relation::Same
        } else {
            Relation::Unknown
        };
    };
    if address == place && address != "about:srcdoc" {
        return Relation::Same;
    }
    if text == twin && !text.is_empty() {
        Relation::Same
    } else if are_foreign(text, twin) {
        Relation::Other
    } else {
        Relation::Unknown
    }
}

/// The title and the rendered text of a document.
fn said(document: Node<'_>) -> String {
    let title = document.descendants().find(|node| node.is("title") && node.is_html());
    let title = title.map(|title| title.text_content()).unwrap_or_default();
    fold(&format!("{title} {}", document.rendered_text()))
}

/// Whether both texts have at least three different words and share less than [`KIN`] of them.
fn are_foreign(one: &str, other: &str) -> bool {
    let words = |text: &str| words::normalise(text).split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (one, other) = (words(one), words(other));
    let least = one.len().min(other.len());
    least >= 3 && (one.intersection(&other).count() as f64) < KIN * least as f64
}
