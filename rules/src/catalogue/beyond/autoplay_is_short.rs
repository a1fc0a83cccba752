//! A sound that starts by itself lasts three seconds at most.

use crate::{Node, Rule, Verdict, parts::media};

pub static RULE: Rule = Rule {
    id: "autoplay-is-short",
    aspects: &[],
    act: &["aaa1bf"],
    wcag: &["1.4.2"],
    doc: include_str!("autoplay_is_short.md"),
    applicability: media::starting_by_themselves,
    expectation,
};

fn expectation(medium: Node<'_>) -> Verdict {
    match media::seconds(medium) {
        Some(seconds) if seconds <= media::SHORT => Verdict::pass(),
        Some(_) if media::is_heard(medium) => Verdict::fail("autoplay-long"),
        _ => Verdict::cant_tell("autoplay-unknown"),
    }
}
