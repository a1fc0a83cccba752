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

/// Media with a track of captions or subtitles. Hidden media count too, because a click may reveal them.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.all(&["video", "audio"]).into_iter().filter(|media| tracks(*media).next().is_some()).collect()
}

/// Never a failure: the captions may be part of the picture and the subtitles translations of them, and old media may
/// be exempt. A person must judge missing `captions`.
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

/// The kind of the track as HTML defines it: `subtitles` without the attribute, `metadata` for an unknown value.
fn kind(track: Node<'_>) -> String {
    match track.attribute("kind").map(|kind| kind.trim().to_ascii_lowercase()) {
        None => "subtitles".into(),
        Some(known) if ["subtitles", "captions", "descriptions", "chapters"].contains(&known.as_str()) => {
            known
        }
        Some(_) => "metadata".into(),
    }
}
