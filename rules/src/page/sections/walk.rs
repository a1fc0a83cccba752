//! The stops of the Tab key through the page, from its top to its end and back.

use super::Section;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walk {
    /// The stop reached by each press of the key, in this order.
    pub stops: Vec<Stop>,
    pub end: End,
    /// Whether the way back with Shift+Tab passed the same elements.
    pub is_mirrored: bool,
    /// Links to a place in the page that were followed with Enter.
    pub skips: Vec<Skip>,
    /// Buttons with an expanded or collapsed state, pressed with Enter.
    pub openers: Vec<Opener>,
    /// Number of requests that the page made meanwhile and that were refused.
    pub refused_requests: u32,
    /// Number of dialogs that the page opened meanwhile, which were closed with the answer «no».
    pub closed_dialogs: u32,
    /// Whether an element took the focus back immediately after the key left it. Browsers differ in this case.
    pub fetched_at_once: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Number of the node. `None` if it is not part of the captured page.
    pub node: Option<u32>,
    /// Place at that time, in CSS pixels of the page. `None` without a box.
    pub place: Option<Place>,
    /// Whether an element that does not scroll with the page covered all of it.
    pub is_covered: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub left: i32,
    pub top: i32,
    pub width: u32,
    pub height: u32,
}

/// How the walk ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// Past the last stop, out of the page.
    Out,
    /// At the limit of presses or of time.
    Bound,
    /// The last stop keeps the focus, both times that it was reached.
    Held(Release),
    /// After the last stop the key led back to this one (by its index among the stops), both times.
    Round(u32),
    /// Two walks differed, so nothing is known.
    Unsteady,
}

/// The key that leads out of an element in which the Tab key stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Release {
    /// None of the tried keys: neither Shift+Tab, nor any of the keys below followed by Tab.
    Nothing,
    /// Shift+Tab leads back.
    Back,
    /// Escape, followed by Tab.
    Escape,
    /// An arrow key, followed by Tab.
    Arrow,
    /// A typed character, followed by Tab.
    Typing,
    /// Enter or the space bar, followed by Tab.
    Activation,
}

/// A link to a place in the page, followed with Enter; if that had no effect, once more and with more time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skip {
    /// Index of the link among the stops.
    pub stop: u32,
    /// The stop that the next press of Tab reached.
    pub next: Next,
    /// Whether its target was elsewhere in the window afterwards, because the page scrolled.
    pub moves_target: bool,
}

/// A button with `aria-expanded` and `aria-controls`: as it was found, after one press of Enter, and after a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opener {
    pub node: u32,
    /// Whether it announced the controlled part as open.
    pub says: [bool; 3],
    /// Whether the controlled part was visible.
    pub shows: [bool; 3],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Next {
    /// The stop after the link, as if the link had not been followed.
    SameAsBefore,
    /// Another element: `None` for the end of the page, or for an element that was not captured.
    Elsewhere(Option<u32>),
}

impl Section for Walk {
    const VERSION: u16 = 1;

    fn nodes(&self) -> Vec<u32> {
        let next = |skip: &Skip| match skip.next {
            Next::SameAsBefore => None,
            Next::Elsewhere(node) => node,
        };
        let stops = self.stops.iter().filter_map(|stop| stop.node);
        let openers = self.openers.iter().map(|opener| opener.node);
        stops.chain(self.skips.iter().filter_map(next)).chain(openers).collect()
    }

    fn example() -> Self {
        let place = Some(Place { left: -8, top: 120, width: 200, height: 24 });
        let skip = |stop, next, moves_target| Skip { stop, next, moves_target };
        Self {
            stops: vec![
                Stop { node: Some(7), place, is_covered: false },
                Stop { node: None, place: None, is_covered: false },
                Stop { node: Some(12), place, is_covered: true },
            ],
            end: End::Held(Release::Escape),
            is_mirrored: true,
            skips: vec![
                skip(0, Next::SameAsBefore, true),
                skip(1, Next::Elsewhere(Some(9)), true),
                skip(2, Next::Elsewhere(None), false),
            ],
            openers: vec![Opener { node: 12, says: [false, true, false], shows: [false, true, false] }],
            refused_requests: 3,
            closed_dialogs: 1,
            fetched_at_once: true,
        }
    }
}
