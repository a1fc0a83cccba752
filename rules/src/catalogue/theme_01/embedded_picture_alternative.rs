//! A picture shown by `object`, `embed` or `canvas` has an alternative, or is hidden and has no name and no text.

use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page, Rule, Verdict,
    page::fold,
    parts::{graphics, names},
    referential::Aspect,
    standards::words::normalise,
};

const OBJECT: [Aspect; 2] = [Aspect::new("object-alternative"), Aspect::new("decorative-object-hidden")];
const EMBED: [Aspect; 2] = [Aspect::new("embed-alternative"), Aspect::new("decorative-embed-hidden")];
const CANVAS: [Aspect; 2] = [Aspect::new("canvas-alternative"), Aspect::new("decorative-canvas-hidden")];

pub static RULE: Rule = Rule {
    id: "embedded-picture-alternative",
    aspects: &[OBJECT[0], OBJECT[1], EMBED[0], EMBED[1], CANVAS[0], CANVAS[1]],
    act: &[],
    wcag: &["1.1.1"],
    doc: include_str!("embedded_picture_alternative.md"),
    applicability,
    expectation,
};

/// Rendered pictures of these kinds. A picture inside an element with `aria-hidden` is left out: that element decides.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let counts = |node: &Node<'_>| {
        let is_picture = node.is("canvas")
            || node
                .attribute("type")
                .is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("image/"));
        is_picture && graphics::has_surface(*node) && !graphics::is_inside_aria_hidden(*node)
    };
    page.all(&["object", "embed", "canvas"]).into_iter().filter(counts).collect()
}

fn expectation(picture: Node<'_>) -> Verdict {
    let tests = match picture.name() {
        "object" => &OBJECT,
        "embed" => &EMBED,
        _ => &CANVAS,
    };
    let label = names::is_named_by(picture, &["aria-label", "aria-labelledby", "title"]);
    let verdict = match (picture.is_aria_hidden(), label) {
        (true, true) => Verdict::fail("embedded-hidden-with-name"),
        (true, false) if has_text(picture) => {
            return Verdict::cant_tell("embedded-hidden-with-text").of(tests);
        }
        (true, false) => return Verdict::pass().of(&tests[1..]),
        (false, true) if graphics::has_image_role(picture) => return Verdict::pass().of(&tests[..1]),
        // The document that the element shows may contain the alternative itself.
        (false, false) if picture.content_document().is_some() => {
            return Verdict::cant_tell("embedded-to-check").of(tests);
        }
        (false, false) if !has_text(picture) && !picture.is("canvas") && picture.role_tokens().is_empty() => {
            Verdict::fail("embedded-bare")
        }
        // A script draws on a `canvas`, so it is not known what it shows, if anything.
        (false, _) => return Verdict::cant_tell("embedded-to-check").of(tests),
    };
    if may_have_another_way(picture) {
        Verdict::cant_tell("embedded-perhaps-replaced").of(tests)
    } else {
        verdict.either(tests)
    }
}

fn has_text(picture: Node<'_>) -> bool {
    !fold(&picture.text_content()).is_empty()
        || picture.descendants().any(|node| node.is_one_of(&["img", "svg"]))
}

/// Whether something else may be the alternative or exempt the picture: a `figure` around it, a link or a button
/// directly after it, a map, a CAPTCHA, or a control that may replace it.
fn may_have_another_way(picture: Node<'_>) -> bool {
    static WORDS: WordList =
        WordList::new(|| entries(include_str!("../../../data/words/alternative-links.txt")));
    let follows = std::iter::successors(picture.next_sibling(), Node::next_sibling)
        .find(|node| node.is_element() || !node.text().trim().is_empty());
    let is_control =
        |node: &Node<'_>| node.is_one_of(&["a", "button", "summary"]) || node.attribute_is("role", "button");
    let beside =
        follows.is_some_and(|node| is_control(&node) || node.descendants().any(|below| is_control(&below)));
    let offers = |node: Node<'_>| {
        let name = normalise(node.accessible_name());
        name.is_empty() || WORDS.iter().any(|word| name.contains(word))
    };
    beside
        || picture.ancestors().any(|above| above.is("figure"))
        || graphics::is_part_of_map(picture)
        || graphics::may_be_captcha(picture)
        || picture.page().all(&["button", "summary"]).into_iter().any(offers)
}
