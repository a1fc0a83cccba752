//! The `aria-*` attributes and the values that they accept.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::standards::table::{Row, Table};

/// One `aria-*` attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    pub name: &'static str,
    pub value_type: ValueType,
    pub global: Global,
    /// Whether ARIA advises against it in new content.
    pub deprecated: bool,
}

/// The type of an attribute's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueType {
    TrueFalse,
    TrueFalseUndefined,
    Tristate,
    Idref,
    IdrefList,
    Integer,
    Number,
    String,
    Token(Vec<&'static str>),
    TokenList(Vec<&'static str>),
}

/// Whether the attribute is allowed on every role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Global {
    Yes,
    /// Global in earlier versions of ARIA. Browsers still accept it on every role.
    Deprecated,
    No,
}

impl ValueType {
    /// Whether the attribute's text is a value of this type. Blank text is accepted, because the standard reads it as
    /// «not set». A single reference must be one word; whether references lead to an element can only be checked in the
    /// page.
    pub fn accepts(&self, text: &str) -> bool {
        let text = text.trim_ascii();
        if text.is_empty() {
            return true;
        }
        let among = |tokens: &[&str]| tokens.iter().any(|token| token.eq_ignore_ascii_case(text));
        match self {
            Self::TrueFalse => among(&["true", "false"]),
            Self::TrueFalseUndefined => among(&["true", "false", "undefined"]),
            Self::Tristate => among(&["true", "false", "mixed", "undefined"]),
            Self::Token(tokens) => among(tokens),
            Self::TokenList(tokens) => text
                .split_ascii_whitespace()
                .all(|word| tokens.iter().any(|token| token.eq_ignore_ascii_case(word))),
            Self::Integer => text.parse::<i64>().is_ok(),
            Self::Number => text.parse::<f64>().is_ok_and(f64::is_finite),
            Self::Idref => text.split_ascii_whitespace().count() == 1,
            Self::IdrefList | Self::String => true,
        }
    }
}

/// The attribute of this name, given in lower case.
pub fn attribute(name: &str) -> Option<&'static Attribute> {
    ATTRIBUTES.get(name)
}

/// All attributes, in no particular order.
pub fn attributes() -> impl Iterator<Item = &'static Attribute> {
    ATTRIBUTES.values()
}

/// Whether a name begins with `aria-`, in any case. It may be a misspelling.
pub fn is_aria_name(name: &str) -> bool {
    name.get(..5).is_some_and(|prefix| prefix.eq_ignore_ascii_case("aria-"))
}

static ATTRIBUTES: LazyLock<HashMap<&'static str, Attribute>> = LazyLock::new(|| {
    let text = include_str!("../../../data/aria/attributes.tsv");
    let columns = ["attribute", "type", "tokens", "global", "deprecated"];
    let table = Table::parse("aria/attributes.tsv", text, &columns)
        .expect("built in, and read by this module's tests");
    table.rows().map(|row| (row.get(0), read(&row))).collect()
});

fn read(row: &Row) -> Attribute {
    Attribute {
        name: row.get(0),
        value_type: value_type(row.get(1), row.get(2).split_whitespace().collect()),
        global: match row.get(3) {
            "yes" => Global::Yes,
            "deprecated" => Global::Deprecated,
            _ => Global::No,
        },
        deprecated: row.get(4) == "yes",
    }
}

fn value_type(word: &str, tokens: Vec<&'static str>) -> ValueType {
    match word {
        "true-false" => ValueType::TrueFalse,
        "true-false-undefined" => ValueType::TrueFalseUndefined,
        "tristate" => ValueType::Tristate,
        "idref" => ValueType::Idref,
        "idref-list" => ValueType::IdrefList,
        "integer" => ValueType::Integer,
        "number" => ValueType::Number,
        "token" => ValueType::Token(tokens),
        "token-list" => ValueType::TokenList(tokens),
        _ => ValueType::String,
    }
}
