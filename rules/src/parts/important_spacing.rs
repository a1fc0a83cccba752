//! Spacing of text that a `style` attribute fixes with `!important`.

use super::style_attribute::important;
use crate::{Node, Page, Style, Verdict};

/// A spacing property and what WCAG 1.4.12 asks of it, in times of the font size.
pub struct Spacing {
    pub property: &'static str,
    pub least: f64,
    /// Whether numbers without a unit are multiples of the font size.
    pub takes_factor: bool,
    /// Whether it only shows in text that runs over several lines.
    pub between_lines: bool,
}

#[derive(Clone, Copy)]
enum Size {
    /// In times of the font size of the element that declares it; its children take the length over.
    Length(f64),
    /// In times of the font size, whatever element takes it over.
    Factor(f64),
    /// A unit or a function that needs more than the page tells.
    Unknown,
    /// Taken from the parent, or no value at all: nothing is fixed here.
    NotFixed,
}

/// Elements that fix this spacing for visible text, their own or that of elements which take it over from them.
pub fn fixed<'p>(page: &'p Page, spacing: &Spacing) -> Vec<Node<'p>> {
    let fixes = |node: &Node<'p>| {
        node.is_html()
            && node.has_attribute("style")
            && !matches!(size(*node, spacing), Size::NotFixed)
            && !concerned(*node, spacing).is_empty()
    };
    page.elements().filter(fixes).collect()
}

/// Visible texts whose spacing the element fixes.
fn concerned<'p>(node: Node<'p>, spacing: &Spacing) -> Vec<Node<'p>> {
    let own = node.children().filter(|child| is_concerned(*child, spacing));
    if !node.page().has_no_style_sheet() {
        return own.collect();
    }
    let below = node.descendants().filter(|text| is_concerned(*text, spacing));
    below.filter(|text| takes_over(*text, node, spacing)).collect()
}

/// Whether nothing between the element and the text declares the spacing anew.
fn takes_over(text: Node<'_>, node: Node<'_>, spacing: &Spacing) -> bool {
    // Browsers' own style sheets set the spacing of these.
    const RESET: &[&str] = &["button", "input", "select", "textarea", "option", "table", "marquee"];
    let declares = |above: Node<'_>| {
        let style = above.attribute("style").unwrap_or_default().to_ascii_lowercase();
        above.is_one_of(RESET) || spacing.is_named_in(&style)
    };
    !text.ancestors().take_while(|above| *above != node).any(declares)
}

impl Spacing {
    fn is_named_in(&self, css: &str) -> bool {
        css.contains(self.property) || css.contains("all:") || (self.takes_factor && css.contains("font:"))
    }
}

fn is_concerned(text: Node<'_>, spacing: &Spacing) -> bool {
    if !text.is_text() || text.text().trim().is_empty() || !text.is_visible() {
        return false;
    }
    let size = text.parent().and_then(|parent| parent.pixels(Style::FontSize)).unwrap_or(0.0);
    let height = text.rect().map_or(0.0, |rect| rect.height());
    // A line of text is at most about one and a half times as high as its font.
    !spacing.between_lines || height > 1.9 * size
}

/// Judges one of [`fixed`].
pub fn judge(node: Node<'_>, spacing: &Spacing) -> Verdict {
    // Divisions leave dust below the limit.
    const DUST: f64 = 1e-6;
    let verdict = match narrowest(node, spacing) {
        Some(narrowest) if narrowest >= spacing.least - DUST => return Verdict::pass(),
        Some(_) => Verdict::fail("spacing-fixed-too-small"),
        None => Verdict::cant_tell("spacing-fixed-unknown"),
    };
    let least = format!("{}", spacing.least).replace('.', ",");
    verdict.with("property", spacing.property).with("least", least)
}

/// The least spacing of the texts concerned, in times of their own font size.
fn narrowest(node: Node<'_>, spacing: &Spacing) -> Option<f64> {
    let size = size(node, spacing);
    let font = font_of(node);
    let of_text = |text: Node<'_>| match size {
        Size::Factor(factor) => Some(factor),
        Size::Length(times) => Some(times * font / text.parent().map_or(font, font_of)),
        Size::Unknown | Size::NotFixed => None,
    };
    let known: Option<Vec<f64>> = concerned(node, spacing).into_iter().map(of_text).collect();
    known?.into_iter().min_by(f64::total_cmp)
}

fn font_of(node: Node<'_>) -> f64 {
    node.pixels(Style::FontSize).filter(|size| *size > 0.0).unwrap_or(16.0)
}

fn size(node: Node<'_>, spacing: &Spacing) -> Size {
    let is_valid = |value: &str| read(value, 16.0, 16.0, spacing).is_some();
    let Some(value) = important(node, spacing.property, is_valid).or_else(|| in_shorthand(node, spacing))
    else {
        return Size::NotFixed;
    };
    let root = node.page().root_element().map_or(16.0, font_of);
    read(&value, font_of(node), root, spacing).unwrap_or(Size::NotFixed)
}

/// The line height that an important `font` declares: «16px/1.1 serif».
fn in_shorthand(node: Node<'_>, spacing: &Spacing) -> Option<String> {
    if !spacing.takes_factor {
        return None;
    }
    let font = important(node, "font", |value| value.contains('/') && !value.contains('('))?;
    let after = font.split_once('/')?.1.trim_start();
    Some(after.split_whitespace().next()?.to_owned())
}

/// `None` for what browsers refuse.
fn read(value: &str, font: f64, root: f64, spacing: &Spacing) -> Option<Size> {
    match value {
        "normal" | "initial" => return Some(Size::Factor(0.0)),
        "inherit" | "unset" | "revert" | "revert-layer" => return Some(Size::NotFixed),
        _ if value.contains('(') => return Some(Size::Unknown),
        _ => {}
    }
    let end = value.find(|c: char| !(c.is_ascii_digit() || "+-.".contains(c))).unwrap_or(value.len());
    let number: f64 = value[..end].parse().ok()?;
    let known = |pixels: f64| Some(Size::Length(pixels / font));
    match &value[end..] {
        "" if spacing.takes_factor => Some(Size::Factor(number)),
        "" if number == 0.0 => Some(Size::Length(0.0)),
        "em" => Some(Size::Length(number)),
        "%" => Some(Size::Length(number / 100.0)),
        "px" => known(number),
        "rem" => known(number * root),
        "pt" => known(number * 96.0 / 72.0),
        "pc" => known(number * 16.0),
        "in" => known(number * 96.0),
        "cm" => known(number * 96.0 / 2.54),
        "mm" => known(number * 96.0 / 25.4),
        "q" => known(number * 96.0 / 101.6),
        "" => None,
        unit if unit.bytes().all(|byte| byte.is_ascii_alphabetic()) => Some(Size::Unknown),
        _ => None,
    }
}
