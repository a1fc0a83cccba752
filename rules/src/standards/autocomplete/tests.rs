//! Tests of valid and invalid values of `autocomplete`, and of the controls on which they are allowed.

use super::*;
use proptest::prelude::*;

fn on_text(value: &str) -> Result<Autofill, AutocompleteError> {
    check(value, Control::Text)
}

#[test]
fn fields_are_known_alone_and_behind_their_prefixes() {
    for value in [
        "given-name",
        "Email",
        "  tel ",
        "shipping postal-code",
        "section-parent billing postal-code",
        "section-a shipping home tel",
        "work email",
        "username webauthn",
        "one-time-code",
    ] {
        let control = if value.contains("email") { Control::Email } else { Control::Text };
        assert!(matches!(check(value, control), Ok(Autofill::Field(_))), "{value}");
    }
}

#[test]
fn the_three_values_without_a_field_are_valid() {
    assert_eq!(on_text("on"), Ok(Autofill::On));
    assert_eq!(on_text("OFF"), Ok(Autofill::Off));
    assert_eq!(on_text("webauthn"), Ok(Autofill::Credential));
}

#[test]
fn invented_tokens_are_named() {
    assert_eq!(on_text("prenom"), Err(AutocompleteError::UnknownToken("prenom".into())));
    assert_eq!(on_text("nope tel"), Err(AutocompleteError::UnknownToken("nope".into())));
    assert_eq!(on_text("section-"), Err(AutocompleteError::UnknownToken("section-".into())));
    assert_eq!(on_text(" "), Err(AutocompleteError::Empty));
}

#[test]
fn tokens_have_an_order_and_partners() {
    assert_eq!(on_text("name shipping"), Err(AutocompleteError::Misplaced("shipping".into())));
    assert_eq!(on_text("off name"), Err(AutocompleteError::Misplaced("off".into())));
    assert_eq!(on_text("given-name family-name"), Err(AutocompleteError::Misplaced("family-name".into())));
    assert_eq!(on_text("shipping"), Err(AutocompleteError::NoField));
    assert_eq!(
        on_text("work name"),
        Err(AutocompleteError::ContactWithOtherField { contact: "work".into(), field: "name" })
    );
}

#[test]
fn a_field_stands_on_controls_of_its_kind() {
    let fits = |value, control| check(value, control).is_ok();
    assert!(fits("email", Control::Email) && fits("email", Control::Text) && fits("email", Control::Select));
    assert!(!fits("email", Control::Telephone) && !fits("email", Control::Other));
    assert!(fits("street-address", Control::Textarea) && !fits("street-address", Control::Text));
    assert!(fits("bday", Control::Date) && !fits("bday", Control::Month));
    assert_eq!(check("name", Control::Number), Err(AutocompleteError::WrongControl { field: "name" }));
}

#[test]
fn controls_are_told_by_element_and_type() {
    assert_eq!(Control::from_element("input", None), Some(Control::Text));
    assert_eq!(Control::from_element("input", Some("TEL")), Some(Control::Telephone));
    assert_eq!(Control::from_element("input", Some("tél")), Some(Control::Text));
    assert_eq!(Control::from_element("input", Some("checkbox")), Some(Control::Other));
    assert_eq!(Control::from_element("div", None), None);
}

#[test]
fn the_list_of_fields_is_whole() {
    let about_user = ["name", "bday-year", "tel-local-suffix", "impp", "cc-csc", "sex", "photo"];
    assert!(about_user.iter().all(|name| field(name).is_some_and(|field| field.about_user)));
    assert!(field("one-time-code").is_some_and(|field| !field.about_user));
}

proptest! {
    #[test]
    fn no_value_makes_the_check_panic(value in "(\\PC|[a-z -]){0,80}") {
        let _ = on_text(&value);
    }

    #[test]
    fn a_long_value_is_answered(words in 6usize..5000) {
        prop_assert!(on_text(&"name ".repeat(words)).is_err());
    }
}
