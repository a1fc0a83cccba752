//! Captions in a `track` are declared as captions.

use crate::{Node, Page, Rule, Verdict, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "caption-track-kind",
    aspects: &[Aspect::new("caption-track-declared")],
    act: &[],
    wcag: &["1.2.2"],
    doc: include_str!("caption_track_kind.md"),
    applicability,
    expectation,
};

/// Media with a track of text to show. Hidden ones count: a click may reveal them.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.all(&["video", "audio"]).into_iter().filter(|media| tracks(*media).next().is_some()).collect()
}

/// Subtitles may be translations beside captions that are part of the picture, and old media may be exempt: a
/// missing `captions` is for a person to judge.
fn expectation(media: Node<'_>) -> Verdict {
    if tracks(media).any(|track| kind(track) == "captions") {
        Verdict::pass()
    } else {
        Verdict::cant_tell("track-not-captions")
    }
}

fn tracks(media: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    media
        .child_elements()
        .filter(|child| child.is("track") && matches!(kind(*child).as_str(), "captions" | "subtitles"))
}

/// As HTML reads it: without the attribute the kind is `subtitles`, with an unknown value `metadata`.
fn kind(track: Node<'_>) -> String {
    match track.attribute("kind").map(|kind| kind.trim().to_ascii_lowercase()) {
        None => "subtitles".into(),
        Some(known) if ["subtitles", "captions", "descriptions", "chapters"].contains(&known.as_str()) => {
            known
        }
        Some(_) => "metadata".into(),
    }
}
