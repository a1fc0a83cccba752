//! Position of an element in a picture of its page.

use super::{Frame, Node, Picture, Rect, Style};

/// The place of an element that is rendered in the page's own document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    rect: Rect,
    /// Whether it keeps its place in the window when the page is scrolled, so that its place depends on the viewport's
    /// size.
    follows_viewport: bool,
}

impl Seat {
    pub(crate) fn from_node(node: Node<'_>) -> Option<Self> {
        // A frame's document has its own coordinates.
        let rect = node.rect().filter(|rect| node.document() == 0 && rect.area() > 0.0)?;
        let follows = |node: Node<'_>| matches!(node.style(Style::Position), Some("fixed" | "sticky"));
        Some(Self { rect, follows_viewport: follows(node) || node.ancestors().any(follows) })
    }

    /// The element's frame in the picture. `None` if the picture does not show it, or may show it elsewhere.
    pub fn frame(self, picture: &Picture, viewport_height: u32) -> Option<Frame> {
        if self.follows_viewport && picture.height != viewport_height {
            return None;
        }
        let within = |length: f64, most: u32| length.clamp(0.0, f64::from(most)).round() as u32;
        let (left, right) = (within(self.rect.x(), picture.width), within(self.rect.right(), picture.width));
        let (top, bottom) =
            (within(self.rect.y(), picture.height), within(self.rect.bottom(), picture.height));
        let frame = Frame { x: left, y: top, width: right - left, height: bottom - top };
        (frame.width > 0 && frame.height > 0).then_some(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEWPORT: u32 = 1000;

    fn frame(rect: Rect, follows_viewport: bool, height: u32) -> Option<[u32; 4]> {
        let picture = Picture { hash: String::new(), width: 1280, height };
        let frame = Seat { rect, follows_viewport }.frame(&picture, VIEWPORT)?;
        Some([frame.x, frame.y, frame.width, frame.height])
    }

    #[test]
    fn what_sticks_out_of_the_picture_is_cut() {
        let half_out = Rect::new(-20.0, 2900.0, 1400.0, 300.0);
        assert_eq!(frame(half_out, false, 3000), Some([0, 2900, 1280, 100]));
    }

    #[test]
    fn what_is_outside_the_picture_has_no_frame() {
        assert_eq!(frame(Rect::new(0.0, 3100.0, 50.0, 50.0), false, 3000), None);
        assert_eq!(frame(Rect::new(-9999.0, 10.0, 50.0, 50.0), false, 3000), None);
    }

    #[test]
    fn what_follows_the_viewport_is_framed_only_where_the_picture_is_the_viewport() {
        let banner = Rect::new(0.0, 900.0, 1280.0, 100.0);
        assert_eq!(frame(banner, true, 3000), None);
        assert_eq!(frame(banner, true, VIEWPORT), Some([0, 900, 1280, 100]));
    }
}
