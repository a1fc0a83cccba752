//! Looks with the keyboard for the content that the pointer made appear.

use super::{
    super::keys::{Key, press},
    content::SeenContent,
    visit::Pointer,
};
use crate::browser::{call::CallError, script};
use rules::page::sections::hovers::Appears;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tokio::time::timeout;

const KEYBOARD: &str = include_str!("keyboard.js");

/// Milliseconds to wait after a press of the Tab key.
const STOPPING: u32 = 50;
/// Milliseconds to wait in addition if the press led near a trigger.
const STOPPING_NEAR: u32 = 600;
/// Milliseconds for content to appear after a key is pressed.
const OPENING: u32 = 200;
/// Presses of the Tab key beyond the most stops of a walk, because the key may move within one element.
const MOST_WITHIN: usize = 60;
const MOST_PRESSED: usize = 60;

/// How the keyboard made each content appear, by the content's index in `known`.
type Found = BTreeMap<usize, Appears>;

impl Pointer<'_> {
    /// Looks for each content with the keyboard and notes how it appears. Content that was created for the pointer is
    /// not looked for: with the keyboard it would be another element.
    pub(super) async fn by_keyboard(&self, contents: &mut [SeenContent]) -> Result<(), CallError> {
        let sought: Vec<&SeenContent> = contents.iter().filter(|content| !content.is_made).collect();
        if sought.is_empty() {
            return Ok(());
        }
        let is_worked = sought.iter().any(|content| content.is_worked);
        let pairs: Vec<_> = sought.iter().map(|content| [content.trigger, content.content]).collect();
        let mut found = Found::new();
        let pairs = json!(pairs);
        let looking = self.look_for(&pairs, is_worked, &mut found);
        // If the time is over, nothing is known of contents that were not found.
        let is_all = timeout(self.bounds.time * 4, looking).await.unwrap_or(Ok(false))?;
        let not_found = if is_all { Appears::Never } else { Appears::Untried };
        for content in contents.iter_mut().filter(|content| !content.is_made) {
            content.by_keyboard = found.get(&content.content).copied().unwrap_or(not_found);
        }
        Ok(())
    }

    /// Returns whether everything was tried that might show a content.
    async fn look_for(&self, pairs: &Value, is_worked: bool, found: &mut Found) -> Result<bool, CallError> {
        let many = pairs.as_array().map_or(0, Vec::len);
        self.ask(KEYBOARD, &[pairs.to_string()]).await?;
        self.looker.top().await?;
        let is_out = self.stop_by_stop(many, found).await?;
        if found.len() >= many {
            return Ok(true);
        }
        Ok(self.press_all(is_worked, found).await? && is_out)
    }

    /// Presses Tab until the focus has left the page or every content was found. Returns `false` if the presses did not
    /// suffice.
    async fn stop_by_stop(&self, many: usize, found: &mut Found) -> Result<bool, CallError> {
        let waits = [STOPPING.to_string(), STOPPING_NEAR.to_string()];
        let mut was_nowhere = false;
        for _ in 0..self.bounds.stops + MOST_WITHIN {
            press(self.looker.channel, Key::TAB).await?;
            let told = self.ask("(wait, longer) => keyboard.look(wait, longer)", &waits).await?;
            let is_new = told[1].as_bool();
            // A script may remove the focus in the middle of the page. The page has ended only if the next press
            // reaches no new element.
            if was_nowhere && is_new != Some(true) {
                return Ok(true);
            }
            was_nowhere = is_new.is_none();
            note(&told[0], Appears::OnFocus, found);
            if found.len() >= many {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Presses the keys of every element that may show a content. Returns whether none was left out.
    async fn press_all(&self, is_worked: bool, found: &mut Found) -> Result<bool, CallError> {
        let only_near = [(!is_worked).to_string()];
        let told = self.ask("onlyNear => keyboard.count(onlyNear)", &only_near).await?;
        let count = told[0].as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(usize::MAX);
        let mut is_all = count <= MOST_PRESSED && told[1].as_bool().unwrap_or(false);
        for number in 0..count.min(MOST_PRESSED) {
            let told = self.ask("number => keyboard.take(number)", &[number.to_string()]).await?;
            is_all &= told[1].as_bool().unwrap_or(false);
            for key in script::list(&told[0]).iter().filter_map(key_named) {
                press(self.looker.channel, key).await?;
                let told = self.ask("wait => keyboard.pressed(wait)", &[OPENING.to_string()]).await?;
                note(&told[0], Appears::OnKey, found);
                is_all &= told[1].as_bool().unwrap_or(false);
            }
            press(self.looker.channel, Key::ESCAPE).await?;
        }
        Ok(is_all)
    }
}

/// The key that `keyboard.js` calls by this name.
fn key_named(name: &Value) -> Option<Key> {
    let key = match name.as_str()? {
        "Enter" => Key::ENTER,
        "Space" => Key::SPACE,
        "Down" => Key::DOWN,
        "Right" => Key::RIGHT,
        "Up" => Key::UP,
        "Letter" => Key::LETTER,
        _ => return None,
    };
    Some(key)
}

/// Notes how these contents appeared. For each of them the first way counts.
fn note(told: &Value, appears: Appears, found: &mut Found) {
    for number in script::list(told).iter().filter_map(Value::as_u64) {
        found.entry(number as usize).or_insert(appears);
    }
}
