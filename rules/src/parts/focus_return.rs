//! Code in `onblur` and `onfocusout` that takes the focus back. Only unambiguous code is read: a single call of
//! `focus`, made unconditionally, after the browser has moved the focus on.

use super::focus_order::is_in_focus_order;
use crate::{Node, Page};

/// The effect of an element's own code when the focus leaves the element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold<'p> {
    /// The focus returns to the element itself, so the Tab key does not lead out of it.
    Itself,
    /// The focus goes round a circle of elements, and the Tab key does not lead out of it. The node is the first
    /// element of the circle that is reached.
    Ring(Node<'p>),
    /// The code may or may not keep the focus.
    Unknown,
    /// The focus can leave.
    Free,
}

/// Elements that the Tab key reaches and that run code when they are left.
pub(crate) fn suspects(page: &Page) -> Vec<Node<'_>> {
    page.elements().filter(|node| code_of(*node).is_some() && is_in_focus_order(*node)).collect()
}

/// Whether an element keeps the focus, following the code of each element that gets the focus next.
pub(crate) fn hold(node: Node<'_>) -> Hold<'_> {
    let mut passed = vec![node];
    let mut at = node;
    loop {
        let next = match target(at) {
            Target::None => return Hold::Free,
            Target::Unknown => return Hold::Unknown,
            Target::At(next) if !is_in_focus_order(next) => return Hold::Unknown,
            Target::At(next) => next,
        };
        if next == at && passed.len() == 1 {
            return Hold::Itself;
        }
        if passed.contains(&next) {
            return Hold::Ring(next);
        }
        passed.push(next);
        at = next;
    }
}

fn code_of<'p>(node: Node<'p>) -> Option<&'p str> {
    node.attribute("onblur").or_else(|| node.attribute("onfocusout")).filter(|code| !code.trim().is_empty())
}

enum Target<'p> {
    /// The element has no code that runs when the focus leaves it.
    None,
    At(Node<'p>),
    Unknown,
}

fn target(node: Node<'_>) -> Target<'_> {
    let Some(code) = code_of(node) else { return Target::None };
    let found = match later_call(code) {
        Some(Named::Same) => Some(node),
        Some(Named::Next) => sibling(node, 1),
        Some(Named::Previous) => sibling(node, -1),
        Some(Named::Id(id)) => node.by_id(&id),
        None => None,
    };
    found.map_or(Target::Unknown, Target::At)
}

fn sibling(node: Node<'_>, by: isize) -> Option<Node<'_>> {
    let siblings: Vec<Node<'_>> = node.parent()?.child_elements().collect();
    let at = siblings.iter().position(|sibling| *sibling == node)?;
    siblings.get(at.checked_add_signed(by)?).copied()
}

/// The element whose `focus` is called.
#[derive(Debug, PartialEq, Eq)]
enum Named {
    Same,
    Next,
    Previous,
    Id(String),
}

/// The element that gets the focus from a timer set by the code. Calls without a timer are not read: the browser moves
/// the focus after them.
fn later_call(code: &str) -> Option<Named> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let code = code.strip_prefix("javascript:").unwrap_or(&code).trim_end_matches(';');
    let code = code.strip_prefix("window.").unwrap_or(code);
    let inside = match code.strip_prefix("setTimeout(") {
        Some(rest) => before_delay(rest.strip_suffix(')')?),
        None => code.strip_prefix("requestAnimationFrame(")?.strip_suffix(')')?,
    };
    if let Some(body) = inside.strip_prefix("()=>") {
        return call(body);
    }
    if inside == "this.focus.bind(this)" {
        return Some(Named::Same);
    }
    // In a plain function `this` is the window.
    call(inside.strip_prefix("function()")?).filter(|named| matches!(named, Named::Id(_)))
}

/// The first argument of `setTimeout`, if the second is a plain number or missing; otherwise all arguments.
fn before_delay(arguments: &str) -> &str {
    match arguments.rsplit_once(',') {
        Some((first, delay)) if delay.bytes().all(|byte| byte.is_ascii_digit()) => first,
        _ => arguments,
    }
}

fn call(body: &str) -> Option<Named> {
    let body = body.strip_prefix('{').and_then(|body| body.strip_suffix('}')).unwrap_or(body);
    let owner = body.trim_end_matches(';').strip_suffix(".focus()")?;
    let quoted = |text: &str| {
        let inner = text.strip_prefix(['\'', '"'])?.strip_suffix(['\'', '"'])?;
        let is_plain = inner.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        (is_plain && !inner.is_empty()).then(|| inner.to_owned())
    };
    match owner {
        "this" | "event.target" => Some(Named::Same),
        "this.nextElementSibling" => Some(Named::Next),
        "this.previousElementSibling" => Some(Named::Previous),
        other => {
            let id = other.strip_prefix("document.getElementById(")?.strip_suffix(')')?;
            quoted(id).map(Named::Id)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timer_that_gives_the_focus_back_is_read() {
        assert_eq!(later_call("setTimeout(() => this.focus(), 10)"), Some(Named::Same));
        assert_eq!(later_call("window.setTimeout(() => { this.focus(); }, 0);"), Some(Named::Same));
        assert_eq!(later_call("requestAnimationFrame(() => event.target.focus())"), Some(Named::Same));
        let by_id = "setTimeout(function () { document.getElementById('nom').focus() }, 1)";
        assert_eq!(later_call(by_id), Some(Named::Id("nom".to_owned())));
    }

    #[test]
    fn anything_else_leaves_a_doubt() {
        for code in [
            "this.focus()",
            "setTimeout(function () { this.focus() }, 10)",
            "if (this.value === '') setTimeout(() => this.focus(), 10)",
            "setTimeout(() => check(this), 10)",
            "setTimeout(() => this.value === '' && this.focus(), 10)",
            "save(); setTimeout(() => this.focus(), 10)",
        ] {
            assert_eq!(later_call(code), None, "{code}");
        }
    }
}
