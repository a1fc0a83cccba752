//! An element that is hidden from assistive technologies cannot be reached with the Tab key.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{focus_order::is_in_focus_order, open_dialog::open_dialogs},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "aria-hidden-not-focusable",
    aspects: &[Aspect::new("hidden-content-meant"), Aspect::new("focusable-not-hidden")],
    act: &["6cfa84"],
    wcag: &["1.3.1", "4.1.2"],
    doc: include_str!("aria_hidden_not_focusable.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let hidden =
        |node: &Node<'_>| node.attribute_is("aria-hidden", "true") && !node.is_one_of(&["html", "body"]);
    page.elements().filter(hidden).collect()
}

fn expectation(hidden: Node<'_>) -> Verdict {
    let all = || std::iter::once(hidden).chain(hidden.descendants());
    let reached: Vec<Node<'_>> = all().filter(|node| is_in_focus_order(*node)).collect();
    let Some(first) = reached.first() else { return Verdict::pass() };
    let real = reached.iter().find(|node| !may_pass_focus_on(**node));
    let verdict = match real {
        None => Verdict::cant_tell("aria-hidden-focus-guard"),
        Some(_) if may_be_for_a_while(hidden) => Verdict::cant_tell("aria-hidden-for-a-while"),
        Some(_) => Verdict::fail("aria-hidden-focusable"),
    };
    verdict.with("element", real.unwrap_or(first).name())
}

/// Whether the element may pass the focus on: an empty element that takes the focus usually does so, to keep the focus
/// inside a dialog.
fn may_pass_focus_on(node: Node<'_>) -> bool {
    let nothing_in_it = node.text_content().trim().is_empty()
        && !node
            .descendants()
            .any(|below| below.is_one_of(&["img", "svg", "input", "iframe", "canvas", "video"]));
    let native = node.is_one_of(&["a", "button", "input", "select", "textarea", "summary", "audio", "video"]);
    nothing_in_it && !native
}

/// Whether the element may be hidden only temporarily: a script that opens a dialog hides the rest of the page until it
/// closes, and keeps the focus meanwhile.
fn may_be_for_a_while(hidden: Node<'_>) -> bool {
    let holds_content = hidden
        .descendants()
        .any(|below| below.is_one_of(&["main", "h1"]) || below.attribute_is("role", "main"));
    holds_content
        || hidden.is("main")
        || open_dialogs(hidden.page()).into_iter().any(|dialog| dialog != hidden && !dialog.is_inside(hidden))
}
