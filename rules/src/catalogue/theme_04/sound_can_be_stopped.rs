//! A sound that starts by itself is short, or can be stopped.

use crate::{Node, Page, Rule, Verdict, parts::media, referential::TestId};

pub static RULE: Rule = Rule {
    id: "sound-can-be-stopped",
    tests: &[TestId::new(4, 10, 1)],
    act: &["80f0bf"],
    wcag: &["1.4.2"],
    doc: include_str!("sound_can_be_stopped.md"),
    applicability: media::starting_by_themselves,
    expectation,
};

/// A script may offer a control, or stop the sound, in ways that cannot be read.
fn expectation(medium: Node<'_>) -> Verdict {
    let page: &Page = medium.page();
    if media::shows_controls(medium) {
        return Verdict::pass();
    }
    if !media::is_heard(medium) {
        return Verdict::cant_tell("sound-unknown");
    }
    match media::seconds(medium) {
        None => Verdict::cant_tell("sound-unknown"),
        Some(seconds) if seconds <= media::SHORT => Verdict::pass(),
        Some(_) if media::page_has_no_script(page) => Verdict::fail("sound-without-control"),
        Some(_) => Verdict::cant_tell("sound-control-to-find"),
    }
}
