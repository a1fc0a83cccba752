//! The kinds of form control, as far as autofill tells them apart.

use super::field::Group;

/// A form control as autofill sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Control {
    Hidden,
    /// `text` and `search`, and any type that browsers do not know.
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
    /// A control that holds no autofill field: `checkbox`, `file`, `time`, a button …
    Other,
}

impl Control {
    /// The control of that element name and, for `input`, of that `type`; nothing when it is no form control.
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

    /// Whether the standard lets the control carry fields of the group.
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
