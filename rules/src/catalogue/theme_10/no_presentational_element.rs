//! The page contains no element that only serves presentation.

use crate::{
    Node, Page, Rule, Verdict,
    parts::presentational::{Doubt, is_html_element, is_html5, own_elements},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "no-presentational-element",
    aspects: &[Aspect::new("no-presentational-elements")],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("no_presentational_element.md"),
    applicability,
    expectation,
};

/// The closed list of RGAA, without `u`, which depends on the document type.
const FORBIDDEN: &[&str] = &["basefont", "big", "blink", "center", "font", "marquee", "s", "strike", "tt"];

/// The forbidden elements, or else the root element, which then passes.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let mut listed = FORBIDDEN.to_vec();
    if !is_html5(page) {
        listed.push("u");
    }
    let offenders: Vec<Node<'_>> =
        own_elements(page.all(&listed).into_iter()).filter(is_html_element).collect();
    if offenders.is_empty() {
        page.root_element().filter(|root| root.is("html")).into_iter().collect()
    } else {
        offenders
    }
}

/// A forbidden element in the document of a frame, which has its own document type.
fn offender_in_frame(page: &Page) -> Option<Node<'_>> {
    page.all(FORBIDDEN).into_iter().find(Node::is_html_of_frame)
}

fn expectation(node: Node<'_>) -> Verdict {
    if node.is("html") {
        let of_frame = offender_in_frame(node.page());
        return of_frame.map_or_else(Verdict::pass, |element| {
            Verdict::cant_tell("presentational-element-in-frame").with("element", element.name())
        });
    }
    let name = node.name();
    let verdict = match Doubt::from_node(node) {
        Some(Doubt::Shadow) => Verdict::cant_tell("presentational-element-in-shadow"),
        None if name == "u" && node.page().snapshot().documents[0].doctype.is_none() => {
            Verdict::cant_tell("underline-without-doctype")
        }
        None => Verdict::fail("presentational-element"),
    };
    verdict.with("element", name)
}
