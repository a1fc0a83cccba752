//! No text is cut off by its box where nothing else could show it whole.

use crate::{Node, Page, Rule, Style, Verdict, parts::media};

pub static RULE: Rule = Rule {
    id: "text-is-not-cut-off",
    // The RGAA asks that text can be enlarged: what is cut off at its usual size was never there to be read.
    tests: &[],
    act: &["59br37"],
    wcag: &["1.4.4"],
    doc: include_str!("text_is_not_cut_off.md"),
    applicability,
    expectation,
};

/// Boxes that cut their own text off.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let shown = page.nodes().filter(|node| node.is_text() && !node.text().trim().is_empty() && node.is_visible());
    let mut boxes: Vec<Node<'_>> = shown.filter_map(cutting_box).collect();
    boxes.sort_by_key(Node::number);
    boxes.dedup();
    boxes
}

/// The nearest box around a text that does not let it overflow, if it hides a part of it for good.
fn cutting_box(text: Node<'_>) -> Option<Node<'_>> {
    const DUST: f64 = 2.0;
    let clips = |node: &Node<'_>, style| node.style(style).is_some_and(|value| value != "visible");
    let holder = text.ancestors().find(|node| clips(node, Style::OverflowX) || clips(node, Style::OverflowY))?;
    let hides = |style| matches!(holder.style(style), Some("hidden" | "clip"));
    let (place, shown) = (text.rect()?, holder.rect()?);
    let across = hides(Style::OverflowX) && place.right() > shown.right() + DUST && place.x() < shown.right();
    let down = hides(Style::OverflowY) && place.bottom() > shown.bottom() + DUST && place.y() < shown.bottom();
    let is_own = !holder.is_one_of(&["html", "body"]) && holder.is_html();
    (is_own && (across || down)).then_some(holder)
}

fn expectation(holder: Node<'_>) -> Verdict {
    let page = holder.page();
    let is_told = ["title", "aria-label", "aria-describedby"].iter().any(|name| holder.has_attribute(name));
    match media::page_leads_nowhere(page) && !is_told && !may_show_dots(page) {
        true => Verdict::fail("text-cut-off"),
        false => Verdict::cant_tell("text-perhaps-cut-off"),
    }
}

/// Dots may stand where the text is cut: its readers then know that there is more.
fn may_show_dots(page: &Page) -> bool {
    let is_named = |css: &str| ["ellipsis", "line-clamp"].iter().any(|word| css.contains(word));
    !page.has_no_style_sheet() || page.elements().filter_map(|node| node.attribute("style")).any(is_named)
}
