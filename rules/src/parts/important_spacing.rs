//! Spacing of text that a `style` attribute fixes with `!important`.

use super::style_attribute::important;
use crate::{Node, Page, Style, Verdict};

/// A spacing property and what WCAG 1.4.12 asks of it, in times of the font size.
pub struct Spacing {
    pub property: &'static str,
    pub least: f64,
    /// Numbers without a unit are times of the font size.
    pub takes_factor: bool,
    /// It shows only in text that runs over several lines.
    pub between_lines: bool,
}

enum Size {
    /// In times of the font size.
    Known(f64),
    /// A unit or a function that needs more than the page tells.
    Unknown,
    /// Taken from the parent, or no value at all: nothing is fixed here.
    NotFixed,
}

/// Elements that fix this spacing and hold visible text themselves.
pub fn fixed<'p>(page: &'p Page, spacing: &Spacing) -> Vec<Node<'p>> {
    let fixes = |node: &Node<'p>| {
        node.is_html()
            && node.has_attribute("style")
            && !matches!(size(*node, spacing), Size::NotFixed)
            && node.children().any(|child| is_concerned(child, spacing))
    };
    page.elements().filter(fixes).collect()
}

fn is_concerned(child: Node<'_>, spacing: &Spacing) -> bool {
    if !child.is_text() || child.text().trim().is_empty() || !child.is_visible() {
        return false;
    }
    let size = child.parent().and_then(|parent| parent.pixels(Style::FontSize)).unwrap_or(0.0);
    let height = child.rect().map_or(0.0, |rect| rect.height());
    // A line of text is at most about one and a half times as high as its font.
    !spacing.between_lines || height > 1.9 * size
}

/// Judges one of [`fixed`].
pub fn judge(node: Node<'_>, spacing: &Spacing) -> Verdict {
    // Divisions leave dust below the limit.
    const DUST: f64 = 1e-6;
    let verdict = match size(node, spacing) {
        Size::Known(size) if size >= spacing.least - DUST => return Verdict::pass(),
        Size::Known(_) => Verdict::fail("spacing-fixed-too-small"),
        Size::Unknown | Size::NotFixed => Verdict::cant_tell("spacing-fixed-unknown"),
    };
    let least = format!("{}", spacing.least).replace('.', ",");
    verdict.with("property", spacing.property).with("least", least)
}

fn size(node: Node<'_>, spacing: &Spacing) -> Size {
    let is_valid = |value: &str| read(value, 16.0, 16.0, spacing).is_some();
    let Some(value) = important(node, spacing.property, is_valid) else { return Size::NotFixed };
    let font = node.pixels(Style::FontSize).filter(|size| *size > 0.0).unwrap_or(16.0);
    let root = node.page().root_element().and_then(|html| html.pixels(Style::FontSize)).unwrap_or(16.0);
    read(&value, font, root, spacing).unwrap_or(Size::NotFixed)
}

/// `None` for what browsers refuse.
fn read(value: &str, font: f64, root: f64, spacing: &Spacing) -> Option<Size> {
    match value {
        "normal" | "initial" => return Some(Size::Known(0.0)),
        "inherit" | "unset" | "revert" | "revert-layer" => return Some(Size::NotFixed),
        _ if value.contains('(') => return Some(Size::Unknown),
        _ => {}
    }
    let end = value.find(|c: char| !(c.is_ascii_digit() || "+-.".contains(c))).unwrap_or(value.len());
    let number: f64 = value[..end].parse().ok()?;
    let known = |pixels: f64| Some(Size::Known(pixels / font));
    match &value[end..] {
        "" if spacing.takes_factor => Some(Size::Known(number)),
        "" if number == 0.0 => Some(Size::Known(0.0)),
        "em" => Some(Size::Known(number)),
        "%" => Some(Size::Known(number / 100.0)),
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
