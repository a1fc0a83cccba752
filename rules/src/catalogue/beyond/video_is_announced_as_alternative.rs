//! A video that is an alternative for a text of the page is labelled as such.

use crate::{Node, Rule, Verdict, parts::media, standards::words};

pub static RULE: Rule = Rule {
    id: "video-is-announced-as-alternative",
    aspects: &[],
    act: &["ab4d13", "fd26cf"],
    wcag: &["1.2.1", "1.2.2", "1.2.3", "1.2.8"],
    doc: include_str!("video_is_announced_as_alternative.md"),
    applicability: media::offered_films,
    expectation,
};

fn expectation(video: Node<'_>) -> Verdict {
    match media::announces(video.page(), words::speaks_of_film) {
        Some(false) => Verdict::fail("video-not-announced"),
        _ => Verdict::cant_tell("video-announcement-to-read"),
    }
}
