//! A video without sound has a recorded sound that says what the video shows.

use crate::{Node, Page, Rule, Verdict, parts::media};

pub static RULE: Rule = Rule {
    id: "silent-video-has-audio",
    aspects: &[],
    act: &["d7ba54"],
    wcag: &["1.2.1"],
    doc: include_str!("silent_video_has_audio.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    media::offered_films(page).into_iter().filter(|film| media::is_silent(*film)).collect()
}

fn expectation(video: Node<'_>) -> Verdict {
    let is_alone = video.page().all(&["audio", "video"]).len() == 1;
    if is_alone && media::page_leads_nowhere(video.page()) {
        Verdict::fail("video-without-sound-alone")
    } else {
        Verdict::cant_tell("video-audio-to-find")
    }
}
