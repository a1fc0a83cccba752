//! XML, appended to one string piece by piece, because a workbook has thousands of cells.

pub fn extend<const N: usize>(xml: &mut String, parts: [&str; N]) {
    parts.into_iter().for_each(|part| *xml += part);
}

/// Appends text content.
pub fn data(xml: &mut String, text: &str) {
    escaped(xml, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    });
}

/// Appends the value of an attribute.
pub fn attribute(xml: &mut String, text: &str) {
    escaped(xml, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'"' => Some("&quot;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\n' => Some("&#xA;"),
        _ => None,
    });
}

/// Appends text in which some characters are replaced. `instead` may only replace ASCII characters.
pub fn escaped(xml: &mut String, text: &str, instead: impl Fn(u8) -> Option<&'static str>) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(instead) = instead(byte) {
            extend(xml, [&text[from..at], instead]);
            from = at + 1;
        }
    }
    *xml += &text[from..];
}
