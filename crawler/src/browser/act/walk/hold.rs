//! Finds the key that leads out of an element in which the Tab key stays.

use super::{
    super::keys::{Key, press},
    look::Seen,
    walker::{PATIENCE, Walker},
};
use crate::browser::call::CallError;
use rules::page::sections::walk::Release;
use serde_json::json;

/// Tries one key after the other, until another element has the focus.
pub async fn release(walker: &Walker<'_>, held: &Seen) -> Result<Release, CallError> {
    let channel = walker.looker.channel;
    let is_out = |seen: Option<Seen>| seen.is_none_or(|seen| seen.number != held.number);
    if is_out(walker.next(Key::TAB_BACK, PATIENCE).await?) {
        return Ok(Release::Back);
    }
    for (key, release) in
        [(Key::ESCAPE, Release::Escape), (Key::DOWN, Release::Arrow), (Key::RIGHT, Release::Arrow)]
    {
        press(channel, key).await?;
        if is_out(walker.next(Key::TAB, PATIENCE).await?) {
            return Ok(release);
        }
    }
    if walker.looker.is_typed(held).await? {
        // A digit is typed because a field for numbers accepts no letter.
        walker.looker.typing(held).await?;
        channel.call("Input.insertText", json!({ "text": "1" })).await?;
        let is_let_go = is_out(walker.next(Key::TAB, PATIENCE).await?);
        walker.looker.typed().await?;
        return Ok(if is_let_go { Release::Typing } else { Release::Nothing });
    }
    for key in [Key::ENTER, Key::SPACE] {
        press(channel, key).await?;
        if is_out(walker.next(Key::TAB, PATIENCE).await?) {
            return Ok(Release::Activation);
        }
    }
    Ok(Release::Nothing)
}
