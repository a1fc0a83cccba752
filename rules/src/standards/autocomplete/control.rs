//! The kinds of form controls that the rules for autofill distinguish.

use super::field::Group;

/// The kind of a form control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Control {
    Hidden,
    /// `text`, `search`, and any type that browsers do not know.
    Text,
    Password,
    Url,
    Email,
    Telephone,
    Number,
    Month,
    Date,
    Textarea,
    Select,
    /// A control that cannot be filled: `checkbox`, `file`, `time`, a button and others.
    Other,
}

impl Control {
    /// The kind of control by the name of its element and, for `input`, by its `type`. `None` for other elements.
    pub fn from_element(element: &str, input_type: Option<&str>) -> Option<Self> {
        match element {
            "textarea" => Some(Self::Textarea),
            "select" => Some(Self::Select),
            "button" => Some(Self::Other),
            "input" => Some(Self::of_type(&input_type.unwrap_or("text").to_ascii_lowercase())),
            _ => None,
        }
    }

    fn of_type(input_type: &str) -> Self {
        match input_type {
            "hidden" => Self::Hidden,
            "password" => Self::Password,
            "url" => Self::Url,
            "email" => Self::Email,
            "tel" => Self::Telephone,
            "number" => Self::Number,
            "month" => Self::Month,
            "date" => Self::Date,
            "checkbox" | "radio" | "file" | "submit" | "reset" | "button" | "image" | "range" | "color"
            | "time" | "week" | "datetime-local" => Self::Other,
            _ => Self::Text,
        }
    }

    /// Whether the HTML standard allows autofill fields of the group on the control.
    pub fn may_carry(self, group: Group) -> bool {
        match self {
            Self::Hidden | Self::Textarea | Self::Select => true,
            Self::Text => group != Group::Multiline,
            Self::Password => group == Group::Password,
            Self::Url => group == Group::Url,
            Self::Email => group == Group::Username,
            Self::Telephone => group == Group::Telephone,
            Self::Number => group == Group::Numeric,
            Self::Month => group == Group::Month,
            Self::Date => group == Group::Date,
            Self::Other => false,
        }
    }
}
