//! Elements that did not reach users at the capture but may do so later: behind a modal dialog, in an inert, closed or
//! hidden part, on another slide. They were not observed, so no rule passes because of them or because they are
//! missing.

use crate::Node;

/// Whether the element does not reach assistive technologies at the capture, and may do so after an action or a script.
/// An element with `aria-hidden` on itself is assumed to stay hidden.
pub fn waits(element: Node<'_>) -> bool {
    !element.attribute_is("aria-hidden", "true") && !element.is_exposed()
}

/// Whether a frame that does not reach assistive technologies may still be shown: it is rendered, is in a part that a
/// user can open, or has a document to show. Frames that scripts use only for messages have no address or no size.
pub fn frame_waits(frame: Node<'_>) -> bool {
    waits(frame) && (!frame.is_hidden() || frame.closest(opens).is_some() || shows_document(frame))
}

/// Whether a user can open the part without any script.
fn opens(part: &Node<'_>) -> bool {
    part.is_one_of(&["details", "dialog"])
        || part.has_attribute("popover")
        || part.attribute_is("hidden", "until-found")
}

/// Whether the frame has an address, which a script may load later (`data-src`), and is larger than one pixel.
pub fn shows_document(frame: Node<'_>) -> bool {
    let tiny = |name: &str| {
        let length = frame.attribute(name).map(|value| value.trim().trim_end_matches("px"));
        length.and_then(|length| length.parse::<f64>().ok()).is_some_and(|length| length <= 1.0)
    };
    let leads = |name: &str| {
        let address = frame.attribute(name).unwrap_or_default().trim();
        !address.is_empty() && !address.starts_with("about:") && !address.starts_with("javascript:")
    };
    const ADDRESSES: &[&str] = &["src", "data", "srcdoc", "data-src"];
    ADDRESSES.iter().any(|name| leads(name)) && !tiny("width") && !tiny("height")
}
