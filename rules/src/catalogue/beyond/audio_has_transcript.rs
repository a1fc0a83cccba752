//! A recorded sound has a text that says what is heard.

use crate::{Node, Page, Rule, Verdict, parts::media};

pub static RULE: Rule = Rule {
    id: "audio-has-transcript",
    tests: &[],
    act: &["2eb176", "e7aa44", "afb423"],
    wcag: &["1.2.1"],
    doc: include_str!("audio_has_transcript.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_judged = |audio: &Node<'_>| {
        media::is_offered(*audio) && audio.medium().is_some_and(|told| told.has_sound != Some(false))
    };
    page.all(&["audio"]).into_iter().filter(is_judged).collect()
}

/// Whether a text says what is heard, only a person can tell; that there is no text at all can be seen.
fn expectation(audio: Node<'_>) -> Verdict {
    match media::page_shows_no_text(audio.page()) && media::page_leads_nowhere(audio.page()) {
        true => Verdict::fail("audio-alone"),
        false => Verdict::cant_tell("audio-transcript-to-find"),
    }
}
