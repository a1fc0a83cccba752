//! ACT rules that serve no test of the RGAA (level AAA, or best practice).

rules![
    aria_attribute_exists,
    aria_attribute_is_permitted,
    aria_value_is_valid,
    decoration_not_exposed,
    frame_has_accessible_name,
    frame_in_tab_order,
    meta_refresh_is_never_delayed,
    object_has_name,
    required_aria_attribute,
    role_is_known,
    text_contrast_enhanced,
];
