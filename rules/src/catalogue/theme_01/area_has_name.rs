//! A clickable area of an image map says where it leads.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{graphics, names},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "area-has-name",
    aspects: &[Aspect::new("area-alternative")],
    act: &["c487ae"],
    wcag: &["1.1.1", "2.4.4", "4.1.2"],
    doc: include_str!("area_has_name.md"),
    applicability,
    expectation,
};

/// Areas with a link. An area that no exposed image uses is a target only if it has no alternative: the page must not
/// pass then, because the area may be used later.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let counts = |area: &Node<'_>| {
        area.has_attribute("href")
            && (graphics::is_reachable_area(*area) || !graphics::area_has_alternative(*area))
    };
    page.all(&["area"]).into_iter().filter(counts).collect()
}

fn expectation(area: Node<'_>) -> Verdict {
    if graphics::area_has_alternative(area) {
        return Verdict::pass();
    }
    if !graphics::is_reachable_area(area) {
        return Verdict::cant_tell("area-unused-unnamed");
    }
    if names::is_named_by(area, &["aria-labelledby", "title"]) {
        return Verdict::cant_tell("area-named-elsewhere");
    }
    if has_named_twin(area) { Verdict::cant_tell("area-doubled") } else { Verdict::fail("area-link-unnamed") }
}

/// Whether another area of the same map leads to the same place and has an alternative.
fn has_named_twin(area: Node<'_>) -> bool {
    let same = |other: &Node<'_>| {
        *other != area
            && other.parent() == area.parent()
            && other.attribute("href") == area.attribute("href")
            && graphics::area_has_alternative(*other)
    };
    area.page().all(&["area"]).iter().any(same)
}
