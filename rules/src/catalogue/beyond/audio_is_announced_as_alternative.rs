//! A recorded sound that is an alternative for a text of the page is labelled as such.

use crate::{Node, Rule, Verdict, parts::media, standards::words};

pub static RULE: Rule = Rule {
    id: "audio-is-announced-as-alternative",
    aspects: &[],
    act: &["afb423"],
    wcag: &["1.2.1"],
    doc: include_str!("audio_is_announced_as_alternative.md"),
    applicability: media::offered_sounds,
    expectation,
};

fn expectation(audio: Node<'_>) -> Verdict {
    if media::is_told_too_shortly(audio) {
        return Verdict::fail("audio-told-too-shortly");
    }
    match media::announces(audio.page(), words::speaks_of_sound) {
        Some(false) => Verdict::fail("audio-not-announced"),
        _ => Verdict::cant_tell("audio-announcement-to-read"),
    }
}
