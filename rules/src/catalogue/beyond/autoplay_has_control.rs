//! A long sound that starts by itself has a control.

use crate::{Node, Page, Rule, Verdict, parts::media};

pub static RULE: Rule = Rule {
    id: "autoplay-has-control",
    aspects: &[],
    act: &["4c31df"],
    wcag: &["1.4.2"],
    doc: include_str!("autoplay_has_control.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_long = |medium: &Node<'_>| media::seconds(*medium).is_none_or(|seconds| seconds > media::SHORT);
    media::starting_by_themselves(page).into_iter().filter(is_long).collect()
}

fn expectation(medium: Node<'_>) -> Verdict {
    if media::shows_controls(medium) {
        return Verdict::pass();
    }
    let is_known = media::is_heard(medium) && media::seconds(medium).is_some();
    if is_known && media::page_has_no_script(medium.page()) {
        Verdict::fail("autoplay-without-control")
    } else {
        Verdict::cant_tell("autoplay-control-to-find")
    }
}
