//! The text alternative of an image is a real text, not a file name or a word that a tool inserted.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{graphics, picture_names as pictures},
    referential::Aspect,
};

const IMAGE: Aspect = Aspect::new("img-alternative-relevant");
const AREA: Aspect = Aspect::new("area-alternative-relevant");
const BUTTON: Aspect = Aspect::new("image-button-alternative-relevant");
const VECTOR: Aspect = Aspect::new("svg-alternative-relevant");
const OBJECT: Aspect = Aspect::new("object-alternative-relevant");
const EMBED: Aspect = Aspect::new("embed-alternative-relevant");
const CANVAS: Aspect = Aspect::new("canvas-alternative-relevant");
const DECORATIVE: Aspect = Aspect::new("decorative-img-hidden");

pub static RULE: Rule = Rule {
    id: "image-name-says-something",
    aspects: &[IMAGE, AREA, BUTTON, VECTOR, OBJECT, EMBED, CANVAS, DECORATIVE],
    act: &["qt1vmo"],
    wcag: &["1.1.1"],
    doc: include_str!("image_name_says_something.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let named =
        |node: &Node<'_>| kind(*node).is_some() && node.is_exposed() && !node.accessible_name().is_empty();
    page.elements().filter(named).collect()
}

/// The aspects that a meaningless name may break. An `img` may be decoration that should have an empty name.
fn kind(node: Node<'_>) -> Option<&'static [Aspect]> {
    match node.name() {
        "input" if node.attribute_is("type", "image") => Some(&[BUTTON]),
        "area" if node.has_attribute("href") => Some(&[AREA]),
        "svg" if graphics::has_image_role(node) => Some(&[VECTOR]),
        "object" if graphics::has_image_role(node) => Some(&[OBJECT]),
        "embed" if graphics::has_image_role(node) => Some(&[EMBED]),
        "canvas" if graphics::has_image_role(node) => Some(&[CANVAS]),
        _ if graphics::has_image_role(node) => Some(&[IMAGE]),
        "img" if node.role_tokens().is_empty() => Some(&[IMAGE, DECORATIVE]),
        _ => None,
    }
}

fn expectation(image: Node<'_>) -> Verdict {
    let name = image.accessible_name();
    let sources = sources(image);
    let tests = kind(image).unwrap_or_default();
    let verdict = match pictures::emptiness(name, &sources) {
        None => return doubtful(image, &sources).of(&tests[..1]),
        Some(_) if graphics::may_be_captcha(image) => Verdict::cant_tell("image-name-of-captcha").of(tests),
        Some(pictures::Empty::FileName) => Verdict::fail("image-name-is-file").either(tests),
        Some(pictures::Empty::LeftOver) => Verdict::fail("image-name-left-over").either(tests),
        Some(pictures::Empty::Signs) => Verdict::fail("image-name-only-signs").either(tests),
    };
    let alone = tests.len() == 1;
    let verdict = if alone { Verdict { either: false, ..verdict } } else { verdict };
    verdict.with("name", name)
}

fn doubtful(image: Node<'_>, sources: &[&str]) -> Verdict {
    let name = image.accessible_name();
    if pictures::resembles_file(name, sources) {
        return Verdict::cant_tell("image-name-like-file").with("name", name);
    }
    if pictures::fits_any_picture(name) {
        return Verdict::cant_tell("image-name-fits-any").with("name", name);
    }
    Verdict::cant_tell("image-name-to-read").with("name", name)
}

fn sources<'p>(image: Node<'p>) -> Vec<&'p str> {
    image.attribute("src").into_iter().chain(image.current_source()).collect()
}
