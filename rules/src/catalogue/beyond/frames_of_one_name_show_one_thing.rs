//! Frames that bear the same name show the same thing.

use crate::{Node, Page, Rule, Verdict, page::fold, parts::names, standards::words};
use std::collections::BTreeSet;

pub static RULE: Rule = Rule {
    id: "frames-of-one-name-show-one-thing",
    tests: &[],
    act: &["4b1c6c"],
    wcag: &["4.1.2"],
    doc: include_str!("frames_of_one_name_show_one_thing.md"),
    applicability,
    expectation,
};

/// Contents that have less than this share of the words of the shorter one in common are about other things.
const KIN: f64 = 0.34;

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let frames = named(page);
    let has_twin = |frame: &Node<'_>| frames.iter().any(|other| other != frame && is_twin(*frame, *other));
    frames.iter().copied().filter(has_twin).collect()
}

fn named(page: &Page) -> Vec<Node<'_>> {
    let frames = page.all(&["iframe"]).into_iter();
    frames.filter(|frame| frame.is_exposed() && !words::normalise(frame.accessible_name()).is_empty()).collect()
}

fn is_twin(one: Node<'_>, other: Node<'_>) -> bool {
    words::normalise(one.accessible_name()) == words::normalise(other.accessible_name())
}

fn expectation(frame: Node<'_>) -> Verdict {
    let name = frame.accessible_name();
    let twins = named(frame.page()).into_iter().filter(|other| *other != frame && is_twin(frame, *other));
    let relations: Vec<Relation> = twins.map(|other| relation(frame, other)).collect();
    if relations.iter().all(|relation| *relation == Relation::Same) {
        return Verdict::pass();
    }
    match relations.contains(&Relation::Other) && !words::announces_advertising(name) {
        true => Verdict::fail("frames-of-one-name").with("name", name),
        false => Verdict::cant_tell("frames-of-one-name-to-compare").with("name", name),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Same,
    Other,
    Unknown,
}

fn relation(one: Node<'_>, other: Node<'_>) -> Relation {
    let (Some(one), Some(other)) = (one.content_document(), other.content_document()) else {
        let (source, twin) = (names::filled(one, "src"), names::filled(other, "src"));
        return match source.is_some() && source == twin && one.document() == other.document() {
            true => Relation::Same,
            false => Relation::Unknown,
        };
    };
    if one.document_address() == other.document_address() && one.document_address() != "about:srcdoc" {
        return Relation::Same;
    }
    match (said(one), said(other)) {
        (one, other) if one == other && !one.is_empty() => Relation::Same,
        (one, other) if are_foreign(&one, &other) => Relation::Other,
        _ => Relation::Unknown,
    }
}

/// The title of a document and what it shows.
fn said(document: Node<'_>) -> String {
    let title = document.descendants().find(|node| node.is("title") && node.is_html());
    let title = title.map(|title| title.text_content()).unwrap_or_default();
    fold(&format!("{title} {}", document.rendered_text()))
}

/// Both say something, and they share next to nothing.
fn are_foreign(one: &str, other: &str) -> bool {
    let words = |text: &str| words::normalise(text).split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (one, other) = (words(one), words(other));
    let least = one.len().min(other.len());
    least >= 3 && (one.intersection(&other).count() as f64) < KIN * least as f64
}
