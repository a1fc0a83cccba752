//! Content that appeared while the pointer stood on elements of the page.

use super::{Section, Unread};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hovers {
    /// Content that appeared both times that the pointer came.
    pub contents: Vec<Content>,
    /// Elements on which the pointer stood.
    pub tried: u32,
    /// Whether the pointer stood on all elements on which it may make something appear, as far as style sheets and
    /// listeners show.
    pub is_whole: bool,
    /// Whether a script of the page listens to keys.
    pub hears_keys: bool,
    /// Requests that the page wanted to make meanwhile and that were refused.
    pub refused_requests: u32,
    /// Dialogs that it opened meanwhile, which were closed with the answer «no».
    pub closed_dialogs: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The element on which the pointer stood.
    pub trigger: u32,
    /// The outermost element that appeared; `None` if it was not part of the captured page.
    pub node: Option<u32>,
    pub cause: Cause,
    /// Whether the content lies over text of the page.
    pub covers: bool,
    /// Whether the content disappeared by itself within three seconds, both times, while the pointer rested on the
    /// trigger.
    pub is_brief: bool,
    pub under_pointer: Under,
    pub escape: Escape,
    pub by_keyboard: Appears,
}

/// The reason for which the content appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// Style sheets alone: nothing in the page changed.
    Style,
    Script,
    /// A script changed something, and a style sheet may show it as well.
    Either,
}

/// Whether the content stays when the pointer moves onto it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Under {
    Stays,
    /// Both when the pointer jumped onto it and when the pointer came slowly in a straight line.
    Vanishes,
    Untried,
}

/// Whether the Escape key closes the content while the pointer rests on the trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Escape {
    Closes,
    Stays,
    /// Not tried, because the content lies over no text.
    Untried,
}

/// How the keyboard makes the content appear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Appears {
    /// While some element has the focus.
    OnFocus,
    /// On Enter, the space bar or an arrow key.
    OnKey,
    /// At no stop of the Tab key, and none of these keys opened it on the elements that may respond to them.
    Never,
    /// Not all these stops and keys were tried.
    Untried,
}

impl Section for Hovers {
    const VERSION: u16 = 2;

    /// In version 1, content was watched only once and for 300 milliseconds, so nothing is known about it.
    fn migrate(earlier: u16, body: &[u8]) -> Result<Self, Unread> {
        if earlier != 1 {
            return Err(Unread::UnknownVersion);
        }
        let mut hovers: Self = postcard::from_bytes(body)?;
        hovers.contents.iter_mut().for_each(|content| content.is_brief = false);
        Ok(hovers)
    }

    fn nodes(&self) -> Vec<u32> {
        self.contents.iter().flat_map(|content| [Some(content.trigger), content.node]).flatten().collect()
    }

    fn example() -> Self {
        let content = Content {
            trigger: 7,
            node: Some(9),
            cause: Cause::Style,
            covers: true,
            is_brief: false,
            under_pointer: Under::Stays,
            escape: Escape::Stays,
            by_keyboard: Appears::Never,
        };
        let made = Content {
            trigger: 12,
            node: None,
            cause: Cause::Script,
            covers: false,
            is_brief: true,
            under_pointer: Under::Untried,
            escape: Escape::Untried,
            by_keyboard: Appears::Untried,
        };
        let dismissed = Content {
            cause: Cause::Either,
            under_pointer: Under::Vanishes,
            escape: Escape::Closes,
            by_keyboard: Appears::OnFocus,
            ..content
        };
        Self {
            contents: vec![content, made, dismissed, Content { by_keyboard: Appears::OnKey, ..content }],
            tried: 6,
            is_whole: true,
            hears_keys: true,
            refused_requests: 3,
            closed_dialogs: 1,
        }
    }
}
