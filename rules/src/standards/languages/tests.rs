//! Tests of language tags that the check accepts and refuses.

use super::*;
use proptest::prelude::*;

fn code(tag: &str) -> String {
    check(tag).unwrap_or_else(|error| panic!("{tag}: {error}")).language.code
}

#[test]
fn usual_tags_are_valid_in_any_case() {
    for tag in
        ["fr", "FR", "fr-FR", "en-gb", "pt-BR", "zh-Hant-TW", "es-419", "sr-Latn", "br", "oc", "gsw-FR"]
    {
        assert!(check(tag).is_ok(), "{tag}");
    }
    let tag = check("zh-Hant-TW").expect("a valid tag");
    assert_eq!((tag.script.as_deref(), tag.region.as_deref()), (Some("hant"), Some("tw")));
}

#[test]
fn rare_forms_are_valid() {
    for tag in [
        "fr-1694acad",
        "de-CH-1996",
        "sl-rozaj-biske",
        "fr-u-co-phonebk",
        "fr-x-facile",
        "x-perso",
        "qaa-Qaaa-QM",
    ] {
        assert!(check(tag).is_ok(), "{tag}");
    }
    assert_eq!(check("x-perso").map(|tag| tag.language.nature), Ok(Nature::PrivateUse));
    assert_eq!(check("qab").map(|tag| tag.language.nature), Ok(Nature::PrivateUse));
}

#[test]
fn codes_that_name_no_language_are_told() {
    for tag in ["und", "mul", "zxx", "i-default"] {
        assert_eq!(check(tag).map(|tag| tag.language.nature), Ok(Nature::NotOneLanguage), "{tag}");
    }
}

#[test]
fn unregistered_subtags_are_refused_and_named() {
    assert_eq!(check("fra"), Err(LanguageError::UnknownLanguage("fra".into())));
    assert_eq!(check("francais"), Err(LanguageError::UnknownLanguage("francais".into())));
    assert_eq!(check("fr-Xxxx"), Err(LanguageError::UnknownScript("xxxx".into())));
    assert_eq!(check("en-UK"), Err(LanguageError::UnknownRegion("uk".into())));
    assert_eq!(check("fr-classique"), Err(LanguageError::Malformed("fr-classique".into())));
    assert_eq!(check("fr-classic"), Err(LanguageError::UnknownVariant("classic".into())));
    assert_eq!(check("fr-cmn"), Err(LanguageError::UnknownExtendedLanguage("cmn".into())));
}

#[test]
fn what_breaks_the_grammar_is_refused() {
    for tag in [
        "",
        " fr",
        "fr ",
        "fr_FR",
        "fr-",
        "-fr",
        "fr--FR",
        "f",
        "français",
        "fr,en",
        "fr-FR-CA",
        "x",
        "fr-u",
        "12",
    ] {
        assert!(check(tag).is_err(), "{tag:?}");
    }
    assert_eq!(check("de-1996-1996"), Err(LanguageError::Repeated("1996".into())));
    assert_eq!(check(&"a-".repeat(5000)), Err(LanguageError::TooLong(10_000)));
}

#[test]
fn an_error_tells_whether_the_language_itself_is_lost() {
    let lost = |tag| check(tag).expect_err("not a valid tag").language_is_unknown();
    assert!(lost("") && lost("fra") && lost("fr_FR") && lost("klingon-FR"));
    assert!(!lost("en-UK") && !lost("fr-FR-CA"));
}

#[test]
fn deprecated_parts_are_noted_with_their_successor() {
    let hebrew = check("iw").expect("deprecated, yet valid");
    assert_eq!(hebrew.language.code, "he");
    assert_eq!(hebrew.deprecated, [Deprecated { part: "iw".into(), preferred: Some("he") }]);
    assert_eq!(check("de-DD").map(|tag| tag.deprecated.len()), Ok(1));
    assert_eq!(check("fr-FR").map(|tag| tag.deprecated.len()), Ok(0));
    assert_eq!((code("i-lux"), code("en-GB-oed")), ("lb".into(), "en".into()));
}

#[test]
fn one_language_under_several_names_compares_equal() {
    let same = |one, other| same_language(&check(one).expect("valid"), &check(other).expect("valid"));
    assert!(
        same("fr", "fr-CA")
            && same("zh-cmn", "cmn")
            && same("no", "nb")
            && same("zh", "yue")
            && same("iw", "he")
    );
    assert!(!same("fr", "frm") && !same("nb", "nn"));
}

proptest! {
    #[test]
    fn no_text_makes_the_check_panic(tag in ".{0,120}") {
        let _ = check(&tag);
    }

    #[test]
    fn anything_like_a_tag_is_answered(tag in "[a-zA-Z0-9]{1,8}(-[a-zA-Z0-9]{1,8}){0,5}") {
        let upper = check(&tag.to_ascii_uppercase());
        prop_assert_eq!(upper, check(&tag.to_ascii_lowercase()));
    }
}
