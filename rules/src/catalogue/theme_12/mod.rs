//! Theme 12: navigation.

rules![
    keyboard_is_not_trapped,
    regions_can_be_reached,
    single_key_shortcuts_can_be_turned_off,
    skip_link_exists,
    skip_link_works,
    tab_order_is_natural,
];
