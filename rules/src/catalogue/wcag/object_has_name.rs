//! An `object` that shows a picture or plays a sound has a name.

use crate::{Node, Page, Rule, Verdict, parts::graphics, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "object-has-name",
    aspects: &[Aspect::new("object-name")],
    act: &["8fc3b6"],
    wcag: &["1.1.1"],
    doc: include_str!("object_has_name.md"),
    applicability,
    expectation,
};

const EXTENSIONS: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "mp3", "ogg", "oga", "wav", "flac", "aac", "m4a",
    "mp4", "webm", "ogv", "mov",
];

/// Exposed objects that show a medium. An object that was not loaded shows its fallback content instead, and needs no
/// name.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_judged = |object: &Node<'_>| {
        !graphics::has_presentational_role(*object)
            && object.is_exposed()
            && is_medium(*object)
            && was_loaded(*object)
    };
    page.all(&["object"]).into_iter().filter(is_judged).collect()
}

fn expectation(object: Node<'_>) -> Verdict {
    match object.accessible_name() {
        "" => Verdict::fail("object-nameless"),
        _ => Verdict::pass(),
    }
}

fn is_medium(object: Node<'_>) -> bool {
    let kind = object.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
    let path = object.attribute("data").unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
    let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let declared = ["image/", "audio/", "video/"].iter().any(|start| kind.starts_with(start));
    !path.is_empty() && (declared || (kind.is_empty() && EXTENSIONS.contains(&extension.as_str())))
}

fn was_loaded(object: Node<'_>) -> bool {
    let shows_instead = object.children().any(|child| child.layout().is_some());
    let has_box = object.rect().is_some_and(|rect| rect.area() > 0.0);
    has_box && !shows_instead
}
