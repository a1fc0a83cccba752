//! ACT rules that serve no test of the RGAA (level AAA, or best practice).

rules![frame_has_accessible_name, frame_in_tab_order, decoration_not_exposed, object_has_name, text_contrast_enhanced, meta_refresh_is_never_delayed
    meta_refresh_is_never_delayed, autoplay_is_short, autoplay_has_control
    viewport_allows_zoom, important_letter_spacing, important_word_spacing, important_line_height, scrollable_reached_by_keyboard, menuitem_has_name, meta_refresh_is_never_delayed, summary_has_name, link_name_alone];
rules![
    <<<<<<< HEAD
    decoration_not_exposed,
    <<<<<<< HEAD
    text_contrast_enhanced,
    =======
    presentational_children_no_focus,
    =======
    summary_has_name,
    
    and what takes focus where nothing is announced),
    and what takes focus where nothing is announced)
    required_aria_attribute,
    aria_attribute_exists,
    aria_attribute_is_permitted,
    aria_value_is_valid,
    frame_has_accessible_name,
    frame_in_tab_order,
    meta_refresh_is_never_delayed,
    object_has_name,
    parts,
    required_aria_children,
    required_aria_owner,
    role_is_known,
];
>>>>>>> aria
