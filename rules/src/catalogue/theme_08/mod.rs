//! Theme 8: mandatory elements.

rules![
    dir_is_valid,
    elements_are_nested_as_allowed,
    ids_are_unique,
    tags_are_not_spacing,
    doctype_is_valid,
    element_lang_is_valid,
    element_lang_matches_text,
    other_language_is_marked,
    page_has_title,
    page_title_says_something,
    right_to_left_text_has_dir,
    page_has_lang,
    page_lang_is_valid,
    page_lang_matches_text,
];
