//! Foreign text: cut, without invisible characters, and never an executable link.

use askama::Template;
use serde::Serialize;
use std::fmt;
use url::Url;

/// Text from a page, a registry or a server. Templates escape it. This type replaces the characters that escaping
/// leaves by their names: control characters, and marks that change the direction of the surrounding text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Text(String);

impl Text {
    /// At most `most` characters, the cut shown by `…`.
    pub fn capped(raw: &str, most: usize) -> Self {
        // A text has at most as many characters as bytes.
        let cut = (raw.len() > most).then(|| raw.char_indices().nth(most)).flatten();
        let mut rest = cut.map_or(raw, |(at, _)| &raw[..at]);
        let mut shown = String::with_capacity(rest.len() + 3);
        while let Some(at) = hidden(rest) {
            shown += &rest[..at];
            let mut after = rest[at..].chars();
            after.next().into_iter().for_each(|hidden| push_named(&mut shown, hidden));
            rest = after.as_str();
        }
        shown += rest;
        if cut.is_some() {
            shown.push('…');
        }
        Self(shown)
    }

    /// A name or a title.
    pub fn line(raw: &str) -> Self {
        Self::capped(raw, 200)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

/// Approximate size of a name or a title in bytes of HTML. Foreign text may consist of characters that have to be
/// escaped.
pub fn weight(raw: &str) -> usize {
    let most = |letter: char| match letter {
        '<' | '>' | '&' | '"' | '\'' => 5,
        ' '..='~' => 1,
        letter if letter.is_alphanumeric() => letter.len_utf8(),
        // «⟨U+202E⟩»
        _ => 12,
    };
    raw.chars().take(200).map(most).sum()
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Position of the first hidden character. Only few byte values can begin one, so few characters are examined.
fn hidden(text: &str) -> Option<usize> {
    let may_begin = |byte: u8| match byte {
        b'\n' | b'\t' | b' '..=b'~' => false,
        // The last four are the first bytes of all hidden characters that are not ASCII, and of some visible ones.
        other => other < 0x80 || matches!(other, 0xC2 | 0xD8 | 0xE2 | 0xEF),
    };
    let candidates = text.bytes().enumerate().filter(|(_, byte)| may_begin(*byte)).map(|(at, _)| at);
    candidates.into_iter().find(|at| text[*at..].starts_with(is_hidden))
}

fn is_hidden(character: char) -> bool {
    match character {
        '\n' | '\t' | ' '..='~' => false,
        // These change the direction of the surrounding text.
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        // No XML document can hold the last two.
        '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => true,
        other => other.is_control(),
    }
}

/// Appends the name of an invisible character, because in an excerpt it may be the defect itself.
fn push_named(shown: &mut String, hidden: char) {
    if hidden != '\r' {
        shown.push_str(&format!("⟨U+{:04X}⟩", u32::from(hidden)));
    }
}

/// An address: a link if it is a web address, otherwise text.
#[derive(Debug, Clone, PartialEq, Eq, Template, Serialize)]
#[template(path = "link.html")]
pub struct Link {
    pub href: Option<String>,
    pub text: Text,
}

/// The template of a link escapes the text it shows.
impl askama::filters::HtmlSafe for Link {}

impl Link {
    const MOST_CHARACTERS: usize = 2000;

    pub fn to(address: &str) -> Self {
        Self::labelled(address, address)
    }

    pub fn labelled(address: &str, label: &str) -> Self {
        Self { href: Self::web(address), text: Text::capped(label, 160) }
    }

    fn web(address: &str) -> Option<String> {
        if address.len() > Self::MOST_CHARACTERS {
            return None;
        }
        let url = Url::parse(address).ok()?;
        (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_linked() {
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//a.example",
            " ",
            "vbscript:x",
        ] {
            assert_eq!(Link::to(address).href, None, "{address}");
        }
        assert!(
            Link::to("HTTPS://Ville.example/a?b=\"><script>")
                .href
                .unwrap()
                .starts_with("https://ville.example/")
        );
    }

    #[test]
    fn a_link_escapes_both_its_address_and_its_text() {
        let html = Link::labelled("https://a.example/?'\"<>", "<b>\"").to_string();
        assert!(!html.contains("<b>") && !html.contains("'\"<"), "{html}");
    }

    #[test]
    fn nothing_invisible_turns_the_text_around() {
        assert_eq!(Text::line("a\u{202E}b\u{0}c\r\n").to_string(), "a⟨U+202E⟩b⟨U+0000⟩c\n");
    }

    #[test]
    fn no_name_weighs_more_than_was_reckoned() {
        for raw in ["Étampes-la-Fictive", "<b>\"'&", "a\u{202E}\u{feff}", "\0\r\u{7f}", &"<é".repeat(500)] {
            let mut html = Text::line(raw).to_string();
            for letter in ['&', '<', '>', '"', '\''] {
                html = html.replace(letter, "-----");
            }
            assert!(html.len() <= weight(raw) + "…".len(), "{html}");
        }
    }

    #[test]
    fn every_hidden_character_is_found() {
        for character in '\0'..=char::MAX {
            let text = format!("é{character}a");
            let is_shown = Text::line(&text).to_string() == text;
            assert_eq!(is_shown, !is_hidden(character), "{:x}", u32::from(character));
        }
    }

    #[test]
    fn long_text_is_cut_and_says_so() {
        assert_eq!(Text::capped("éééé", 3).to_string(), "ééé…");
        assert_eq!(Text::capped("ééé", 3).to_string(), "ééé");
    }
}
