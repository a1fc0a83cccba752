//! The page contains no attribute that only serves presentation.

use crate::{
    Node, Page, Rule, Verdict,
    parts::presentational::{AttributeStatus, Doubt, is_html_element, own_elements, status},
    referential::Aspect,
};

/// Two aspects, because some standards allow `width` and `height` on frames and others do not.
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

/// Elements with a forbidden or doubtful attribute, or else the root element, which then passes.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let bears = |node: &Node<'_>| is_html_element(node) && !all_are(*node, AttributeStatus::Free);
    let offenders: Vec<Node<'_>> = own_elements(page.elements()).filter(bears).collect();
    if offenders.is_empty() {
        page.root_element().filter(|root| root.is("html")).into_iter().collect()
    } else {
        offenders
    }
}

/// Whether all attributes of the element have this status.
fn all_are(node: Node<'_>, wanted: AttributeStatus) -> bool {
    node.attributes().all(|(name, _)| status(node, name) == wanted)
}

/// The verdict on a page whose own elements have no such attribute. The document of a frame may have some.
fn without_own(page: &Page) -> Verdict {
    let is_forbidden = |node: &Node<'_>| {
        node.attributes().any(|(name, _)| status(*node, name) == AttributeStatus::Forbidden)
    };
    match page.elements().find(|node| node.is_html_of_frame() && is_forbidden(node)) {
        Some(element) => {
            Verdict::cant_tell("presentational-attribute-in-frame").with("element", element.name())
        }
        None => Verdict::pass(),
    }
}

fn expectation(node: Node<'_>) -> Verdict {
    let names = |wanted: AttributeStatus| -> String {
        let held = node.attributes().map(|(name, _)| name).filter(|name| status(node, name) == wanted);
        held.collect::<Vec<_>>().join(", ")
    };
    let (forbidden, doubtful) = (names(AttributeStatus::Forbidden), names(AttributeStatus::Doubtful));
    let verdict = match Doubt::from_node(node) {
        _ if forbidden.is_empty() && doubtful.is_empty() => return without_own(node.page()),
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
    let aspects = if node.is("iframe") && forbidden.split(", ").all(is_size) {
        &[EVERYWHERE][..]
    } else {
        RULE.aspects
    };
    verdict.of(aspects).with("attributes", forbidden).with("element", node.name())
}
