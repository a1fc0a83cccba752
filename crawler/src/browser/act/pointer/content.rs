//! Content that appears under the pointer, as our script reports it and in the form in which it is kept.

use rules::page::sections::hovers::{Appears, Cause, Content, Escape, Under};
use serde_json::Value;

/// The same as [`Content`], with elements given by their indices in the list `known` of `contents.js`.
#[derive(Debug, Clone, Copy)]
pub struct SeenContent {
    pub trigger: usize,
    pub content: usize,
    /// Whether the content was added to the page after the pointer came.
    pub is_made: bool,
    /// Whether the content contains a link, a button or another control.
    pub is_worked: bool,
    pub cause: Cause,
    pub covers: bool,
    /// Whether a script or an animation may hide the content again.
    pub may_go: bool,
    pub is_brief: bool,
    pub under_pointer: Under,
    pub escape: Escape,
    pub by_keyboard: Appears,
}

impl SeenContent {
    /// Reads what `contents.shown` returns. `are_read`: whether all style sheets of the page could be read.
    pub fn read(told: &Value, are_read: bool) -> Option<Self> {
        let number = |at: usize| usize::try_from(told[at].as_u64()?).ok();
        let is = |at: usize| told[at].as_bool().unwrap_or(false);
        let (is_scripted, is_styled) = (is(3), is(4));
        let cause = match () {
            () if !is_scripted => Cause::Style,
            () if is_styled || !are_read => Cause::Either,
            () => Cause::Script,
        };
        Some(Self {
            trigger: number(0)?,
            content: number(1)?,
            is_made: is(2),
            cause,
            covers: is(5),
            is_worked: is(6),
            may_go: is_scripted || is(7),
            is_brief: false,
            under_pointer: Under::Untried,
            escape: Escape::Untried,
            by_keyboard: Appears::Untried,
        })
    }

    /// Whether both are the same content of the same trigger. Content that is created anew each time is another
    /// element, so only the trigger is compared.
    pub fn is_like(&self, other: &Self) -> bool {
        self.trigger == other.trigger
            && self.is_made == other.is_made
            && (self.is_made || self.content == other.content)
    }

    /// The content in the form in which it is kept. `None` if the trigger is no part of the captured page.
    pub fn kept(&self, node: impl Fn(usize) -> Option<u32>) -> Option<Content> {
        Some(Content {
            trigger: node(self.trigger)?,
            node: node(self.content),
            cause: self.cause,
            covers: self.covers,
            is_brief: self.is_brief,
            under_pointer: self.under_pointer,
            escape: self.escape,
            by_keyboard: self.by_keyboard,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn style_sheets_alone_are_the_cause_where_no_script_changed_anything() {
        let cause = |is_scripted: bool, is_styled: bool, are_read: bool| {
            let told = json!([0, 1, false, is_scripted, is_styled, false, false]);
            SeenContent::read(&told, are_read).map(|seen| seen.cause)
        };
        assert_eq!(cause(false, false, false), Some(Cause::Style));
        assert_eq!(cause(true, true, true), Some(Cause::Either));
        assert_eq!(cause(true, false, false), Some(Cause::Either), "one that was not read may show it");
        assert_eq!(cause(true, false, true), Some(Cause::Script));
        assert!(SeenContent::read(&Value::Null, true).is_none());
    }
}
