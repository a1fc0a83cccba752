//! Theme 12: navigation.

rules![
    keyboard_is_not_trapped,
    regions_can_be_reached,
    skip_link_exists,
    skip_link_works,
    tab_order_is_natural,
];
