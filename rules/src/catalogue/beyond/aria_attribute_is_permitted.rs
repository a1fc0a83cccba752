//! An ARIA attribute is on an element whose role supports it.

use crate::{
    Node, Page, Rule, Verdict,
    parts::roles,
    standards::aria::{self, Role},
};

pub static RULE: Rule = Rule {
    id: "aria-attribute-is-permitted",
    aspects: &[],
    act: &["5c01ea", "kb1m8s"],
    wcag: &["4.1.2"],
    doc: include_str!("aria_attribute_is_permitted.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    roles::exposed(page, |node| node.attributes().any(|(name, _)| aria::attribute(name).is_some()))
}

fn expectation(node: Node<'_>) -> Verdict {
    // For an element without a role in the standards (a password field, a video) HTML allows more than can be decided
    // here.
    let Some(role) = roles::semantic_role(node) else { return of_player(node) };
    for (name, value) in node.attributes().filter(|(name, _)| aria::attribute(name).is_some()) {
        if role.prohibited.contains(&name) && !value.trim().is_empty() {
            return Verdict::fail("aria-attribute-prohibited")
                .with("attribute", name)
                .with("role", role.name);
        }
        if !role.allows(name) && !role.prohibited.contains(&name) && !browser_allows(node, role, name) {
            return Verdict::fail("aria-attribute-unsupported")
                .with("attribute", name)
                .with("role", role.name);
        }
    }
    Verdict::pass()
}

/// Whether the role that the browser computed supports the attribute. Without a `role` attribute, the browser also
/// considers the surroundings: a `td` in a grid is a `gridcell`.
fn browser_allows(node: Node<'_>, role: &Role, name: &str) -> bool {
    let computed = node.role().and_then(aria::role).filter(|computed| computed.name != role.name);
    roles::explicit_role(node).is_none() && computed.is_some_and(|computed| computed.allows(name))
}

/// The verdict on an element without a role. HTML allows `audio` and `video` the attributes of the role `application`;
/// other elements pass.
fn of_player(node: Node<'_>) -> Verdict {
    let Some(application) = aria::role("application").filter(|_| node.is_one_of(&["audio", "video"])) else {
        return Verdict::pass();
    };
    let mut held = node.attributes().map(|(name, _)| name).filter(|name| aria::attribute(name).is_some());
    match held.find(|name| !application.allows(name)) {
        Some(name) => {
            Verdict::fail("aria-attribute-unsupported").with("attribute", name).with("role", node.name())
        }
        None => Verdict::pass(),
    }
}
