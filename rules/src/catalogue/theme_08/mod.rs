//! Theme 8: mandatory elements.

rules![
    doctype_is_valid,
    page_has_lang,
    page_lang_is_valid,
    page_lang_matches_text,
];
