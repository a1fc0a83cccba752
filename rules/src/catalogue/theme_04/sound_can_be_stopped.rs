//! A sound that starts by itself is short, or can be stopped.

use crate::{Node, Rule, Verdict, parts::media, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "sound-can-be-stopped",
    aspects: &[Aspect::new("automatic-sound-controllable")],
    act: &["80f0bf"],
    wcag: &["1.4.2"],
    doc: include_str!("sound_can_be_stopped.md"),
    applicability: media::starting_by_themselves,
    expectation,
};

/// A page with scripts never fails, because a script may offer a control or stop the sound.
fn expectation(medium: Node<'_>) -> Verdict {
    if media::shows_controls(medium) {
        return Verdict::pass();
    }
    match media::seconds(medium) {
        Some(seconds) if seconds <= media::SHORT => Verdict::pass(),
        None => Verdict::cant_tell("sound-unknown"),
        Some(_) if !media::is_heard(medium) => Verdict::cant_tell("sound-unknown"),
        Some(_) if media::page_has_no_script(medium.page()) => Verdict::fail("sound-without-control"),
        Some(_) => Verdict::cant_tell("sound-control-to-find"),
    }
}
