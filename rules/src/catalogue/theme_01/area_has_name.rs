//! An area of an image map says where it leads, or is declared to be decoration.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{graphics, names},
    referential::TestId,
};

const INFORMATIVE: TestId = TestId::new(1, 1, 2);
const DECORATIVE: TestId = TestId::new(1, 2, 2);

pub static RULE: Rule = Rule {
    id: "area-has-name",
    tests: &[INFORMATIVE, DECORATIVE],
    act: &[],
    wcag: &["1.1.1", "2.4.4"],
    doc: include_str!("area_has_name.md"),
    applicability,
    expectation,
};

/// An area that is not reachable now counts only when it has no alternative: the page cannot pass then.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let counts = |area: &Node<'_>| is_reachable(*area) || !has_alternative(*area);
    page.all(&["area"]).into_iter().filter(counts).collect()
}

fn is_reachable(area: Node<'_>) -> bool {
    let image = graphics::image_of_area(area);
    image.is_some_and(|image| image.is_exposed()) && !area.is_aria_hidden()
}

fn expectation(area: Node<'_>) -> Verdict {
    if has_alternative(area) {
        return Verdict::pass();
    }
    if !is_reachable(area) {
        return Verdict::cant_tell("area-unused-unnamed");
    }
    if names::is_named_by(area, &["aria-labelledby", "title"]) {
        return Verdict::cant_tell("area-named-elsewhere");
    }
    if !area.has_attribute("href") {
        return without_link(area);
    }
    match has_named_twin(area) {
        true => Verdict::cant_tell("area-doubled").of(&[INFORMATIVE]),
        false => Verdict::fail("area-link-unnamed").of(&[INFORMATIVE]),
    }
}

/// The two sources the RGAA lists for an area.
fn has_alternative(area: Node<'_>) -> bool {
    names::is_named_by(area, &["alt", "aria-label"])
}

fn without_link(area: Node<'_>) -> Verdict {
    let declared = area.attribute("alt") == Some("") || graphics::has_presentational_role(area);
    match declared {
        true => Verdict::cant_tell("area-declared-decoration"),
        false => Verdict::fail("area-no-alt").either(&[INFORMATIVE, DECORATIVE]),
    }
}

/// Another area of the same map leads to the same place and says where.
fn has_named_twin(area: Node<'_>) -> bool {
    let same = |other: &Node<'_>| {
        *other != area
            && other.parent() == area.parent()
            && other.attribute("href") == area.attribute("href")
            && has_alternative(*other)
    };
    area.page().all(&["area"]).iter().any(same)
}
