//! No attribute that only serves presentation stands in the page.

use crate::{
    Node, Page, Rule, Verdict,
    parts::presentational::{Doubt, Standing, is_html_element, own_elements, standing},
    referential::Aspect,
};

/// Some standards leave `width` and `height` to frames, others do not.
const EVERYWHERE: Aspect = Aspect::new("no-presentational-attributes");
const BUT_FRAME_SIZES: Aspect = Aspect::new("no-presentational-attributes-but-frame-sizes");

pub static RULE: Rule = Rule {
    id: "no-presentational-attribute",
    aspects: &[EVERYWHERE, BUT_FRAME_SIZES],
    act: &[],
    wcag: &["1.3.1"],
    doc: include_str!("no_presentational_attribute.md"),
    applicability,
    expectation,
};

/// The elements that bear a listed attribute, or the page itself, which then passes.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let bears = |node: &Node<'_>| is_html_element(node) && !of_standing(*node, Standing::Free);
    let offenders: Vec<Node<'_>> = own_elements(page.elements()).filter(bears).collect();
    match offenders.is_empty() {
        true => page.root_element().filter(|root| root.is("html")).into_iter().collect(),
        false => offenders,
    }
}

/// All attributes of the element are of this standing.
fn of_standing(node: Node<'_>, wanted: Standing) -> bool {
    node.attributes().all(|(name, _)| standing(node, name) == wanted)
}

fn expectation(node: Node<'_>) -> Verdict {
    let names = |wanted: Standing| -> String {
        let held = node.attributes().map(|(name, _)| name).filter(|name| standing(node, name) == wanted);
        held.collect::<Vec<_>>().join(", ")
    };
    let (forbidden, doubtful) = (names(Standing::Forbidden), names(Standing::Doubtful));
    let verdict = match Doubt::of(node) {
        _ if forbidden.is_empty() && doubtful.is_empty() => return Verdict::pass(),
        _ if forbidden.is_empty() => {
            return Verdict::cant_tell("presentational-attribute-doubtful").with("attributes", doubtful);
        }
        Some(Doubt::Shadow) => Verdict::cant_tell("presentational-attribute-in-shadow"),
        None if node.is("iframe") && node.is_hidden() => {
            Verdict::cant_tell("presentational-attribute-of-hidden-frame")
        }
        None => Verdict::fail("presentational-attribute"),
    };
    let is_size = |name: &str| ["width", "height"].iter().any(|size| size.eq_ignore_ascii_case(name));
    let aspects = match node.is("iframe") && forbidden.split(", ").all(is_size) {
        true => &[EVERYWHERE][..],
        false => RULE.aspects,
    };
    verdict.of(aspects).with("attributes", forbidden).with("element", node.name())
}
