//! The expanded state that a button announces is still true after the button was pressed.

use crate::{Node, Page, Rule, Verdict, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "expanded-state-follows",
    aspects: &[Aspect::new("component-name-role-value")],
    act: &[],
    wcag: &["4.1.2"],
    doc: include_str!("expanded_state_follows.md"),
    applicability,
    expectation,
};

/// Buttons with an expanded state that the capture pressed twice.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.openers().into_iter().map(|(node, _)| node).collect()
}

fn expectation(button: Node<'_>) -> Verdict {
    let page = button.page();
    let Some((_, opener)) = page.openers().into_iter().find(|(node, _)| *node == button) else {
        return Verdict::pass();
    };
    let [before, pressed, again] = opener.shows;
    let opens_and_closes = before != pressed && before == again;
    let is_constant = opener.says.iter().all(|says| *says == opener.says[0]);
    match () {
        () if opener.says == opener.shows => Verdict::pass(),
        () if !opens_and_closes || !is_constant => Verdict::cant_tell("expanded-perhaps-wrong"),
        // Another control of the same part may announce the state.
        () if is_shared(button) => Verdict::cant_tell("expanded-perhaps-wrong"),
        () => Verdict::fail("expanded-does-not-follow").with("says", opener.says[0].to_string()),
    }
}

/// Whether another element declares that it controls the same part.
fn is_shared(button: Node<'_>) -> bool {
    let controlled = button.attribute("aria-controls").unwrap_or_default();
    let controls = |node: &Node<'_>| node.tokens("aria-controls").any(|name| name == controlled);
    button.page().elements().filter(controls).count() > 1
}
