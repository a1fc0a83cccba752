//! Asks for the focused element, and for facts about it, with scripts in an isolated world.

use crate::browser::{call::CallError, channel::Channel, script};
use futures_util::future::try_join_all;
use rules::page::sections::walk::Place;
use serde_json::{Value, json};

const WALK: &str = include_str!("walk.js");

/// An element that has the focus, or the fact that none has.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Its index among all elements that had the focus. `None` where no element has it.
    pub number: Option<usize>,
    pub place: Option<Place>,
    pub is_covered: bool,
    /// Whether the key may move on within the element without a visible change of focus.
    pub has_parts: bool,
    /// Whether it is a link to a place in the page.
    pub leads_within: bool,
}

impl Seen {
    /// No element has the focus.
    pub const NOTHING: Self =
        Self { number: None, place: None, is_covered: false, has_parts: false, leads_within: false };

    fn read(told: &Value) -> Option<Self> {
        let number = usize::try_from(told[0].as_u64()?).ok()?;
        let is = |at: usize| told[at].as_bool().unwrap_or(false);
        Some(Self {
            number: Some(number),
            place: place(told),
            is_covered: is(5),
            has_parts: is(6),
            leads_within: is(7),
        })
    }
}

fn place(told: &Value) -> Option<Place> {
    // A number out of range becomes the nearest one in range.
    let offset = |at: usize| Some(told[at].as_f64()? as i32);
    let length = |at: usize| Some(told[at].as_f64()? as u32);
    let place = Place { left: offset(1)?, top: offset(2)?, width: length(3)?, height: length(4)? };
    (place.width > 0 && place.height > 0).then_some(place)
}

/// Facts known at the end of a walk.
#[derive(Debug, Clone, Copy)]
pub struct Ended {
    /// Number of requests that the guard refused.
    pub refused: u32,
    /// Whether the page stored data that the next page of the site may find.
    pub leaves: bool,
    /// Whether a script took the focus back before anything else could happen.
    pub at_once: bool,
}

pub struct Looker<'a> {
    pub channel: &'a Channel,
    pub world: &'a Value,
}

impl Looker<'_> {
    pub async fn begin(&self) -> Result<(), CallError> {
        self.ask(WALK, &[]).await.map(drop)
    }

    /// Makes the next press of Tab begin at the top of the page, and scrolls there.
    pub async fn top(&self) -> Result<(), CallError> {
        self.ask("() => walk.top()", &[]).await.map(drop)
    }

    /// The element that has the focus after this number of milliseconds.
    pub async fn look(&self, patience: u32) -> Result<Option<Seen>, CallError> {
        Ok(Seen::read(&self.ask("wait => walk.look(wait)", &[patience.to_string()]).await?))
    }

    /// Whether a character can be typed into the element.
    pub async fn is_typed(&self, seen: &Seen) -> Result<bool, CallError> {
        Ok(self.ask_of(seen, "number => walk.isTyped(number)").await?.as_bool().unwrap_or(false))
    }

    /// Position in the window of the target of this link.
    pub async fn target(&self, link: &Seen) -> Result<Value, CallError> {
        self.ask_of(link, "number => walk.place(number)").await
    }

    /// Focuses the next button with an expanded or collapsed state, and returns its index among the elements that had
    /// the focus; a negative number if the button does not take the focus. `None` if there is no other button.
    pub async fn opener(&self) -> Result<Option<i64>, CallError> {
        Ok(self.ask("() => walk.opener()", &[]).await?.as_i64())
    }

    /// The state that this button announces, and whether the part that it controls is visible, after this number of
    /// milliseconds.
    pub async fn state(&self, number: usize, wait: u32) -> Result<Option<(bool, bool)>, CallError> {
        let asked = [number.to_string(), wait.to_string()];
        let told = self.ask("(number, wait) => walk.state(number, wait)", &asked).await?;
        Ok(told[0].as_bool().zip(told[1].as_bool()))
    }

    async fn ask_of(&self, seen: &Seen, function: &str) -> Result<Value, CallError> {
        match seen.number {
            Some(number) => self.ask(function, &[number.to_string()]).await,
            None => Ok(Value::Null),
        }
    }

    /// Remembers the content of this field.
    pub async fn typing(&self, seen: &Seen) -> Result<(), CallError> {
        self.ask_of(seen, "number => walk.typing(number)").await.map(drop)
    }

    /// Restores the remembered content.
    pub async fn typed(&self) -> Result<(), CallError> {
        self.ask("() => walk.typed()", &[]).await.map(drop)
    }

    pub async fn ended(&self) -> Result<Ended, CallError> {
        let told = self.ask("() => [walk.refused(), walk.leaves(), walk.isAtOnce()]", &[]).await?;
        let refused = told[0].as_u64().and_then(|refused| u32::try_from(refused).ok());
        Ok(Ended {
            refused: refused.unwrap_or(0),
            leaves: told[1].as_bool().unwrap_or(true),
            at_once: told[2].as_bool().unwrap_or(true),
        })
    }

    /// `backendNodeId`s of the elements in the global list of this name.
    pub async fn names(&self, list: &str) -> Result<Vec<Option<i64>>, CallError> {
        let Some(list) = script::object(self.channel, Some(self.world), list).await? else {
            return Ok(Vec::new());
        };
        let asked = json!({ "objectId": list, "ownProperties": true });
        let told = self.channel.ask("Runtime.getProperties", asked).await?;
        let elements = script::list(&told["result"])
            .iter()
            .filter(|held| held["name"].as_str().is_some_and(|name| name.parse::<usize>().is_ok()));
        try_join_all(elements.map(|held| script::name(self.channel, &held["value"]["objectId"]))).await
    }

    async fn ask(&self, function: &str, arguments: &[String]) -> Result<Value, CallError> {
        script::run(self.channel, self.world, function, arguments).await
    }
}
