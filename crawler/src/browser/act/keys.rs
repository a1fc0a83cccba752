//! Presses keys with CDP's `Input.dispatchKeyEvent`, as a keyboard would.

use super::super::{call::CallError, channel::Channel};
use serde_json::{Value, json};

/// A key, as CDP's `Input.dispatchKeyEvent` describes it.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    name: &'static str,
    /// The Windows virtual key code.
    number: u8,
    /// The text that the key types.
    text: Option<&'static str>,
    with_shift: bool,
}

impl Key {
    pub const TAB: Self = Self { name: "Tab", number: 9, text: None, with_shift: false };
    pub const TAB_BACK: Self = Self { with_shift: true, ..Self::TAB };
    pub const ENTER: Self = Self { name: "Enter", number: 13, text: Some("\r"), with_shift: false };
    pub const SPACE: Self = Self { name: " ", number: 32, text: Some(" "), with_shift: false };
    pub const ESCAPE: Self = Self { name: "Escape", number: 27, text: None, with_shift: false };
    pub const RIGHT: Self = Self { name: "ArrowRight", number: 39, text: None, with_shift: false };
    /// A frequent letter, as a reader types it into a field.
    pub const LETTER: Self = Self { name: "e", number: 69, text: Some("e"), with_shift: false };
    pub const UP: Self = Self { name: "ArrowUp", number: 38, text: None, with_shift: false };
    pub const DOWN: Self = Self { name: "ArrowDown", number: 40, text: None, with_shift: false };

    /// The key's position on a keyboard: `code` of a DOM `KeyboardEvent`.
    fn place(self) -> &'static str {
        match self.name {
            " " => "Space",
            "e" => "KeyE",
            name => name,
        }
    }

    /// The parameters of `Input.dispatchKeyEvent`. `kind` is `keyDown`, `rawKeyDown` or `keyUp`.
    fn event(self, kind: &str) -> Value {
        const SHIFT: u8 = 8;
        json!({
            "type": kind,
            "key": self.name,
            "code": self.place(),
            "windowsVirtualKeyCode": self.number,
            "nativeVirtualKeyCode": self.number,
            "modifiers": if self.with_shift { SHIFT } else { 0 },
        })
    }
}

/// Presses and releases a key. Returns when the page has handled both events.
pub async fn press(channel: &Channel, key: Key) -> Result<(), CallError> {
    const DISPATCH: &str = "Input.dispatchKeyEvent";
    let mut down = key.event(if key.text.is_some() { "keyDown" } else { "rawKeyDown" });
    if let Some(text) = key.text {
        down["text"] = json!(text);
    }
    let (_down, _up) =
        tokio::try_join!(channel.call(DISPATCH, down), channel.call(DISPATCH, key.event("keyUp")))?;
    Ok(())
}
