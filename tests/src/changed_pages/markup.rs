//! A minimal HTML tokenizer that changes start tags and leaves the rest of a page's source as it is.

use std::{collections::BTreeSet, ops::Range};

/// Attributes whose value is one or several ids: the element's own or those of other elements.
const REFERENCES: &[&str] = &[
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
    "for",
    "form",
    "headers",
    "id",
    "list",
    "popovertarget",
    "commandfor",
];

/// The text between `<body …>` and `</body>`.
pub fn body(source: &str) -> Option<Range<usize>> {
    let lower = source.to_ascii_lowercase();
    let open = lower.find("<body")?;
    let start = open + lower[open..].find('>')? + 1;
    let end = lower.rfind("</body").unwrap_or(lower.len());
    (start <= end).then_some(start..end)
}

/// Source of all `<style>` elements before the body, then of all `<link>` elements.
pub fn styles(source: &str) -> String {
    let lower = source.to_ascii_lowercase();
    let head = &lower[..lower.find("<body").unwrap_or(lower.len())];
    let mut found = String::new();
    for (at, _) in head.match_indices("<style") {
        let end = lower[at..].find("</style>").map_or(at, |length| at + length + "</style>".len());
        found.push_str(&source[at..end]);
    }
    for (at, _) in head.match_indices("<link") {
        let end = lower[at..].find('>').map_or(at, |length| at + length + 1);
        found.push_str(&source[at..end]);
    }
    found
}

/// Replaces each start tag by the result of `change`, which gets the tag's name and attributes. Text, end tags,
/// comments, scripts, styles and text areas stay as they are.
fn each_start_tag(source: &str, mut change: impl FnMut(&str, Vec<(&str, Option<&str>)>) -> String) -> String {
    let mut changed = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        changed.push_str(before);
        if let Some(end) = raw_end(from) {
            changed.push_str(&from[..end]);
            rest = &from[end..];
            continue;
        }
        match tag(from) {
            Some((length, name, attributes)) => {
                changed.push_str(&change(name, attributes));
                rest = &from[length..];
            }
            None => {
                changed.push('<');
                rest = &from[1..];
            }
        }
    }
    changed.push_str(rest);
    changed
}

/// End of a comment, script, style or text area that begins here, in which no tags are read.
fn raw_end(from: &str) -> Option<usize> {
    let parts =
        [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"), ("<textarea", "</textarea>")];
    let head: String = from.chars().take(10).collect::<String>().to_ascii_lowercase();
    let (_, close) = parts.into_iter().find(|(open, _)| head.starts_with(open))?;
    let lower = from.to_ascii_lowercase();
    Some(lower.find(close).map_or(from.len(), |at| at + close.len()))
}

type Attributes<'a> = Vec<(&'a str, Option<&'a str>)>;

/// Length, name and attributes of the start tag at the beginning of the text. `None` if there is none, if it closes
/// itself, or if its syntax is not supported here.
fn tag(from: &str) -> Option<(usize, &str, Attributes<'_>)> {
    let inside = from.strip_prefix('<')?;
    if !inside.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let name = &inside[..inside.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?];
    let mut rest = &inside[name.len()..];
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>')) {
            let closes_itself = rest.starts_with('/');
            let length = from.len() - after.len();
            return (!closes_itself).then_some((length, name, attributes));
        }
        let (attribute, after) = attribute(rest)?;
        attributes.push(attribute);
        rest = after;
    }
}

fn attribute(rest: &str) -> Option<((&str, Option<&str>), &str)> {
    let name = &rest[..rest.find(|c: char| c.is_whitespace() || "=>/\"'<".contains(c))?];
    if name.is_empty() {
        return None;
    }
    let after = rest[name.len()..].trim_start();
    let Some(value) = after.strip_prefix('=') else { return Some(((name, None), &rest[name.len()..])) };
    let value = value.trim_start();
    let quote = value.chars().next().filter(|first| "\"'".contains(*first));
    let Some(quote) = quote else {
        let length = value.find(|c: char| c.is_whitespace() || c == '>')?;
        return Some(((name, Some(&value[..length])), &value[length..]));
    };
    let inside = &value[1..];
    let length = inside.find(quote)?;
    Some(((name, Some(&inside[..length])), &inside[length + 1..]))
}

fn write(name: &str, attributes: &[(&str, Option<String>)]) -> String {
    let mut tag = format!("<{name}");
    for (name, value) in attributes {
        tag.push(' ');
        tag.push_str(name);
        let Some(value) = value else { continue };
        let quote = if value.contains('"') { '\'' } else { '"' };
        tag.extend(['=', quote]);
        tag.push_str(value);
        tag.push(quote);
    }
    tag.push('>');
    tag
}

pub fn reorder_attributes(source: &str) -> String {
    each_start_tag(source, |name, attributes| {
        // If two attributes have the same name, the first one counts, so their order must not change.
        let names: BTreeSet<String> = attributes.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        let mut held: Vec<_> =
            attributes.iter().map(|(name, value)| (*name, value.map(str::to_owned))).collect();
        if names.len() == held.len() {
            held.reverse();
        }
        write(name, &held)
    })
}

/// Appends the same ending to each id and each reference to it.
pub fn rename_ids(source: &str) -> String {
    each_start_tag(source, |name, attributes| {
        let held: Vec<_> =
            attributes.iter().map(|(name, value)| (*name, value.map(|value| renamed(name, value)))).collect();
        write(name, &held)
    })
}

fn renamed(attribute: &str, value: &str) -> String {
    let attribute = attribute.to_ascii_lowercase();
    if REFERENCES.contains(&attribute.as_str()) {
        let ids: Vec<String> = value.split_whitespace().map(|id| format!("{id}-autre")).collect();
        return ids.join(" ");
    }
    let is_anchor =
        matches!(attribute.as_str(), "href" | "usemap") && value.len() > 1 && value.starts_with('#');
    if is_anchor { format!("{value}-autre") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_what_refers_to_them_are_renamed_together() {
        let page = "<a href='#a'>x</a><p id=a aria-labelledby=\"b c\">id=a</p><!-- id=a -->";
        let wanted = "<a href=\"#a-autre\">x</a><p id=\"a-autre\" aria-labelledby=\"b-autre c-autre\">id=a</p><!-- id=a -->";
        assert_eq!(rename_ids(page), wanted);
    }

    #[test]
    fn attributes_are_turned_around_but_where_one_is_given_twice() {
        assert_eq!(
            reorder_attributes("<img alt='' src=a.png hidden>"),
            "<img hidden src=\"a.png\" alt=\"\">"
        );
        assert_eq!(reorder_attributes("<p id=a id=b>"), "<p id=\"a\" id=\"b\">");
    }
}
