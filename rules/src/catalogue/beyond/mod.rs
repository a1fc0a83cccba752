//! ACT rules that serve no test of the RGAA (level AAA, or best practice).

rules![
    frame_has_accessible_name,
    frame_in_tab_order,
    header_cell_has_cells,
    decoration_not_exposed,
    link_name_alone,
    object_has_name,
    text_contrast_enhanced,
    meta_refresh_is_never_delayed
];
