//! An area of an image map without a link has an alternative or is declared as decoration.

use crate::{Node, Page, Rule, Verdict, parts::graphics, referential::Aspect};

const INFORMATIVE: Aspect = Aspect::new("area-alternative");
const DECORATIVE: Aspect = Aspect::new("decorative-area-hidden");

pub static RULE: Rule = Rule {
    id: "area-without-link",
    aspects: &[INFORMATIVE, DECORATIVE],
    act: &[],
    wcag: &["1.1.1"],
    doc: include_str!("area_without_link.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.all(&["area"])
        .into_iter()
        .filter(|area| !area.has_attribute("href") && !area.attribute_is("aria-hidden", "true"))
        .collect()
}

fn expectation(area: Node<'_>) -> Verdict {
    if graphics::area_has_alternative(area) {
        return Verdict::pass().of(&[INFORMATIVE]);
    }
    if area.attribute("alt") == Some("") || graphics::has_presentational_role(area) {
        return Verdict::cant_tell("area-declared-decoration");
    }
    if graphics::is_reachable_area(area)
        && !area.has_attribute("title")
        && !area.has_attribute("aria-labelledby")
    {
        Verdict::fail("area-no-alt").either(&[INFORMATIVE, DECORATIVE])
    } else {
        Verdict::cant_tell("area-plain-to-check")
    }
}
