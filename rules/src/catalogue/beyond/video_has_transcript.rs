//! A video with sound is on a page that has some text.

use crate::{Node, Page, Rule, Verdict, parts::media};

pub static RULE: Rule = Rule {
    id: "video-has-transcript",
    // RGAA asks for a transcript or an audio description, and exempts some videos.
    aspects: &[],
    act: &["1a02b0"],
    wcag: &["1.2.8"],
    doc: include_str!("video_has_transcript.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    media::offered_films(page).into_iter().filter(|film| !media::is_silent(*film)).collect()
}

fn expectation(film: Node<'_>) -> Verdict {
    if media::is_alone(film) && media::is_heard(film) {
        Verdict::fail("video-without-transcript")
    } else {
        Verdict::cant_tell("video-transcript-to-find")
    }
}
