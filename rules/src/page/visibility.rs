//! Whether a node is rendered, and whether a sighted person can see it.

use super::{Node, NodeKind, Style};

impl Node<'_> {
    /// Whether it is not rendered (`display: none` on it, an ancestor or its frame), or has a `visibility` other than
    /// `visible`.
    pub fn is_hidden(&self) -> bool {
        match self.kind() {
            NodeKind::Document => self.frame_owner().is_some_and(|owner| owner.is_hidden()),
            NodeKind::Element if self.layout().is_none() => self.is_hidden_without_box(),
            NodeKind::Element | NodeKind::Text | NodeKind::Pseudo => {
                self.layout().is_none() || self.has_hidden_visibility() || self.document_node().is_hidden()
            }
        }
    }

    /// Whether an element without a box is hidden. It is shown only as `display: contents` (its children then have
    /// boxes), or as part of a control or an image map that the browser paints itself.
    fn is_hidden_without_box(&self) -> bool {
        if self.is_one_of(&["area", "option", "optgroup", "track", "source", "param", "map"]) {
            return self.parent().is_none_or(|parent| parent.is_hidden());
        }
        !self.children().any(|child| child.layout().is_some())
    }

    fn has_hidden_visibility(&self) -> bool {
        let node = if self.is_text() { self.parent().unwrap_or(*self) } else { *self };
        node.style(Style::Visibility).is_some_and(|value| value != "visible")
    }

    /// Whether a sighted person may see it: rendered, not transparent, not clipped away, at least one CSS pixel wide
    /// and high, and not moved past the left or top edge of the page. Content painted over it is not considered.
    pub fn is_visible(&self) -> bool {
        if self.is_hidden() || self.is_transparent() {
            return false;
        }
        let Some(rect) = self.rect() else { return !self.is_hidden() };
        let off_screen = rect.right() <= 0.0 || rect.bottom() <= 0.0;
        rect.width() >= 1.0 && rect.height() >= 1.0 && !off_screen && !self.is_clipped_away()
    }

    fn is_transparent(&self) -> bool {
        let none = |node: &Self| node.style(Style::Opacity).is_some_and(|value| value == "0");
        self.closest_through_frames(none).is_some()
    }

    /// Whether it is hidden by one of the usual techniques for «screen readers only», on itself or an ancestor.
    fn is_clipped_away(&self) -> bool {
        self.closest(|node| {
            let tiny = node.rect().is_some_and(|rect| rect.width() <= 1.0 || rect.height() <= 1.0);
            let cut = |style| node.style(style).is_some_and(|value| value != "visible");
            (tiny && cut(Style::OverflowX) && cut(Style::OverflowY)) || node.is_clipped_to_nothing()
        })
        .is_some()
    }

    fn is_clipped_to_nothing(&self) -> bool {
        let clip = self.style(Style::Clip).unwrap_or("auto");
        let path = self.style(Style::ClipPath).unwrap_or("none");
        let positioned = matches!(self.style(Style::Position), Some("absolute" | "fixed"));
        (positioned && is_empty_clip(clip)) || path.starts_with("inset(50%") || path.starts_with("inset(100%")
    }
}

/// Whether the clip leaves at most one pixel: `rect(0px, 0px, 0px, 0px)`, `rect(1px, 1px, 1px, 1px)` and the like.
fn is_empty_clip(clip: &str) -> bool {
    let Some(inner) = clip.strip_prefix("rect(").and_then(|rest| rest.strip_suffix(')')) else {
        return false;
    };
    let sides: Vec<f64> = inner
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .filter_map(|part| part.trim_end_matches("px").parse().ok())
        .collect();
    matches!(sides[..], [top, right, bottom, left] if right - left <= 1.0 || bottom - top <= 1.0)
}

#[cfg(test)]
mod tests {
    use super::is_empty_clip;

    #[test]
    fn a_clip_of_one_pixel_shows_nothing() {
        assert!(is_empty_clip("rect(0px, 0px, 0px, 0px)"));
        assert!(is_empty_clip("rect(1px, 1px, 1px, 1px)"));
        assert!(!is_empty_clip("rect(0px, 100px, 20px, 0px)"));
        assert!(!is_empty_clip("auto"));
    }
}
