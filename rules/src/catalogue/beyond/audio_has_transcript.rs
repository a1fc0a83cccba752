//! A recorded sound has a text that says what is heard.

use crate::{Node, Rule, Verdict, parts::media};

pub static RULE: Rule = Rule {
    id: "audio-has-transcript",
    aspects: &[],
    act: &["2eb176", "e7aa44"],
    wcag: &["1.2.1"],
    doc: include_str!("audio_has_transcript.md"),
    applicability: media::offered_sounds,
    expectation,
};

/// Fails if the page has no text, or too little. Only a person can tell whether a text says what is heard.
fn expectation(audio: Node<'_>) -> Verdict {
    if media::page_shows_no_text(audio.page()) && media::page_leads_nowhere(audio.page()) {
        return Verdict::fail("audio-alone");
    }
    if media::is_told_too_shortly(audio) {
        Verdict::fail("audio-told-too-shortly")
    } else {
        Verdict::cant_tell("audio-transcript-to-find")
    }
}
