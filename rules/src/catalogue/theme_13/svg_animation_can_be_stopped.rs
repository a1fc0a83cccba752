//! A drawing that moves or blinks without end, by its own elements, can be stopped.

use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page, Rule, Verdict,
    parts::graphics::{drawn_svgs, may_be_captcha},
    referential::Aspect,
};

const MOVES: Aspect = Aspect::new("motion-controllable");
const BLINKS: Aspect = Aspect::new("blinking-controllable");

/// Attributes of position and size.
const PLACES: &[&str] = &[
    "x",
    "y",
    "cx",
    "cy",
    "dx",
    "dy",
    "r",
    "rx",
    "ry",
    "width",
    "height",
    "d",
    "points",
    "x1",
    "x2",
    "y1",
    "y2",
    "transform",
];
const APPEARANCES: &[&str] = &["opacity", "visibility", "display", "fill-opacity", "stroke-opacity"];
/// Smallest width and height of a drawing that fails, in CSS pixels. A smaller one may show that something is in
/// progress.
const LEAST_SIDE: f64 = 100.0;

pub static RULE: Rule = Rule {
    id: "svg-animation-can-be-stopped",
    aspects: &[MOVES, BLINKS],
    act: &[],
    wcag: &["2.2.2"],
    doc: include_str!("svg_animation_can_be_stopped.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_animated =
        |svg: &Node<'_>| svg.is_visible() && svg.descendants().any(|node| test_of(node).is_some());
    drawn_svgs(page).into_iter().filter(is_animated).collect()
}

/// The aspect of the endless animation that the element starts by itself. `None` if it has none.
fn test_of(node: Node<'_>) -> Option<Aspect> {
    let endless =
        node.attribute_is("repeatcount", "indefinite") || node.attribute_is("repeatCount", "indefinite");
    let by_itself =
        node.attribute("begin").is_none_or(|begin| begin.trim().starts_with(|c: char| c.is_ascii_digit()));
    let name =
        node.attribute("attributeName").or_else(|| node.attribute("attributename")).unwrap_or_default();
    match node.name() {
        _ if !endless || !by_itself => None,
        "animatemotion" | "animatetransform" => Some(MOVES),
        "animate" if PLACES.contains(&name) => Some(MOVES),
        "animate" if APPEARANCES.contains(&name) => Some(BLINKS),
        _ => None,
    }
}

fn expectation(svg: Node<'_>) -> Verdict {
    let mut tests: Vec<Aspect> = svg.descendants().filter_map(test_of).collect();
    tests.sort();
    tests.dedup();
    if may_be_progress(svg) || may_be_captcha(svg) || page_has_controls(svg.page()) {
        Verdict::cant_tell("svg-animation-with-control").of(&tests)
    } else {
        Verdict::fail("svg-animation-endless").of(&tests)
    }
}

/// Whether the drawing may be a progress bar, whose movement cannot be stopped and need not be.
fn may_be_progress(svg: Node<'_>) -> bool {
    static WORDS: WordList =
        WordList::new(|| entries(include_str!("../../../data/words/waiting-drawings.txt")));
    let small = svg.rect().is_none_or(|rect| rect.width().min(rect.height()) < LEAST_SIDE);
    let speaks = |node: &Node<'_>| {
        ["class", "id", "role", "aria-label"].iter().any(|name| {
            let value = node.attribute(name).unwrap_or_default().to_lowercase();
            WORDS.iter().any(|word| value.contains(word))
        })
    };
    small || std::iter::once(svg).chain(svg.ancestors()).any(|node| speaks(&node))
}

/// Whether the page has a control that may stop the animation: a button, a field, or an element that a script made
/// clickable.
fn page_has_controls(page: &Page) -> bool {
    page.elements().any(|node| {
        node.is_one_of(&["button", "summary"])
            || node.attribute_is("role", "button")
            || node.attributes().any(|(name, _)| name.starts_with("on"))
            || node.is_one_of(&["input", "select"])
            || (node.is_clickable() && !node.is_one_of(&["a", "area", "label", "option"]))
    })
}
