//! ACT rules that serve no test of the RGAA (level AAA, or best practice).

rules![
    frame_has_accessible_name,
    frame_in_tab_order,
    decoration_not_exposed,
    object_has_name,
    text_contrast_enhanced,
    meta_refresh_is_never_delayed
];
