//! Theme 10: presentation.

rules![
    no_presentational_element,
    no_presentational_attribute,
    zoom_on_mobile,
    aria_hidden_not_focusable,
    body_not_aria_hidden,
    focus_is_visible,
    hover_content_by_keyboard,
    hover_content_can_be_dismissed,
    hover_content_can_be_hovered,
    hover_content_persists,
    letters_not_spaced,
    background_image_with_colour,
    ground_with_text_colour,
    text_colour_with_ground,
    link_distinct_in_text,
    text_reflows,
    text_whole_when_enlarged,
    text_whole_when_spaced
];
