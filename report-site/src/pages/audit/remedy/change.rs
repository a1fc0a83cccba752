//! The ways in which code changes. Each one is a name in the table.

use super::{
    data::Filled,
    markup::{self, Tag},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Attributes of the first tag are changed: `name=value` sets one, `-name` removes one. The value `…` stands for a
    /// text that a person writes, `@name` for the value of another attribute.
    Attributes,
    /// A text is added to the element, before its content.
    Content,
    /// The text of the named element is replaced, or of the excerpt's first element if none is named.
    Text,
    /// An element is added at the beginning of the named element.
    First,
    /// A line is added before the element.
    Before,
    /// The element is removed, its content stays.
    Unwrap,
    /// The element gets another name.
    Name,
    /// A label is added beside a field.
    Label,
    /// The label around a field gets an attribute `for` with the field's id.
    Around,
    /// The table gives both the code before and the code after.
    Pair,
    /// The element is replaced by a comment.
    Gone,
    /// The parts of `viewport` that prevent enlarging the page are removed.
    Viewport,
}

impl Change {
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "attributes" => Self::Attributes,
            "content" => Self::Content,
            "text" => Self::Text,
            "first" => Self::First,
            "before" => Self::Before,
            "unwrap" => Self::Unwrap,
            "name" => Self::Name,
            "label" => Self::Label,
            "around" => Self::Around,
            "pair" => Self::Pair,
            "gone" => Self::Gone,
            "viewport" => Self::Viewport,
            _ => return None,
        })
    }

    /// The code before and after.
    pub fn applied(self, filled: &Filled<'_>) -> Option<(String, String)> {
        let html = filled.html();
        let after = match self {
            Self::Attributes => attributes(filled)?,
            Self::Content => markup::with_content(html, &filled.in_brackets())?,
            Self::Text => markup::with_text(html, filled.what, &filled.in_brackets())?,
            Self::First => {
                let (element, first) = filled.what.split_once(' ')?;
                markup::with_first(html, element, &first.replace('…', &filled.in_brackets()))?
            }
            Self::Before => format!("{}\n{html}", filled.what.replace('…', &filled.in_brackets())),
            Self::Unwrap => markup::inside(html)?.to_owned(),
            Self::Name => {
                let (old, new) = filled.what.split_once(' ')?;
                markup::named(html, old, new)?
            }
            Self::Label => label(filled)?,
            Self::Around => {
                let (id, field) = identified(filled)?;
                format!("<label for=\"{id}\">…\n{field}\n…</label>")
            }
            Self::Pair => {
                let written = |text: &str| Some(filled.told(text)?.replace("\\n", "\n"));
                return Some((written(filled.what)?, written(filled.value)?));
            }
            Self::Gone => format!("<!-- {} -->", filled.value),
            Self::Viewport => viewport(html)?,
        };
        Some((html.to_owned(), after))
    }
}

fn attributes(filled: &Filled<'_>) -> Option<String> {
    let mut tag = Tag::first(filled.html())?;
    for step in filled.what.split(' ') {
        if let Some(names) = step.strip_prefix('-') {
            filled.told(names)?.split(", ").for_each(|name| tag.remove(name));
            continue;
        }
        let (name, value) = step.split_once('=')?;
        let name = filled.told(name)?;
        let value = match value.strip_prefix('@') {
            Some(other) => tag.value(other)?.to_owned(),
            // The value is the id of another element, so a text in its place would be wrong.
            None if value == "…" && names_by_id(&name) => return None,
            None if value == "…" => filled.in_brackets(),
            None => markup::quoted(&filled.told(value)?),
        };
        tag.set(&name, &value);
    }
    Some(tag.written())
}

fn names_by_id(attribute: &str) -> bool {
    matches!(attribute, "aria-labelledby" | "aria-describedby" | "aria-controls" | "aria-owns")
}

/// The id of a field, and the field with it.
fn identified(filled: &Filled<'_>) -> Option<(String, String)> {
    let mut tag = Tag::first(filled.html())?;
    let own = tag.value("id").filter(|id| !id.is_empty()).map(str::to_owned);
    let id = own.unwrap_or_else(|| {
        tag.set("id", filled.some_id());
        filled.some_id().to_owned()
    });
    Some((id, tag.written()))
}

/// The field with a label: after the field if it is a checkbox or a radio button, otherwise before it.
fn label(filled: &Filled<'_>) -> Option<String> {
    let (id, field) = identified(filled)?;
    let label = format!("<label for=\"{id}\">{}</label>", filled.in_brackets());
    let is_box = Tag::first(&field)?.value("type").is_some_and(|kind| matches!(kind, "checkbox" | "radio"));
    Some(if is_box { format!("{field}\n{label}") } else { format!("{label}\n{field}") })
}

fn viewport(html: &str) -> Option<String> {
    let mut tag = Tag::first(html)?;
    let forbids = |part: &&str| {
        let name = part.split('=').next().unwrap_or_default().trim().to_ascii_lowercase();
        !matches!(name.as_str(), "user-scalable" | "maximum-scale")
    };
    let kept: Vec<&str> = tag.value("content")?.split([',', ';']).map(str::trim).filter(forbids).collect();
    let kept = kept.join(", ");
    tag.set("content", &kept);
    Some(tag.written())
}
