//! Content that appears under the pointer can also be reached with the keyboard.

use crate::{
    Node, Page, Rule, Verdict,
    page::{
        hovered::Hovered,
        sections::hovers::{Appears, Cause},
    },
    parts::hover_content::{self, controls, trigger_words},
    referential::Aspect,
};

const BY_STYLE: Aspect = Aspect::new("hover-content-reachable");
const BY_SCRIPT: Aspect = Aspect::new("script-operable");
const WORKED: Aspect = Aspect::new("additional-content-by-keyboard");

pub static RULE: Rule = Rule {
    id: "hover-content-by-keyboard",
    aspects: &[BY_STYLE, BY_SCRIPT, WORKED],
    act: &[],
    wcag: &["2.1.1"],
    doc: include_str!("hover_content_by_keyboard.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.hovered().iter().map(Hovered::told).collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    let Some(content) = node.page().hovered_at(node) else { return Verdict::pass() };
    let causes = causes(&content);
    let is_worked = !controls(&content).is_empty();
    let asked = if is_worked { [causes, &[WORKED]].concat() } else { causes.to_vec() };
    let verdict = match content.seen.by_keyboard {
        Appears::OnFocus | Appears::OnKey if is_worked && !hover_content::is_reached(&content) => {
            Verdict::cant_tell("hover-content-perhaps-not-reached").of(&[WORKED])
        }
        Appears::OnFocus | Appears::OnKey => return Verdict::pass().of(&asked),
        Appears::Never if hover_content::is_for_pointers_only(&content) => {
            let failed = Verdict::fail("hover-content-by-pointer-only");
            match causes {
                // It is not known whether a style or a script shows it, only that nobody reaches it with the keyboard.
                [_, _] => failed.of(&[WORKED]),
                _ => failed.of(&asked),
            }
        }
        Appears::Never | Appears::Untried => {
            Verdict::cant_tell("hover-content-perhaps-by-pointer-only").of(&asked)
        }
    };
    verdict.with("trigger", trigger_words(&content))
}

/// The aspects that may concern the content: one is about content that style sheets show, one about scripts.
fn causes(content: &Hovered<'_>) -> &'static [Aspect] {
    match content.seen.cause {
        Cause::Style => &[BY_STYLE],
        Cause::Script => &[BY_SCRIPT],
        Cause::Either => &[BY_STYLE, BY_SCRIPT],
    }
}
