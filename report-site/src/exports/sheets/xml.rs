//! XML, written into one text part after part: a book has thousands of cells.

pub fn extend<const N: usize>(xml: &mut String, parts: [&str; N]) {
    parts.into_iter().for_each(|part| *xml += part);
}

/// Between the tags of an element.
pub fn data(xml: &mut String, text: &str) {
    escaped(xml, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    });
}

/// Between the quotation marks of an attribute.
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

/// `instead` names only ASCII characters.
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
