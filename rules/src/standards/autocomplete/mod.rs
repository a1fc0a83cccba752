//! The `autocomplete` attribute: a check that its value consists of autofill tokens, in the right order, on a control
//! on which they are allowed.

mod control;
mod field;
#[cfg(test)]
mod tests;

use thiserror::Error;

pub use control::Control;
pub use field::{Field, Group, field};

/// Most words of a valid value: section, address, contact, field, `webauthn`.
const MOST_WORDS: usize = 5;

/// The meaning of a valid value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Autofill {
    On,
    Off,
    /// A kind of data that browsers can fill in.
    Field(&'static Field),
    /// `webauthn` alone, without a field.
    Credential,
}

/// The reason for which the HTML standard does not allow a value.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AutocompleteError {
    #[error("the value is empty")]
    Empty,
    #[error("«{0}» is no autofill token")]
    UnknownToken(String),
    #[error("«{0}» does not stand in its place among the tokens")]
    Misplaced(String),
    #[error("no token says what the field is")]
    NoField,
    #[error("«{contact}» goes with telephone, e-mail and messaging fields, not with «{field}»")]
    ContactWithOtherField { contact: String, field: &'static str },
    #[error("«{field}» may not stand on this kind of control")]
    WrongControl { field: &'static str },
}

/// Checks the value of an `autocomplete` attribute on a control.
///
/// [`AutocompleteError::WrongControl`] is returned only for values that are otherwise valid. It is a lesser defect,
/// because browsers fill such fields all the same.
pub fn check(value: &str, control: Control) -> Result<Autofill, AutocompleteError> {
    let autofill = read(value)?;
    match autofill {
        Autofill::Field(field) if !control.may_carry(field.group) => {
            Err(AutocompleteError::WrongControl { field: field.name })
        }
        _ => Ok(autofill),
    }
}

fn read(value: &str) -> Result<Autofill, AutocompleteError> {
    let words: Vec<String> =
        value.split_ascii_whitespace().take(MOST_WORDS + 1).map(str::to_ascii_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [] => return Err(AutocompleteError::Empty),
        ["on"] => return Ok(Autofill::On),
        ["off"] => return Ok(Autofill::Off),
        ["webauthn"] => return Ok(Autofill::Credential),
        _ => {}
    }
    if let Some(unknown) = words.iter().find(|word| !is_token(word)) {
        return Err(AutocompleteError::UnknownToken(unknown.chars().take(40).collect()));
    }
    let mut rest = words.as_slice();
    take(&mut rest, is_section);
    take(&mut rest, is_address);
    let contact = take(&mut rest, is_contact);
    let name = take(&mut rest, |word| field(word).is_some());
    take(&mut rest, |word| word == "webauthn");
    if let Some(left) = rest.first() {
        return Err(AutocompleteError::Misplaced((*left).to_owned()));
    }
    let field = name.and_then(field).ok_or(AutocompleteError::NoField)?;
    match contact {
        Some(contact) if !field.contact => {
            Err(AutocompleteError::ContactWithOtherField { contact: contact.to_owned(), field: field.name })
        }
        _ => Ok(Autofill::Field(field)),
    }
}

fn take<'a>(rest: &mut &[&'a str], fits: impl Fn(&str) -> bool) -> Option<&'a str> {
    let (first, after) = rest.split_first()?;
    if !fits(first) {
        return None;
    }
    *rest = after;
    Some(first)
}

fn is_token(word: &str) -> bool {
    let alone = ["on", "off", "webauthn"];
    alone.contains(&word) || is_section(word) || is_address(word) || is_contact(word) || field(word).is_some()
}

fn is_section(word: &str) -> bool {
    word.strip_prefix("section-").is_some_and(|name| !name.is_empty())
}

fn is_address(word: &str) -> bool {
    matches!(word, "shipping" | "billing")
}

fn is_contact(word: &str) -> bool {
    matches!(word, "home" | "work" | "mobile" | "fax" | "pager")
}
