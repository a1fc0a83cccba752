//! Spacing of text that a `style` attribute fixes with `!important`.

use super::style_attribute::important;
use crate::{Node, Page, Style, Verdict};

/// A spacing property of CSS, with the value that WCAG 1.4.12 asks for.
pub struct Spacing {
    pub property: &'static str,
    /// Least value, as a multiple of the font size.
    pub least: f64,
    /// Whether numbers without a unit are multiples of the font size.
    pub takes_factor: bool,
    /// Whether the property has an effect only in text of several lines.
    pub between_lines: bool,
}

#[derive(Clone, Copy)]
enum Size {
    /// A multiple of the font size of the element that declares it. Descendants inherit the resulting length.
    Length(f64),
    /// A multiple of the font size. Descendants inherit the factor, which applies to their own font size.
    Factor(f64),
    /// A unit or a function that cannot be computed from the captured page.
    Unknown,
    /// Inherited from the parent, or no valid value: the element fixes nothing.
    NotFixed,
}

/// Elements that fix this spacing for visible text: their own, or that of elements which inherit it from them.
pub fn fixed<'p>(page: &'p Page, spacing: &Spacing) -> Vec<Node<'p>> {
    let fixes = |node: &Node<'p>| {
        node.is_html()
            && node.has_attribute("style")
            && !matches!(size(*node, spacing), Size::NotFixed)
            && !concerned(*node, spacing).is_empty()
    };
    page.elements().filter(fixes).collect()
}

/// Visible texts whose spacing the element fixes. Only its own texts if a style sheet may declare something for the
/// elements inside.
fn concerned<'p>(node: Node<'p>, spacing: &Spacing) -> Vec<Node<'p>> {
    let own = node.children().filter(|child| is_concerned(*child, spacing));
    if !node.page().has_no_style_sheet() {
        return own.collect();
    }
    let below = node.descendants().filter(|text| is_concerned(*text, spacing));
    below.filter(|text| takes_over(*text, node, spacing)).collect()
}

/// Whether the text inherits the spacing of the element: no element between them declares the spacing.
fn takes_over(text: Node<'_>, node: Node<'_>, spacing: &Spacing) -> bool {
    // The default style sheets of browsers set the spacing of these elements.
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
    // One line of text is at most about 1.5 times as high as its font size, so a higher text has several lines.
    !spacing.between_lines || height > 1.9 * size
}

/// Judges one of the elements that [`fixed`] gives.
pub fn judge(node: Node<'_>, spacing: &Spacing) -> Verdict {
    // Rounding errors of divisions may put a value just below the limit.
    const DUST: f64 = 1e-6;
    let verdict = match narrowest(node, spacing) {
        Some(narrowest) if narrowest >= spacing.least - DUST => return Verdict::pass(),
        Some(_) => Verdict::fail("spacing-fixed-too-small"),
        None => Verdict::cant_tell("spacing-fixed-unknown"),
    };
    let least = format!("{}", spacing.least).replace('.', ",");
    verdict.with("property", spacing.property).with("least", least)
}

/// The least spacing among the texts concerned, as a multiple of their own font size. `None` if it is unknown.
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

/// The line height in a `font` declaration marked `!important`, such as `16px/1.1 serif`.
fn in_shorthand(node: Node<'_>, spacing: &Spacing) -> Option<String> {
    if !spacing.takes_factor {
        return None;
    }
    let font = important(node, "font", |value| value.contains('/') && !value.contains('('))?;
    let after = font.split_once('/')?.1.trim_start();
    Some(after.split_whitespace().next()?.to_owned())
}

/// Reads a value of the property; `font` and `root` are font sizes in CSS pixels. `None` for values that browsers
/// reject.
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
