//! A video without sound is on a page that has some text.

use crate::{Node, Page, Rule, Verdict, parts::media};

pub static RULE: Rule = Rule {
    id: "silent-video-has-text",
    // RGAA exempts some videos, and videos that are decoration.
    aspects: &[],
    act: &["c3232f", "ee13b5"],
    wcag: &["1.2.1"],
    doc: include_str!("silent_video_has_text.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    media::offered_films(page).into_iter().filter(|film| media::is_silent(*film)).collect()
}

fn expectation(film: Node<'_>) -> Verdict {
    if media::is_alone(film) {
        Verdict::fail("silent-video-without-text")
    } else {
        Verdict::cant_tell("silent-video-text-to-find")
    }
}
