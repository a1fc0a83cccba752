//! Changes a piece of markup as the excerpts of findings are written: attributes with their values between double
//! quotation marks, or without a value.

/// The first tag of an excerpt, and the text after it.
pub struct Tag<'h> {
    name: &'h str,
    /// Names and values. An attribute written without a value has none.
    attributes: Vec<(String, Option<String>)>,
    slash: &'static str,
    /// The text from the `>` of the tag on.
    rest: &'h str,
}

impl<'h> Tag<'h> {
    /// `None` where the excerpt ends before its first tag does.
    pub fn first(html: &'h str) -> Option<Self> {
        let (tag, rest) = html.split_at(end_of_first_tag(html)?);
        let slash = if tag.ends_with('/') { " /" } else { "" };
        let inside = tag.strip_prefix('<')?.trim_end_matches('/');
        let name = inside.split_whitespace().next()?;
        Some(Self { name, attributes: attributes(&inside[name.len()..]), slash, rest })
    }

    /// The value of an attribute, which is empty where none is written.
    pub fn value(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_deref().unwrap_or_default())
    }

    pub fn remove(&mut self, name: &str) {
        self.attributes.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    }

    /// Writes an attribute after the others. An attribute of that name is replaced.
    pub fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.attributes.push((name.to_owned(), Some(value.to_owned())));
    }

    pub fn written(&self) -> String {
        let attribute = |(name, value): &(String, Option<String>)| match value {
            Some(value) => format!(" {name}=\"{value}\""),
            None => format!(" {name}"),
        };
        let attributes: String = self.attributes.iter().map(attribute).collect();
        ["<", self.name, &attributes, self.slash, self.rest].concat()
    }
}

fn attributes(text: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ', '\n', '\t']).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let quoted = behind.strip_prefix("=\"").and_then(|behind| behind.split_once('"'));
        let (value, behind) = match quoted {
            Some((value, behind)) => (Some(value.to_owned()), behind),
            None => (None, behind.trim_start_matches('=')),
        };
        if !name.is_empty() {
            found.push((name.to_owned(), value));
        }
        rest = behind.trim_start();
    }
    found
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

/// A text as the value of an attribute.
pub fn quoted(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;")
}

/// The name of the first element, if the excerpt holds it to its end.
fn whole(html: &str) -> Option<&str> {
    let name = Tag::first(html)?.name;
    html.ends_with(&format!("</{name}>")).then_some(name)
}

/// The content of an element that the excerpt holds to its end.
pub fn inside(html: &str) -> Option<&str> {
    let name = whole(html)?;
    html.get(end_of_first_tag(html)? + 1..html.len() - name.len() - "</>".len())
}

/// The code with text directly after the first tag, or in the corresponding attribute for an element without content.
pub fn with_content(html: &str, text: &str) -> Option<String> {
    let end = end_of_first_tag(html)? + 1;
    let mut tag = Tag::first(html)?;
    match in_place_of_content(&tag) {
        Some(attribute) => {
            tag.set(attribute, text);
            Some(tag.written())
        }
        None => Some([&html[..end], text, &html[end..]].concat()),
    }
}

fn in_place_of_content(tag: &Tag<'_>) -> Option<&'static str> {
    match tag.name {
        "input" if tag.value("type") != Some("image") => Some("value"),
        "area" | "img" | "input" => Some("alt"),
        _ => None,
    }
}

/// The code with another text in an element: the first one named `name`, or the excerpt's first element if `name` is
/// empty. `None` if the element holds more than text, or if an attribute gives its accessible name.
pub fn with_text(html: &str, name: &str, text: &str) -> Option<String> {
    let (before, element, after) = match name {
        "" => ("", html, ""),
        _ => {
            let (start, close) = (html.find(&format!("<{name}>"))?, format!("</{name}>"));
            let end = start + html[start..].find(&close)? + close.len();
            (&html[..start], &html[start..end], &html[end..])
        }
    };
    let tag = Tag::first(element)?;
    let is_named_otherwise = ["aria-label", "aria-labelledby"].iter().any(|name| tag.value(name).is_some());
    let inner = inside(element).filter(|inner| !inner.contains('<') && !is_named_otherwise)?;
    let opening = &element[..end_of_first_tag(element)? + 1];
    let closing = &element[opening.len() + inner.len()..];
    Some([before, opening, text, closing, after].concat())
}

/// The code with markup at the beginning of an element of that name.
pub fn with_first(html: &str, name: &str, first: &str) -> Option<String> {
    let end = end_of_first_tag(html)? + 1;
    (Tag::first(html)?.name == name).then(|| [&html[..end], first, &html[end..]].concat())
}

/// The code with another name for its element.
pub fn named(html: &str, old: &str, new: &str) -> Option<String> {
    let begin = whole(html).filter(|name| *name == old)?.len() + 1;
    let content = &html[begin..html.len() - old.len() - "</>".len()];
    Some(format!("<{new}{content}</{new}>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_is_replaced_however_it_was_written() {
        let set = |html: &str| {
            let mut tag = Tag::first(html)?;
            tag.set("alt", "[x]");
            Some(tag.written())
        };
        assert_eq!(set("<img src=\"a>b.png\">").unwrap(), "<img src=\"a>b.png\" alt=\"[x]\">");
        assert_eq!(set("<img alt=\"IMG_1\" src=\"a\"/>").unwrap(), "<img src=\"a\" alt=\"[x]\" />");
        assert_eq!(set("<img alt src=\"a\">b").unwrap(), "<img src=\"a\" alt=\"[x]\">b");
        assert_eq!(set("<img ALT=\"\" data-alt=\"é\">").unwrap(), "<img data-alt=\"é\" alt=\"[x]\">");
        assert_eq!(set("<img alt=\"what was cut sh…"), None);
        assert_eq!(set("no tag"), None);
    }

    #[test]
    fn text_stands_where_the_element_takes_it() {
        let with = |html| with_content(html, "[x]");
        assert_eq!(with("<a href=\"/\"><i></i></a>").unwrap(), "<a href=\"/\">[x]<i></i></a>");
        assert_eq!(with("<area href=\"/\">").unwrap(), "<area href=\"/\" alt=\"[x]\">");
        let button = "<input type=\"submit\" value=\"[x]\">";
        assert_eq!(with("<input type=\"submit\" value>").unwrap(), button);
        assert_eq!(with("no tag"), None);
    }

    #[test]
    fn only_text_that_is_the_name_is_replaced() {
        let with = |html| with_text(html, "", "[x]");
        assert_eq!(with("<a href=\"/\">Ici</a>").unwrap(), "<a href=\"/\">[x]</a>");
        for html in
            ["<a href=\"/\"><b>Ici</b></a>", "<a aria-label=\"Lire\">Ici</a>", "<a href=\"/\">Ic…", "x"]
        {
            assert_eq!(with(html), None, "{html}");
        }
        let page = "<html><head> <title>Document</title> </head>…";
        assert_eq!(with_text(page, "title", "[x]").unwrap(), page.replace("Document", "[x]"));
        assert_eq!(with_text("<html><head>…", "title", "[x]"), None);
    }

    #[test]
    fn an_element_that_was_cut_is_not_taken_apart() {
        assert_eq!(inside("<font size=\"2\"><font>a</font></font>"), Some("<font>a</font>"));
        assert_eq!(inside("<font size=\"2\">a…"), None);
        assert_eq!(inside("<br>"), None);
        assert_eq!(named("<td id=\"a\">b</td>", "td", "th").unwrap(), "<th id=\"a\">b</th>");
        assert_eq!(named("<td id=\"a\">b…", "td", "th"), None);
        assert_eq!(named("<div>b</div>", "td", "th"), None);
    }

    #[test]
    fn a_value_does_not_end_its_attribute() {
        assert_eq!(quoted("a \"b\" & c"), "a &quot;b&quot; &amp; c");
    }
}
