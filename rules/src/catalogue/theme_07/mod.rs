//! Theme 7: scripts.

rules![
    component_has_name,
    component_has_role,
    context_change_is_announced,
    expanded_state_follows,
    focus_is_not_removed,
    menuitem_has_name,
    mouse_only_component,
];
