//! Rules that one page alone cannot decide, whatever their theme.

sample_rules![
    document_has_accessible_version,
    help_keeps_its_place,
    menu_keeps_its_place,
    menu_links_lead_alike,
    search_is_reached_alike,
    site_map_is_reached_alike,
    site_map_links_work,
    titles_are_unique,
    two_ways_to_find_pages,
];
