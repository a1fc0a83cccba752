//! The title of a link contains its visible text.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        label_in_name::{Fit, VisibleLabel, compare},
        links,
    },
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "link-title-repeats-text",
    aspects: &[Aspect::new("link-text-in-name")],
    act: &[],
    wcag: &["2.5.3"],
    doc: include_str!("link_title_repeats_text.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let has_both = |link: &Node<'_>| {
        let label = VisibleLabel::from_control(*link);
        title(*link).is_some() && (label.has_image || !label.text.is_empty())
    };
    links::exposed(page).into_iter().filter(has_both).collect()
}

/// The `title` attribute; in SVG the `title` element, or `xlink:title`.
fn title(link: Node<'_>) -> Option<String> {
    let attribute = link.attribute("title").or_else(|| link.attribute("xlink:title")).map(str::to_owned);
    let element = || link.child_elements().find(|node| node.is("title")).map(|node| node.text_content());
    attribute.or_else(element).filter(|title| !title.trim().is_empty())
}

fn expectation(link: Node<'_>) -> Verdict {
    let title = title(link).unwrap_or_default();
    let label = VisibleLabel::from_control(link);
    let told = |verdict: Verdict| verdict.with("visible", &label.text).with("title", &title);
    match compare(&label.text, &title) {
        Fit::Missing if label.is_composed => told(Verdict::cant_tell("link-title-composed")),
        Fit::Missing if is_telephone(link) => told(Verdict::cant_tell("link-title-other-writing")),
        // The name is the visible text, so the test is met. The methodology of RGAA, and the settings of some screen
        // readers, ask for more.
        Fit::Missing => told(Verdict::cant_tell("link-title-without-text")),
        Fit::Unclear => told(Verdict::cant_tell("link-title-other-writing")),
        Fit::Held | Fit::NoWord if label.has_image => Verdict::cant_tell("link-title-beside-image"),
        Fit::Held | Fit::NoWord => Verdict::pass(),
    }
}

fn is_telephone(link: Node<'_>) -> bool {
    links::address(link).is_some_and(|address| address.trim().starts_with("tel:"))
}
