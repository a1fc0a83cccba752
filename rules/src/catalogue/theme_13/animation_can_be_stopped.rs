//! An animation without end, of a style sheet or a script, can be stopped.

use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page, Rule, Verdict,
    page::sections::motions::{Kind, Motion},
    parts::{held_focus, motion_control},
    referential::Aspect,
};

const MOVES: Aspect = Aspect::new("motion-controllable");
const BLINKS: Aspect = Aspect::new("blinking-controllable");

/// Smallest movement, in CSS pixels. An element that moves less only trembles or pulses.
const LEAST_PIXELS: u32 = 20;

pub static RULE: Rule = Rule {
    id: "animation-can-be-stopped",
    aspects: &[MOVES, BLINKS],
    act: &[],
    wcag: &["2.2.2"],
    doc: include_str!("animation_can_be_stopped.md"),
    applicability,
    expectation,
};

fn is_movement(motion: &Motion) -> bool {
    motion.moves >= LEAST_PIXELS || motion.blinks
}

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let endless = page.in_motion(Kind::Endless).into_iter().filter(|(_, motion)| is_movement(motion));
    endless.map(|(node, _)| node).collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    let page = node.page();
    let Some((_, motion)) = page.in_motion(Kind::Endless).into_iter().find(|(other, _)| *other == node)
    else {
        return Verdict::pass();
    };
    let aspects = if motion.blinks { [BLINKS] } else { [MOVES] };
    let is_doubtful = motion.may_stop
        || motion_control::may_be_stopped(node)
        || may_be_progress(node)
        || page.is_unsettled()
        || held_focus::tells_of_keys(page);
    let verdict = if is_doubtful {
        Verdict::cant_tell("animation-perhaps-stopped")
    } else {
        Verdict::fail("animation-endless")
    };
    verdict.of(&aspects)
}

/// Whether the element may show that users have to wait. Such a movement need not be stopped.
fn may_be_progress(node: Node<'_>) -> bool {
    static WORDS: WordList =
        WordList::new(|| entries(include_str!("../../../data/words/waiting-animations.txt")));
    let speaks = |node: Node<'_>| {
        ["class", "id", "role", "aria-label", "aria-live"].iter().any(|name| {
            let value = node.attribute(name).unwrap_or_default().to_lowercase();
            WORDS.iter().any(|word| value.contains(word))
        })
    };
    let text = node.visible_text().to_lowercase();
    text.contains("charge")
        || text.contains("patient")
        || std::iter::once(node).chain(node.ancestors()).any(speaks)
}
