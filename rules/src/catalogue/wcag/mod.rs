//! Rules that serve WCAG 2.2 and no test of the RGAA.

rules![
    focus_is_not_covered,
    frame_has_accessible_name,
    frame_in_tab_order,
    object_has_name,
    sign_in_asks_no_memory,
    summary_has_name,
    target_is_large_enough,
];
