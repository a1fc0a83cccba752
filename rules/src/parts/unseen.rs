//! A part that stands in the page and was not in front when it was taken: behind a modal dialog, in an inert, closed or
//! hidden part, on another slide. It has not been seen, so nothing is said to be right because of it or without it.

use crate::Node;

/// Whether the element reaches nobody now, and may do so after an action or a script. An element that its own attribute
/// hides from assistive technologies stays hidden for good.
pub fn waits(element: Node<'_>) -> bool {
    !element.attribute_is("aria-hidden", "true") && !element.is_exposed()
}

/// Whether a frame that is not in front may still be shown: it is rendered behind something, is in a part that opens,
/// or has a document to show. Frames that only carry messages have no address or no size.
pub fn frame_waits(frame: Node<'_>) -> bool {
    waits(frame) && (!frame.is_hidden() || frame.closest(opens).is_some() || shows_document(frame))
}

/// Whether a user can open the part without any script.
fn opens(part: &Node<'_>) -> bool {
    part.is_one_of(&["details", "dialog"])
        || part.has_attribute("popover")
        || part.attribute_is("hidden", "until-found")
}

/// Whether the frame has an address, now or for later, and a size that can be seen.
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
