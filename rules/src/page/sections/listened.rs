//! User events that scripts of the page listen to.

use super::{Section, Unread};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listened {
    /// Each pair of node and kind once.
    pub heard: Vec<Heard>,
    /// Whether these are all such listeners of the page and of its frames of the same origin.
    pub is_whole: bool,
    /// Kinds of events that the code of the page's scripts names, from whichever file; `None` if it was not read.
    pub said: Option<Vec<Kind>>,
}

/// The shape of version 1.
#[derive(Deserialize)]
struct Listened1 {
    heard: Vec<Heard>,
    is_whole: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Heard {
    /// The node that listens; `None` for a window, and for a node that is not part of the captured page.
    pub node: Option<u32>,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A key of the keyboard is pressed or released.
    Key,
    /// A mouse button is pressed.
    MouseDown,
    /// The mouse moves, its button is released, or something is dragged.
    MouseMove,
    /// A finger touches the screen, or a pointer of any type is pressed.
    TouchDown,
    /// A finger, or a pointer of any type, moves or is lifted, or several fingers make a gesture.
    TouchMove,
    /// The device is moved or turned.
    Motion,
}

impl Section for Listened {
    const VERSION: u16 = 2;

    fn migrate(earlier: u16, body: &[u8]) -> Result<Self, Unread> {
        if earlier != 1 {
            return Err(Unread::UnknownVersion);
        }
        let Listened1 { heard, is_whole } = postcard::from_bytes(body)?;
        Ok(Self { heard, is_whole, said: None })
    }

    fn nodes(&self) -> Vec<u32> {
        self.heard.iter().filter_map(|heard| heard.node).collect()
    }

    fn example() -> Self {
        use Kind::{Key, Motion, MouseDown, MouseMove, TouchDown, TouchMove};
        let at = |node: u32, kind: Kind| Heard { node: Some(node), kind };
        let of_window = Heard { node: None, kind: Motion };
        Self {
            heard: vec![
                of_window,
                at(0, Key),
                at(3, MouseDown),
                at(3, MouseMove),
                at(7, TouchDown),
                at(7, TouchMove),
            ],
            is_whole: true,
            said: Some(vec![TouchMove]),
        }
    }
}
