//! A `figure` with an informative image and a caption has the text of the caption as its label.

use crate::{
    Node, Page, Rule, Verdict,
    page::fold,
    parts::{graphics, names},
    referential::Aspect,
};

const IMAGE: Aspect = Aspect::new("img-caption-tied");
const OBJECT: Aspect = Aspect::new("object-caption-tied");
const EMBED: Aspect = Aspect::new("embed-caption-tied");
const VECTOR: Aspect = Aspect::new("svg-caption-tied");
const CANVAS: Aspect = Aspect::new("canvas-caption-tied");

pub static RULE: Rule = Rule {
    id: "caption-tied-to-image",
    aspects: &[IMAGE, OBJECT, EMBED, VECTOR, CANVAS],
    act: &[],
    wcag: &["1.1.1"],
    doc: include_str!("caption_tied_to_image.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_judged = |figure: &Node<'_>| {
        figure.is_exposed() && caption(*figure).is_some() && !pictures(*figure).is_empty()
    };
    page.all(&["figure"]).into_iter().filter(is_judged).collect()
}

fn expectation(figure: Node<'_>) -> Verdict {
    let (Some(caption), [picture]) = (caption(figure), &pictures(figure)[..]) else {
        return Verdict::cant_tell("caption-of-several-images");
    };
    let verdict = match (informs(*picture), holds_more(figure)) {
        (true, false) => of_labels(figure, caption),
        (false, _) => Verdict::cant_tell("caption-of-unnamed-image"),
        (_, true) => Verdict::cant_tell("caption-of-mixed-figure"),
    };
    verdict.of(&[test_of(*picture)])
}

/// The verdict on the label. RGAA asks «at least» for a label, so only a missing one fails: its wording and the role of
/// the figure leave room for judgement.
fn of_labels(figure: Node<'_>, caption: Node<'_>) -> Verdict {
    let text = fold(&caption.rendered_text());
    let has_role = matches!(graphics::first_role(figure).as_deref(), Some("figure" | "group"));
    match names::filled(figure, "aria-label") {
        Some(label) if !same(label, &text) => {
            Verdict::cant_tell("figure-label-differs").with("caption", text)
        }
        Some(_) if has_role => Verdict::pass(),
        Some(_) => Verdict::cant_tell("figure-without-role"),
        None if names::labelledby_text(figure).is_some() => Verdict::cant_tell("figure-labelledby"),
        None => Verdict::fail("figure-without-label").with("caption", text),
    }
}

fn same(label: &str, caption: &str) -> bool {
    names::plain(label) == names::plain(caption)
}

fn caption<'p>(figure: Node<'p>) -> Option<Node<'p>> {
    figure.child_elements().find(|child| child.is("figcaption") && !child.rendered_text().is_empty())
}

/// Pictures of this figure, not those of a figure inside it nor those of its caption.
fn pictures<'p>(figure: Node<'p>) -> Vec<Node<'p>> {
    let own = |node: &Node<'_>| {
        node.ancestors().find(|above| above.is_one_of(&["figure", "figcaption"])) == Some(figure)
            && !node.is_hidden()
    };
    let inner = |node: &Node<'_>| node.ancestors().take_while(|above| *above != figure).any(is_picture);
    figure.descendants().filter(|node| is_picture(*node) && own(node) && !inner(node)).collect()
}

fn is_picture(node: Node<'_>) -> bool {
    node.is_one_of(&["img", "svg", "object", "embed", "canvas"])
        || (node.is("input") && node.attribute_is("type", "image"))
        || graphics::has_image_role(node)
}

fn informs(picture: Node<'_>) -> bool {
    picture.is_exposed() && picture.in_accessibility_tree() && !picture.accessible_name().is_empty()
}

/// Whether there are texts or media beside the picture. The caption may belong to them.
fn holds_more(figure: Node<'_>) -> bool {
    figure.descendants().any(|node| {
        let beside = || {
            !node
                .ancestors()
                .take_while(|above| *above != figure)
                .any(|above| above.is("figcaption") || is_picture(above))
        };
        let is_text = node.is_text() && !node.text().trim().is_empty() && !node.is_hidden();
        (is_text || node.is_one_of(&["video", "audio", "table", "iframe", "pre", "blockquote", "figure"]))
            && beside()
    })
}

fn test_of(picture: Node<'_>) -> Aspect {
    match picture.name() {
        "object" => OBJECT,
        "embed" => EMBED,
        "svg" => VECTOR,
        "canvas" => CANVAS,
        _ => IMAGE,
    }
}
