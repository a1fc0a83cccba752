//! The code of an element before and after the correction. Added code stands where it belongs, and texts that only a
//! person knows are described in brackets. The table `data/patches.tsv` gives the correction for each reason.

use crate::{colour, language::Say, text::Text};
use rules::{audit::Finding, messages::Language};
use serde::Serialize;
use std::{collections::BTreeMap, sync::LazyLock};

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Remedy {
    pub before: Text,
    pub after: Text,
    /// The colour to write, for a text with too little contrast.
    pub colour: Option<ColourRemedy>,
}

/// Colours before and after. This program writes them itself, so they are safe in attributes.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct ColourRemedy {
    pub text: String,
    pub ground: String,
    pub nearest: String,
    /// «4,56:1»
    pub ratio: String,
}

/// A line of the table.
struct Patch {
    place: &'static str,
    what: &'static str,
    value: [&'static str; 2],
}

static PATCHES: LazyLock<BTreeMap<&str, Patch>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/patches.tsv").lines().skip(1);
    lines.filter_map(patch).collect()
});

fn patch(line: &'static str) -> Option<(&'static str, Patch)> {
    let cells: Vec<_> = line.split('\t').collect();
    let [reason, place, what, french, english] = cells[..] else { return None };
    Some((reason, Patch { place, what, value: [french, english] }))
}

const MOST: usize = 600;

impl Remedy {
    /// The remedy of a finding. `None` where changing a line of code is no remedy.
    pub fn from_finding(finding: &Finding, language: Language) -> Option<Self> {
        if finding.data.contains_key("ground") {
            return Self::of_contrast(finding, language);
        }
        let patch = PATCHES.get(finding.reason.as_str())?;
        let value = language.t(patch.value[0], patch.value[1]);
        let after = match patch.place {
            "attribute" => with_attribute(&finding.html, patch.what, &in_brackets(value))?,
            "content" => with_content(&finding.html, &in_brackets(value))?,
            _ => format!("{}\n{}", patch.what.replace('…', &in_brackets(value)), finding.html),
        };
        Some(Self {
            before: Text::capped(&finding.html, MOST),
            after: Text::capped(&after, MOST + 200),
            colour: None,
        })
    }

    /// The colours of a remedy. Only for reasons that give both colours and the required contrast.
    fn of_contrast(finding: &Finding, language: Language) -> Option<Self> {
        let told = |name: &str| finding.data.get(name).map(String::as_str);
        let (text, ground) = (told("text")?, told("ground")?);
        let limit: f64 = told("limit")?.replace(',', ".").parse().ok()?;
        let (nearest, ratio) = colour::nearest(text, ground, limit)?;
        // Both texts are colours, because they were parsed as such.
        Some(Self {
            before: Text::line(&format!("color: {text};")),
            after: Text::line(&format!("color: {nearest};")),
            colour: Some(ColourRemedy {
                text: text.to_owned(),
                ground: ground.to_owned(),
                nearest,
                ratio: format!("{ratio:.2}:1").replace('.', language.t(",", ".")),
            }),
        })
    }
}

/// Placeholder in brackets for a text that a person writes. A code is written without brackets.
fn in_brackets(value: &str) -> String {
    match value.len() {
        0..=2 => value.to_owned(),
        _ => format!("[{value}]"),
    }
}

/// The code with this attribute in its first tag; an attribute of that name is replaced.
fn with_attribute(html: &str, name: &str, value: &str) -> Option<String> {
    let end = end_of_first_tag(html)?;
    let (tag, rest) = html.split_at(end);
    let tag = tag.trim_end_matches('/').trim_end();
    let kept = without_attribute(tag, name);
    let slash = if html[..end].ends_with('/') { " /" } else { "" };
    Some(format!("{kept} {name}=\"{value}\"{slash}{rest}"))
}

/// The code with text directly behind the first tag, or in the corresponding attribute for an element without content.
fn with_content(html: &str, text: &str) -> Option<String> {
    let (tag, rest) = html.split_at(end_of_first_tag(html)? + 1);
    if let Some(attribute) = in_place_of_content(&tag.to_ascii_lowercase()) {
        return with_attribute(html, attribute, text);
    }
    Some(format!("{tag}{text}{rest}"))
}

fn in_place_of_content(tag: &str) -> Option<&'static str> {
    if tag.starts_with("<input") && !tag.contains("type=\"image\"") {
        return Some("value");
    }
    ["<area", "<img", "<input"].iter().any(|name| tag.starts_with(name)).then_some("alt")
}

/// Position of the `>` of the first tag, ignoring quoted ones.
fn end_of_first_tag(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in html.char_indices() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            (None, '>') => return Some(at),
            _ => {}
        }
    }
    None
}

fn without_attribute(tag: &str, name: &str) -> String {
    let Some(at) = tag.find(&format!(" {name}=\"")) else { return tag.to_owned() };
    let behind = &tag[at + name.len() + 3..];
    match behind.find('"') {
        Some(end) => format!("{}{}", &tag[..at], &behind[end + 1..]),
        None => tag.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_put_where_it_belongs() {
        assert_eq!(
            with_attribute("<img src=\"a>b.png\">", "alt", "[x]").unwrap(),
            "<img src=\"a>b.png\" alt=\"[x]\">"
        );
        assert_eq!(
            with_attribute("<img alt=\"IMG_1\" src=\"a\"/>", "alt", "[x]").unwrap(),
            "<img src=\"a\" alt=\"[x]\" />"
        );
        assert_eq!(with_content("<a href=\"/\"><i></i></a>", "[x]").unwrap(), "<a href=\"/\">[x]<i></i></a>");
        assert_eq!(with_content("<area href=\"/\">", "[x]").unwrap(), "<area href=\"/\" alt=\"[x]\">");
        assert_eq!(
            with_content("<input type=\"submit\" value=\"\">", "[x]").unwrap(),
            "<input type=\"submit\" value=\"[x]\">"
        );
        assert_eq!(with_content("no tag", "[x]"), None);
        assert_eq!(with_attribute("<img alt='", "alt", "x"), None, "what was cut short is left alone");
    }

    #[test]
    fn every_line_of_the_table_names_a_reason_that_has_words() {
        let lines = include_str!("../../../data/patches.tsv").lines().skip(1).count();
        assert_eq!(PATCHES.len(), lines, "each line is read, and each reason stands once");
        for reason in PATCHES.keys() {
            let known = rules::messages::message(reason, &BTreeMap::new(), Language::French);
            assert!(known.is_some(), "{reason} is no reason");
        }
    }
}
