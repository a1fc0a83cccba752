//! The main content is in exactly one visible `main` element.

use crate::{Node, Page, Rule, Verdict, parts::document_type, referential::Aspect};

const REGIONS: Aspect = Aspect::new("regions-marked-up");
/// An aspect of standards that ask about roles: two main regions are wrong, whatever marks them up.
const UNIQUE: Aspect = Aspect::new("main-regions-unique");

pub static RULE: Rule = Rule {
    id: "main-is-unique",
    aspects: &[REGIONS, UNIQUE],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("main_is_unique.md"),
    applicability,
    expectation,
};

/// Smallest length of the visible text, in characters, of a page that must have main content. A shorter page may be a
/// frame, a player or a redirection.
const LEAST_TEXT: usize = 300;

/// The `body`. RGAA asks this only of pages with the HTML5 document type.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.body().filter(|body| body.is("body") && document_type::is_html5(page)).into_iter().collect()
}

fn expectation(body: Node<'_>) -> Verdict {
    let mains: Vec<Node<'_>> = body
        .page()
        .all(&["main"])
        .into_iter()
        .filter(|node| node.document() == 0 && node.is_html())
        .collect();
    let exposed: Vec<Node<'_>> = mains.iter().copied().filter(Node::is_exposed).collect();
    let verdict = match exposed[..] {
        [_] => Verdict::pass(),
        [] if !mains.is_empty() => Verdict::cant_tell("main-hidden"),
        [] if has_main_role(body) => Verdict::cant_tell("main-by-role"),
        [] if body.visible_text().chars().count() < LEAST_TEXT => {
            Verdict::cant_tell("main-absent-short-page")
        }
        [] => Verdict::fail("main-absent"),
        _ if exposed.iter().filter(|main| main.is_visible() && has_text(**main)).count() < 2 => {
            Verdict::cant_tell("main-hidden")
        }
        _ => return Verdict::fail("main-twice").with("count", exposed.len().to_string()),
    };
    verdict.of(&[REGIONS])
}

fn has_main_role(body: Node<'_>) -> bool {
    body.descendants()
        .any(|node| node.is_element() && node.role_tokens().first().is_some_and(|role| role == "main"))
}

fn has_text(node: Node<'_>) -> bool {
    !node.visible_text().is_empty()
}
