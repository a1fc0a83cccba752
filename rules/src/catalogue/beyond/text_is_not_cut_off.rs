//! No text is cut off by its box if nothing else could show the whole text.

use crate::{
    Node, Page, Rule, Style, Verdict,
    page::{sections::states::Recipe, snapshot::StyleTrait},
    parts::media,
};

pub static RULE: Rule = Rule {
    id: "text-is-not-cut-off",
    // RGAA asks that text can be enlarged, which `text-whole-when-enlarged` judges. It does not ask that text be whole
    // at its normal size.
    aspects: &[],
    act: &["59br37"],
    wcag: &["1.4.4"],
    doc: include_str!("text_is_not_cut_off.md"),
    applicability,
    expectation,
};

/// Boxes that cut off their own text, at normal size or, if the capture tried it, at 200 %.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_given = |node: &Node<'_>| node.is_visible() && !node.is_aria_hidden();
    let shown =
        page.nodes().filter(|node| node.is_text() && !node.text().trim().is_empty() && is_given(node));
    let strained = page.strained(is_enlarged).into_iter().map(|(node, _)| node);
    let mut boxes: Vec<Node<'_>> = shown.filter_map(cutting_box).chain(strained.filter(is_given)).collect();
    boxes.sort_by_key(Node::number);
    boxes.dedup();
    boxes
}

/// The nearest box around a text that does not let it overflow, if it hides a part of it for good.
fn cutting_box(text: Node<'_>) -> Option<Node<'_>> {
    const DUST: f64 = 2.0;
    let clips = |node: &Node<'_>, style| node.style(style).is_some_and(|value| value != "visible");
    let holder =
        text.ancestors().find(|node| clips(node, Style::OverflowX) || clips(node, Style::OverflowY))?;
    let hides = |style| matches!(holder.style(style), Some("hidden" | "clip"));
    let (place, shown) = (text.rect()?, holder.rect()?);
    let across = hides(Style::OverflowX) && place.right() > shown.right() + DUST && place.x() < shown.right();
    let down =
        hides(Style::OverflowY) && place.bottom() > shown.bottom() + DUST && place.y() < shown.bottom();
    let is_own = !holder.is_one_of(&["html", "body"]) && holder.is_html();
    (is_own && (across || down)).then_some(holder)
}

fn is_enlarged(recipe: &Recipe) -> bool {
    *recipe == Recipe::ENLARGED
}

fn expectation(holder: Node<'_>) -> Verdict {
    let page = holder.page();
    let is_told = ["title", "aria-label", "aria-describedby"].iter().any(|name| holder.has_attribute(name));
    let may_be_shown = is_told || may_show_dots(holder) || may_open_on_hover(page) || may_move(holder);
    if media::page_leads_nowhere(page) && !may_be_shown {
        Verdict::fail("text-cut-off")
    } else {
        Verdict::cant_tell("text-perhaps-cut-off")
    }
}

/// Whether an ellipsis may be shown where the text is cut, which tells readers that there is more.
fn may_show_dots(holder: Node<'_>) -> bool {
    let is_plain = |node: Node<'_>| match (node.style(Style::TextOverflow), node.style(Style::LineClamp)) {
        (Some(end), Some(clamp)) => end == "clip" && clamp == "none",
        // The element is not rendered, or the capture did not ask for these styles.
        _ => !node.is_element() || node.layout().is_none_or(|_| node.page().has_no_style_sheet()),
    };
    !std::iter::once(holder).chain(holder.descendants()).all(is_plain)
}

/// Whether a style may show the whole text while the pointer is over it. A style sheet that was not read may do so too.
fn may_open_on_hover(page: &Page) -> bool {
    let traits = page.snapshot().style_traits.as_ref();
    traits.is_none_or(|traits| {
        [StyleTrait::Hover, StyleTrait::Focus, StyleTrait::State].iter().any(|one| traits.contains(one))
    })
}

/// Whether the text may move, so that all of it is shown in turn.
fn may_move(holder: Node<'_>) -> bool {
    let is_animated = |node: Node<'_>| node.style(Style::AnimationName).is_some_and(|name| name != "none");
    holder.is("marquee") || std::iter::once(holder).chain(holder.descendants()).any(is_animated)
}
