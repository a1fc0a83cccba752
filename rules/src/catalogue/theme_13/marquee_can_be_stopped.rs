//! Text that a `marquee` element scrolls without end can be stopped.

use crate::standards::word_list::{WordList, entries};
use crate::{Node, Page, Rule, Verdict, referential::Aspect, standards::words};

pub static RULE: Rule = Rule {
    id: "marquee-can-be-stopped",
    aspects: &[Aspect::new("motion-controllable")],
    act: &[],
    wcag: &["2.2.2"],
    doc: include_str!("marquee_can_be_stopped.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.all(&["marquee"]).into_iter().filter(|node| node.is_visible() && moves(*node)).collect()
}

fn moves(marquee: Node<'_>) -> bool {
    let number = |name: &str| marquee.attribute(name).and_then(|value| value.trim().parse::<i64>().ok());
    let ends = number("loop").is_some_and(|turns| turns > 0);
    let stands = number("scrollamount") == Some(0);
    !ends && !stands && marquee.descendants().any(|node| node.is_text() && !node.text().trim().is_empty())
}

fn expectation(marquee: Node<'_>) -> Verdict {
    let scripted = marquee.attributes().any(|(name, _)| name.starts_with("on"));
    let mut controls = marquee.page().elements().filter(|node| node.is_one_of(&["button", "input", "a"]));
    if scripted || controls.any(may_stop) {
        Verdict::cant_tell("marquee-with-control")
    } else {
        Verdict::fail("marquee-endless")
    }
}

fn may_stop(control: Node<'_>) -> bool {
    static SIGNS: WordList =
        WordList::new(|| entries(include_str!("../../../data/words/stopping-controls.txt")));
    let id = control.attribute("id").unwrap_or_default();
    let class = control.attribute("class").unwrap_or_default();
    let text = words::normalise(&format!("{} {id} {class}", control.accessible_name()));
    // A control with code in an attribute may do anything.
    let unknown = control.attributes().any(|(name, _)| name.starts_with("on"));
    unknown || SIGNS.iter().any(|sign| text.contains(sign))
}
