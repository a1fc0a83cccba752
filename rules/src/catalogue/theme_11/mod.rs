//! Theme 11: forms.

rules![
    autocomplete_is_valid,
    button_has_name,
    button_name_says_something,
    field_group_has_legend,
    field_has_accessible_name,
    field_is_labelled,
    field_label_is_in_name,
    field_label_is_shown,
    field_label_says_something,
    label_for_finds_its_field,
    label_stands_at_its_field,
    optgroup_has_label,
    radios_are_grouped,
    required_field_is_marked,
    user_field_has_autocomplete,
    visible_text_is_in_name,
];
